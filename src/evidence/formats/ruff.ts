import { z } from 'zod';
import {
  parsed,
  unparsed,
  type Concern,
  type Diagnostic,
  type DiagnosticsEvidence,
  type Severity,
} from '../../model/index.ts';
import type { Format, Head } from '../format.ts';
import { readJson } from '../json.ts';

const place = z.object({ row: z.int().nonnegative(), column: z.int().nonnegative() });

/** Keys come and go by version; these are in all of them since 0.0.270. */
const finding = z.object({
  /** `null` for a syntax error up to 0.11. */
  code: z.string().nullable(),
  message: z.string(),
  filename: z.string().nullable(),
  location: place.nullable(),
  end_location: place.nullable(),
  /** Of a notebook; rows are counted within the cell. */
  cell: z.int().nullish(),
  severity: z.string().nullish(),
});
type Finding = z.infer<typeof finding>;

const severities = new Map<string, Severity>([
  ['warning', 'warning'],
  ['info', 'note'],
  ['help', 'note'],
]);

/** The code that `ruff format --check` gives a file; it says nothing of the linter. */
const UNFORMATTED = 'unformatted';

/** JSON of ruff's linter: https://docs.astral.sh/ruff/settings/#output-format */
export const format: Format<DiagnosticsEvidence> = {
  id: 'ruff',
  title: 'ruff JSON',
  kind: 'diagnostics',
  concern: 'lint',
  concernOf,
  produce: 'ruff check --output-format json --output-file reports/ruff.json',
  usualNames: ['**/ruff*.json'],
  sniff: (head) => isNamedEmptyList(head) || beginsWithFinding(head.text),
  async parse(source, path) {
    const expected = 'the output of `ruff check --output-format json`, without `--statistics`';
    const json = await readJson(source, path, z.array(finding), expected);
    if (!json.ok) return json;
    if (json.value.some(({ code }) => code === UNFORMATTED)) {
      return unparsed({
        code: 'report-foreign',
        message: 'This is the report of `ruff format`, not of the linter.',
        at: { path },
        hint: `Expected ${expected}.`,
      });
    }
    const diagnostics = json.value.map((found) => diagnosticOf(found, path));
    const none = { declared: null, filesAnalyzed: null, defects: [] };
    return parsed({ kind: 'diagnostics', concern: concernOf(path), tool: 'ruff', diagnostics, ...none });
  },
};

/** The JSON names no rule that found nothing, so a report of chosen rules tells what it is for by its name: `ruff-complexity.json`. */
function concernOf(path: string): Concern {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const words = new Set(name.split(/[^a-z0-9]+/));
  if (['complexity', 'c901', 'mccabe'].some((word) => words.has(word))) return 'complexity';
  return ['docs', 'docstrings', 'pydocstyle'].some((word) => words.has(word)) ? 'docs' : 'lint';
}

/** Many tools write `[]` when they find nothing: only the file's name tells whose it is. */
function isNamedEmptyList({ path, text, complete }: Head): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return complete && /^\s*\[\s*\]\s*$/.test(text) && name.includes('ruff') && !name.includes('format');
}

/** A quote within a JSON string is escaped, so `"code":` can only be a key. */
function beginsWithFinding(text: string): boolean {
  if (!/^\s*\[\s*\{/.test(text)) return false;
  const hasKeys = ['code', 'filename', 'end_location'].every((key) => new RegExp(`"${key}"\\s*:`).test(text));
  return hasKeys && !new RegExp(`"code"\\s*:\\s*"${UNFORMATTED}"`).test(text);
}

function diagnosticOf(found: Finding, reportPath: string): Diagnostic {
  const { location, end_location: end, cell } = found;
  const path = found.filename ?? reportPath;
  const common = { rule: found.code, severity: severities.get(found.severity ?? 'error') ?? 'error' };
  if (location === null || found.filename === null) return { ...common, message: found.message, at: { path } };
  if (typeof cell === 'number') {
    // A line of the notebook's own JSON is not known.
    const message = `cell ${cell}, line ${location.row}: ${found.message}`;
    return { ...common, message, at: { path } };
  }
  // Row 0 stands for the whole file.
  const line = Math.max(1, location.row);
  const column = Math.max(1, location.column);
  return { ...common, message: found.message, at: { path, line, column, endLine: Math.max(line, end?.row ?? line) } };
}
