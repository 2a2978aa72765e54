import { parsed, unparsed, type Diagnostic, type DiagnosticsEvidence, type Problem } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { emptyReport } from '../json-lines.ts';
import { readLines } from '../lines.ts';

/** What has been read so far. */
interface Reading {
  path: string;
  diagnostics: Diagnostic[];
  /** The message that lines with an indent go on with. */
  current: Diagnostic | null;
  /** The statistics of `--diagnostics`, which come last; `null` before them. */
  files: number | null;
  /** An error of no file: tsc stopped before it checked types. */
  stopped: Diagnostic | null;
  problem: Problem | null;
}

const AT_FILE = /^(.+)\((\d{1,9}),(\d{1,9})\): (error|warning|message|suggestion) (TS\d{1,6}): (.*)$/;
const AT_NONE = /^(error|warning|message|suggestion) (TS\d{1,6}): (.*)$/;
const STATISTIC = /^[A-Za-z][A-Za-z/ ]{0,40}:\s{1,40}\d[\d.]{0,20}[A-Za-z%]{0,3}$/;
/** What package managers say before they run a script, and blank lines. */
const PREAMBLE = /^(?:> .*|\$ .*|\s*)$/;
/** Errors of the syntax have numbers from 1000 to 1999; so have a few that need types, which then stand among others. */
const SYNTAX = /^TS1\d{3}$/;

const EXPECTED = 'the output of `tsc --noEmit --pretty false --diagnostics`';

/**
 * The text of TypeScript's compiler, not pretty: https://www.typescriptlang.org/tsconfig/#pretty. Without errors tsc writes
 * nothing at all; the statistics of `--diagnostics` then prove that it ran, to its end, and on how many files.
 */
export const format: Format<DiagnosticsEvidence> = {
  id: 'tsc',
  title: 'tsc text',
  kind: 'diagnostics',
  concern: 'types',
  produce: 'tsc --noEmit --pretty false --diagnostics > reports/tsc.txt',
  usualNames: ['**/*tsc*.txt', '**/*tsc*.log'],
  sniff({ text }) {
    const first =
      text
        .split('\n', 64)
        .find((line) => !PREAMBLE.test(line.trimEnd()))
        ?.trimEnd() ?? '';
    return first.length < 4096 && (AT_FILE.test(first) || AT_NONE.test(first) || /^Files:\s{1,40}\d+$/.test(first));
  },
  async parse(source, path) {
    const reading: Reading = { path, diagnostics: [], current: null, files: null, stopped: null, problem: null };
    const stopped = await readLines(source, (line, number, ended) => {
      if (reading.problem === null) readLine(reading, line, number, ended);
    });
    if (stopped !== null) return unparsed(unreadable(path, stopped.reason, stopped.line));
    if (reading.problem !== null) return unparsed(reading.problem);
    const { diagnostics, files } = reading;
    if (files === null && diagnostics.length === 0) return unparsed(emptyReport(path, EXPECTED));
    return parsed({
      kind: 'diagnostics',
      concern: 'types',
      tool: 'tsc',
      diagnostics,
      declared: null,
      filesAnalyzed: files,
      ...coverage(diagnostics),
      defects: reading.stopped === null ? [] : [notChecked(path, reading.stopped)],
    });
  },
};

function readLine(reading: Reading, line: string, number: number, ended: boolean): void {
  const found = diagnosticOf(line, reading.path);
  if (!ended) reading.problem = unreadable(reading.path, 'the last line is not complete', number);
  else if (STATISTIC.test(line)) readStatistic(reading, line);
  else if (reading.files !== null && line !== '')
    reading.problem = unreadable(reading.path, 'more follows the statistics', number);
  else if (found !== null) addDiagnostic(reading, found);
  else if (/^\s+\S/.test(line) && reading.current !== null) reading.current.message += ` ${line.trim()}`;
  else if (!PREAMBLE.test(line)) reading.problem = unreadable(reading.path, 'the line is none of tsc', number);
}

function readStatistic(reading: Reading, line: string): void {
  reading.current = null;
  reading.files ??= line.startsWith('Files:') ? Number(/\d+$/.exec(line)?.[0] ?? 0) : null;
}

function diagnosticOf(line: string, reportPath: string): Diagnostic | null {
  const [, path, row, column, category = '', rule = '', message = ''] = AT_FILE.exec(line) ?? [];
  if (path !== undefined) {
    const at = { path, line: Math.max(1, Number(row)), column: Math.max(1, Number(column)) };
    return { rule, severity: severityOf(category), message, at };
  }
  const [, general, code = '', words = ''] = AT_NONE.exec(line) ?? [];
  if (general === undefined) return null;
  return { rule: code, severity: severityOf(general), message: words, at: { path: reportPath } };
}

function severityOf(category: string): Diagnostic['severity'] {
  return category === 'error' || category === 'warning' ? category : 'note';
}

function addDiagnostic(reading: Reading, found: Diagnostic): void {
  reading.current = found;
  reading.diagnostics.push(found);
  if (found.at.path === reading.path && found.severity === 'error') reading.stopped ??= found;
}

/** With nothing but errors of the syntax tsc checked no types: the report speaks of the files that it names, and no others. */
function coverage(diagnostics: Diagnostic[]): Pick<DiagnosticsEvidence, 'coveredFiles'> {
  if (diagnostics.length === 0 || !diagnostics.every(({ rule }) => SYNTAX.test(rule ?? ''))) return {};
  return { coveredFiles: [...new Set(diagnostics.map(({ at }) => at.path))] };
}

function notChecked(path: string, { rule, message }: Diagnostic): Problem {
  return {
    code: 'tsc-not-checked',
    message: `tsc stopped before it checked types: ${rule ?? ''}: ${message}`,
    at: { path },
    hint: 'Mend the configuration of the compiler.',
  };
}

function unreadable(path: string, reason: string, line: number): Problem {
  const hint = `Expected ${EXPECTED}. Was the tool stopped, or did it print a message into the file?`;
  return { code: 'report-syntax', message: `The report can’t be read: ${reason}.`, at: { path, line }, hint };
}
