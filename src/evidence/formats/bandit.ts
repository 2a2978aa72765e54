import { z } from 'zod';
import { parsed, type Diagnostic, type DiagnosticsEvidence, type Severity } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { mapOf } from '../maps.ts';
import { hasKeys } from '../names.ts';
import { originOf } from '../origin.ts';
import { summaryDefects } from '../summary-defects.ts';

const count = z.number().nonnegative();

/** The key of the sums, beside those of the files. */
const TOTALS = '_totals';

const result = z.object({
  filename: z.string(),
  issue_severity: z.string(),
  issue_text: z.string(),
  test_id: z.string(),
  line_number: z.int().nonnegative(),
  line_range: z.array(z.int()).nullish(),
  /** Since 1.7.1, counted from 0. */
  col_offset: z.int().nullish(),
});

const report = z.object({
  generated_at: z.unknown().optional(),
  /** Files that bandit could not read. */
  errors: z.array(z.object({ filename: z.string(), reason: z.string() })),
  metrics: mapOf(
    z.looseObject({ nosec: count.default(0), skipped_tests: count.default(0) }),
    'expected an object',
  ).refine((metrics) => metrics.has(TOTALS), `expected ${TOTALS}`),
  results: z.array(result),
});
type Report = z.infer<typeof report>;

/** As bandit's own SARIF formatter has it: https://bandit.readthedocs.io/en/latest/formatters/sarif.html */
const severities = new Map<string, Severity>([
  ['MEDIUM', 'warning'],
  ['LOW', 'note'],
]);

/** JSON of bandit, which looks for holes in Python: https://bandit.readthedocs.io/en/latest/formatters/json.html */
export const format: Format<DiagnosticsEvidence> = {
  id: 'bandit',
  title: 'bandit JSON',
  kind: 'diagnostics',
  concern: 'security',
  produce: 'bandit -r src -f json -o reports/bandit.json',
  usualNames: ['**/*bandit*.json'],
  sniff: ({ text }) =>
    /^\s*\{\s*"errors"\s*:\s*\[/.test(text) &&
    hasKeys(text, 'generated_at', 'metrics') &&
    /"CONFIDENCE\.HIGH"\s*:/.test(text),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'the output of `bandit -f json`');
    if (!json.ok) return json;
    const { errors, metrics, results, generated_at: time } = json.value;
    const found = results.map(diagnosticOf);
    const unread = new Set(errors.map(({ filename }) => filename));
    const coveredFiles = [...metrics.keys()].filter((file) => file !== TOTALS && !unread.has(file));
    const totals = metrics.get(TOTALS);
    const declared = declaredBy(totals);
    return parsed({
      kind: 'diagnostics',
      ...originOf({ tool: 'bandit', time }),
      concern: 'security',
      tool: 'bandit',
      diagnostics: [...found, ...errors.map(unreadable)],
      suppressed: (totals?.nosec ?? 0) + (totals?.skipped_tests ?? 0),
      declared,
      filesAnalyzed: coveredFiles.length,
      coveredFiles,
      defects: summaryDefects('bandit', found, declared, path),
    });
  },
};

/** A severity that nobody knows is an error. */
function diagnosticOf(found: Report['results'][number]): Diagnostic {
  const line = Math.max(1, found.line_number);
  const column = typeof found.col_offset === 'number' && found.col_offset >= 0 ? { column: found.col_offset + 1 } : {};
  const endLine = (found.line_range ?? []).reduce((last, one) => Math.max(last, one), line);
  return {
    rule: found.test_id,
    severity: severities.get(found.issue_severity) ?? 'error',
    message: found.issue_text,
    at: { path: found.filename, line, ...column, endLine },
  };
}

/** What could not be read may hold anything. */
function unreadable({ filename, reason }: Report['errors'][number]): Diagnostic {
  const message = `bandit could not look at the file: ${reason}`;
  return { rule: null, severity: 'error', message, at: { path: filename } };
}

/** `SEVERITY.UNDEFINED` is what counts as an error here too. */
function declaredBy(totals: Record<string, unknown> | undefined): NonNullable<DiagnosticsEvidence['declared']> {
  const stated = (severity: string): number => {
    const value = totals?.[`SEVERITY.${severity}`];
    return typeof value === 'number' ? value : 0;
  };
  return { errors: stated('HIGH') + stated('UNDEFINED'), warnings: stated('MEDIUM'), notes: stated('LOW') };
}
