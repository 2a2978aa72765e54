import { z } from 'zod';
import type { Diagnostic, DiagnosticsEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { ruffSeverity } from '../ruff-finding.ts';
import { isOfFormatter, ruffConcern, ruffEvidence } from '../ruff-report.ts';

const place = z.object({ line: z.int().nonnegative(), column: z.int().nonnegative().nullish() });

const diagnostic = z.object({
  message: z.string(),
  code: z.object({ value: z.string().nullish() }).nullish(),
  location: z.object({ path: z.string(), range: z.object({ start: place, end: place.nullish() }).nullish() }).nullish(),
  /** ruff writes one for the whole report, always the same, which says nothing of a finding. */
  severity: z.string().nullish(),
});

const report = z.object({
  source: z.object({ name: z.literal('ruff') }),
  diagnostics: z.array(diagnostic),
});

const EXPECTED = 'the output of `ruff check --output-format rdjson`';

/** Reviewdog's diagnostic format, as ruff writes it: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
export const format: Format<DiagnosticsEvidence> = {
  id: 'ruff-rdjson',
  title: 'ruff Reviewdog JSON',
  kind: 'diagnostics',
  concern: 'lint',
  concernOf: ruffConcern,
  produce: 'ruff check --output-format rdjson --output-file reports/ruff.rdjson.json',
  usualNames: ['**/ruff*rdjson*'],
  // ruff names itself at the end, which may lie beyond the head; its findings name its own pages.
  sniff: ({ text }) =>
    /^\s*\{\s*"(?:diagnostics|source|severity)"\s*:/.test(text) &&
    /"diagnostics"\s*:\s*\[/.test(text) &&
    !isOfFormatter(text) &&
    (/"name"\s*:\s*"ruff"/.test(text) || /"url"\s*:\s*"https:\/\/docs\.astral\.sh\/ruff\//.test(text)),
  async parse(source, path) {
    const json = await readJson(source, path, report, EXPECTED);
    if (!json.ok) return json;
    return ruffEvidence(
      json.value.diagnostics.map((found) => diagnosticOf(found, path)),
      path,
      EXPECTED,
    );
  },
};

/** A finding without a file stands at the report itself. */
function diagnosticOf(
  { message, code, location, severity }: z.infer<typeof diagnostic>,
  reportPath: string,
): Diagnostic {
  const { path, range } = location ?? { path: reportPath };
  const common = { rule: code?.value ?? null, severity: ruffSeverity(severity), message };
  if (range === null || range === undefined) return { ...common, at: { path } };
  const line = Math.max(1, range.start.line);
  const column = Math.max(1, range.start.column ?? 1);
  return { ...common, at: { path, line, column, endLine: Math.max(line, range.end?.line ?? line) } };
}
