import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parsed, unparsed, type Problem, type SecretFinding, type SecretsEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { emptyReport, readJsonLines } from '../json-lines.ts';
import { firstLine, hasKeys } from '../names.ts';

const finding = z.object({
  SourceMetadata: z.object({
    Data: z.record(z.string(), z.looseObject({ file: z.string().nullish(), line: z.int().nonnegative().nullish() })),
  }),
  DetectorName: z.string().min(1),
  Verified: z.boolean(),
});

const count = z.int().nonnegative();

/** A line of the log, which trufflehog writes to its error output. */
const message = z.object({
  logger: z.string(),
  msg: z.string(),
  chunks: count.optional(),
  /** Of the last line: how many findings were written. */
  verified_secrets: count.default(0),
  unverified_secrets: count.default(0),
});

const EXPECTED = 'the output of `trufflehog --json`, with its log (`2>&1`), which proves a scan without findings';

/**
 * JSON lines of trufflehog 3: https://github.com/trufflesecurity/trufflehog#how-to-use. Without findings it writes nothing but
 * its log, whose last line says what was scanned. Neither a secret nor its redaction is read further.
 */
export const format: Format<SecretsEvidence> = {
  id: 'trufflehog',
  title: 'trufflehog JSON lines',
  kind: 'secrets',
  produce: 'trufflehog filesystem . --json --no-update > reports/trufflehog.jsonl 2>&1',
  usualNames: ['**/*trufflehog*.json', '**/*trufflehog*.jsonl', '**/*trufflehog*.ndjson'],
  sniff({ text }) {
    const line = firstLine(text);
    if (!line.startsWith('{')) return false;
    return hasKeys(line, 'SourceMetadata', 'DetectorName', 'Verified') || /"logger"\s*:\s*"trufflehog"/.test(line);
  },
  async parse(source, path) {
    const read = await readJsonLines(source, path, z.union([finding, message]), EXPECTED);
    if (!read.ok) return read;
    const { values } = read.value;
    if (values.length === 0) return unparsed(emptyReport(path, EXPECTED));
    const findings = values.flatMap((value) => ('Verified' in value ? [findingOf(value, path)] : []));
    const log = values.flatMap((value) => ('msg' in value ? [value] : []));
    return parsed({
      kind: 'secrets',
      findings,
      plugins: ['trufflehog'],
      defects: logDefects(log, findings.length, path),
    });
  },
};

function findingOf(
  { SourceMetadata, DetectorName: type, Verified }: z.infer<typeof finding>,
  path: string,
): SecretFinding {
  const [place] = Object.values(SourceMetadata.Data);
  const line = place?.line ?? 0;
  const file = place?.file ?? path;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(['trufflehog', SourceMetadata.Data, type]))
    .digest('hex');
  const at = line === 0 ? { path: file } : { path: file, line };
  return { type, at, audit: 'unaudited', verified: Verified, fingerprint };
}

/** A log that does not tell of the end was cut, a scan of nothing found nothing, and one without its findings hides them. */
function logDefects(log: z.infer<typeof message>[], listed: number, path: string): Problem[] {
  if (log.length === 0) return [];
  const why = logDefect(
    log.find(({ msg }) => msg === 'finished scanning'),
    listed,
  );
  if (why === null) return [];
  return [{ code: 'trufflehog-not-scanned', message: why, at: { path }, hint: `Expected ${EXPECTED}.` }];
}

function logDefect(end: z.infer<typeof message> | undefined, listed: number): string | null {
  if (end === undefined) return 'The log does not say that the scan was finished.';
  if (end.chunks === 0) return 'The log says that nothing was scanned.';
  const stated = end.verified_secrets + end.unverified_secrets;
  return stated > listed
    ? `The log counts ${stated} findings, the report holds ${listed}: was only the log kept?`
    : null;
}
