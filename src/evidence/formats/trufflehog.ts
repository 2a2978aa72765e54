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

/** A line of the log, which trufflehog writes to its error output. */
const message = z.object({ logger: z.string(), msg: z.string(), chunks: z.int().nonnegative().optional() });

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
    return parsed({ kind: 'secrets', findings, plugins: ['trufflehog'], defects: logDefects(log, path) });
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

/** A log that does not tell of the end was cut, and a scan of nothing found nothing. */
function logDefects(log: z.infer<typeof message>[], path: string): Problem[] {
  if (log.length === 0) return [];
  const end = log.find(({ msg }) => msg === 'finished scanning');
  if (end !== undefined && end.chunks !== 0) return [];
  const message =
    end === undefined ? 'The log does not say that the scan was finished.' : 'The log says that nothing was scanned.';
  return [{ code: 'trufflehog-not-scanned', message, at: { path }, hint: `Expected ${EXPECTED}.` }];
}
