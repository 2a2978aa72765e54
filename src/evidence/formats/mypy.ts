import { z } from 'zod';
import { parsed, unparsed, type Diagnostic, type DiagnosticsEvidence } from '../../model/index.ts';
import type { Format, Head } from '../format.ts';
import { emptyReport, readJsonLines } from '../json-lines.ts';
import { firstLine, hasKeys, nameSays } from '../names.ts';

const finding = z.object({
  file: z.string(),
  /** -1 where the place is not known. */
  line: z.int(),
  /** Counted from 0. */
  column: z.int(),
  end_line: z.int().nullish(),
  message: z.string(),
  hint: z.string().nullish(),
  code: z.string().nullable(),
  severity: z.enum(['error', 'note']),
});
type Found = z.infer<typeof finding>;

const EXPECTED = 'the output of `mypy --output json`';

/**
 * JSON lines of mypy: https://mypy.readthedocs.io/en/stable/command_line.html#cmdoption-mypy-output. Without findings mypy
 * writes one empty line, and where it could not begin nothing, or a sentence.
 */
export const format: Format<DiagnosticsEvidence> = {
  id: 'mypy',
  title: 'mypy JSON lines',
  kind: 'diagnostics',
  concern: 'types',
  produce: 'mypy --output json src > reports/mypy.jsonl',
  usualNames: ['**/*mypy*.json', '**/*mypy*.jsonl', '**/*mypy*.ndjson'],
  sniff: (head) => isCleanRun(head) || beginsWithFinding(head),
  async parse(source, path) {
    const read = await readJsonLines(source, path, finding, EXPECTED);
    if (!read.ok) return read;
    const { values, lines } = read.value;
    if (lines === 0) return unparsed(emptyReport(path, EXPECTED));
    const diagnostics = values.map(diagnosticOf);
    return parsed({
      kind: 'diagnostics',
      concern: 'types',
      tool: 'mypy',
      diagnostics,
      declared: null,
      filesAnalyzed: null,
      ...blockedBy(diagnostics),
      defects: [],
    });
  },
};

/** One empty line, and nothing else, in a file whose name says whose it is. */
function isCleanRun({ path, text, complete }: Head): boolean {
  return complete && /^\r?\n$/.test(text) && nameSays(path, 'mypy');
}

/** Where mypy could not begin it says so in a sentence: claimed to be refused. */
function beginsWithFinding({ path, text }: Head): boolean {
  const line = firstLine(text);
  if (/^Found \d+ errors? in \d+ files? \(/.test(line)) return nameSays(path, 'mypy');
  return line.startsWith('{') && hasKeys(line, 'file', 'line', 'column', 'message', 'hint', 'code', 'severity');
}

/** A syntax error stops mypy before it has checked any type: the report speaks of the files that it names, and no others. */
function blockedBy(diagnostics: Diagnostic[]): Pick<DiagnosticsEvidence, 'coveredFiles'> {
  if (!diagnostics.some(({ rule }) => rule === 'syntax')) return {};
  return { coveredFiles: [...new Set(diagnostics.map(({ at }) => at.path))] };
}

function diagnosticOf({ file, line, column, end_line: end, message, hint, code, severity }: Found): Diagnostic {
  const said = hint === null || hint === undefined ? message : `${message} (${hint})`;
  const common = { rule: code, severity, message: said };
  if (line < 1) return { ...common, at: { path: file } };
  return { ...common, at: { path: file, line, column: Math.max(0, column) + 1, endLine: Math.max(line, end ?? line) } };
}
