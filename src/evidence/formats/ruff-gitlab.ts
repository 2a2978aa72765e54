import { z } from 'zod';
import type { Diagnostic, DiagnosticsEvidence, Location, Severity } from '../../model/index.ts';
import type { Format, Head } from '../format.ts';
import { readJson } from '../json.ts';
import { hasKeys, isEmptyListOf, nameSays } from '../names.ts';
import { isOfFormatter, ruffConcern, ruffEvidence } from '../ruff-report.ts';

const place = z.object({ line: z.int().nonnegative(), column: z.int().nonnegative() });

const issue = z.object({
  /** `F401: …` since 0.12; `(F401) …` up to 0.8. */
  description: z.string(),
  /** Since 0.9. */
  check_name: z.string().nullish(),
  severity: z.string(),
  fingerprint: z.string(),
  location: z.object({
    path: z.string(),
    positions: z.object({ begin: place, end: place }).nullish(),
    /** Up to 0.11 instead of positions. */
    lines: z.object({ begin: z.int().nonnegative(), end: z.int().nonnegative().nullish() }).nullish(),
  }),
});
type Issue = z.infer<typeof issue>;

const severities = new Map<string, Severity>([
  ['info', 'note'],
  ['minor', 'warning'],
]);

const EXPECTED = 'the output of `ruff check --output-format gitlab`';

/** GitLab's Code Quality report, as ruff writes it: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const format: Format<DiagnosticsEvidence> = {
  id: 'ruff-gitlab',
  title: 'ruff GitLab Code Quality',
  kind: 'diagnostics',
  concern: 'lint',
  concernOf: ruffConcern,
  produce: 'ruff check --output-format gitlab --output-file reports/ruff-gitlab.json',
  usualNames: ['**/*ruff*gitlab*.json', '**/*gitlab*ruff*.json'],
  sniff: (head) => isEmptyList(head) || (beginsWithIssue(head.text) && !isOfFormatter(head.text)),
  async parse(source, path) {
    const json = await readJson(source, path, z.array(issue), EXPECTED);
    if (!json.ok) return json;
    return ruffEvidence(json.value.map(diagnosticOf), path, EXPECTED);
  },
};

function isEmptyList(head: Head): boolean {
  return isEmptyListOf('ruff', head) && nameSays(head.path, 'gitlab') && !nameSays(head.path, 'format');
}

/** Other tools write such a report too, but with longer fingerprints, and without ruff's codes. */
function beginsWithIssue(text: string): boolean {
  if (!/^\s*\[\s*\{/.test(text) || !hasKeys(text, 'location', 'severity')) return false;
  const first = (key: string): string => new RegExp(`"${key}"\\s*:\\s*"([^"\\\\]{1,90})`).exec(text)?.[1] ?? '';
  const name = first('check_name');
  const description = first('description');
  const hasRule =
    name === ''
      ? /^(?:\([A-Z]+\d+\)|SyntaxError:) /.test(description)
      : /^(?:[A-Z]{1,9}\d{1,9}|syntax-error)$/.test(name) || description.startsWith(`${name}: `);
  return hasRule && /^(?:[0-9a-f]{1,16}|<redacted>)$/.test(first('fingerprint'));
}

function diagnosticOf(found: Issue): Diagnostic {
  const [, code, words] = /^\(([A-Z]+\d+)\) ([^]*)$/.exec(found.description) ?? [];
  const rule = found.check_name ?? code ?? null;
  const message = words ?? withoutStart(found.description, `${rule ?? ''}: `);
  return { rule, severity: severities.get(found.severity) ?? 'error', message, at: placeOf(found.location) };
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}

function placeOf({ path, positions, lines }: Issue['location']): Location {
  const first = positions?.begin.line ?? lines?.begin;
  if (first === undefined) return { path };
  const line = Math.max(1, first);
  const endLine = Math.max(line, positions?.end.line ?? lines?.end ?? line);
  const column = positions === null || positions === undefined ? {} : { column: Math.max(1, positions.begin.column) };
  return { path, line, ...column, endLine };
}
