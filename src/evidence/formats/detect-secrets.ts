import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parsed, type Problem, type SecretFinding, type SecretsEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { originOf } from '../origin.ts';

const entry = z.object({
  type: z.string(),
  hashed_secret: z.string(),
  is_verified: z.boolean().nullish(),
  /** `--slim` leaves it out. */
  line_number: z.int().nonnegative().nullish(),
  /** Only an audit sets it. */
  is_secret: z.boolean().nullish(),
});
type Entry = z.infer<typeof entry>;

const NOT_FILES = 'expected an object of files; a list is an audit report, which holds secrets in plain text';

const report = z.object({
  version: z.string(),
  generated_at: z.unknown().optional(),
  plugins_used: z.array(z.object({ name: z.string() })),
  // A map, because a record would lose a file that is called `__proto__`.
  results: z.preprocess(
    (value) => (isObject(value) ? new Map(Object.entries(value)) : value),
    z.map(z.string(), z.array(entry), NOT_FILES),
  ),
});

/**
 * A scan or a baseline of detect-secrets, 0.12 and newer: https://github.com/Yelp/detect-secrets/blob/master/docs/design.md#baseline
 * What the report of `detect-secrets audit --report` holds is claimed only to be refused. No hash, no secret and
 * nothing else of an entry's content ever reaches a message.
 */
export const format: Format<SecretsEvidence> = {
  id: 'detect-secrets',
  title: 'detect-secrets scan or baseline',
  kind: 'secrets',
  produce: 'detect-secrets scan > reports/secrets.json',
  usualNames: ['**/*secrets*.json', '**/.secrets.baseline'],
  sniff: ({ text }) => /^\s*\{/.test(text) && (/"plugins_used"\s*:\s*\[/.test(text) || beginsAsAuditReport(text)),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'the output of `detect-secrets scan`');
    if (!json.ok) return json;
    const plugins = json.value.plugins_used.map(({ name }) => name);
    const findings = [...json.value.results].flatMap(([file, entries]) => entries.map((own) => findingOf(file, own)));
    const { version, generated_at: time } = json.value;
    const origin = originOf({ tool: 'detect-secrets', version, time });
    return parsed({
      kind: 'secrets',
      ...origin,
      findings,
      plugins,
      defects: plugins.length === 0 ? [noDetectors(path)] : [],
    });
  },
};

function beginsAsAuditReport(text: string): boolean {
  if (!/^\s*\{\s*"results"\s*:\s*\[\s*\{/.test(text)) return false;
  return ['filename', 'lines', 'types', 'category'].every((key) => new RegExp(`"${key}"\\s*:`).test(text));
}

function findingOf(path: string, own: Entry): SecretFinding {
  const line = own.line_number ?? 0;
  return {
    type: own.type,
    at: line === 0 ? { path } : { path, line },
    audit: own.is_secret === true ? 'real' : own.is_secret === false ? 'false-positive' : 'unaudited',
    verified: own.is_verified ?? false,
    fingerprint: fingerprintOf(path, own),
  };
}

/** The same for a scan's and a baseline's entry of one secret, also when one was made on Windows. */
function fingerprintOf(path: string, { type, hashed_secret: hash }: Entry): string {
  const file = path.replaceAll('\\', '/').replace(/^\.\//, '');
  return createHash('sha256')
    .update(JSON.stringify([file, type, hash]))
    .digest('hex');
}

function noDetectors(path: string): Problem {
  return {
    code: 'secrets-no-detectors',
    message: 'No detector was switched on, so nothing could be found.',
    at: { path },
    hint: `Make it by \`${format.produce}\`.`,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
