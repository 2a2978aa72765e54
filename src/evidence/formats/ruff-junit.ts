import { unparsed, type Diagnostic, type DiagnosticsEvidence, type Problem } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { ruffSeverity } from '../ruff-finding.ts';
import { isOfFormatter, ruffConcern, ruffEvidence } from '../ruff-report.ts';
import { readXml, rootTag, type XmlReader } from '../xml.ts';

type Attributes = Record<string, string>;

/** What has been read so far. */
interface Reading {
  path: string;
  /** File of the suite that is open. */
  file: string | null;
  current: Diagnostic | null;
  diagnostics: Diagnostic[];
  cases: number;
  /** Findings that the suites count. */
  stated: number;
  refusal: Problem | null;
}

const PACKAGE = 'org.ruff';
/** The only case that is no finding. */
const CLEAN = 'No errors found';
const EXPECTED = 'the output of `ruff check --output-format junit`';

/**
 * JUnit XML whose cases are findings of ruff's linter; without findings it holds one case that passed:
 * https://docs.astral.sh/ruff/settings/#output-format
 */
export const format: Format<DiagnosticsEvidence> = {
  id: 'ruff-junit',
  title: 'ruff JUnit XML',
  kind: 'diagnostics',
  concern: 'lint',
  concernOf: ruffConcern,
  produce: 'ruff check --output-format junit --output-file reports/ruff.xml',
  usualNames: ['**/ruff*.xml'],
  sniff: ({ text }) => rootTag(text)?.name === 'testsuites' && isOfRuff(text) && !isOfFormatter(text),
  async parse(source, path) {
    const reading: Reading = { path, file: null, current: null, diagnostics: [], cases: 0, stated: 0, refusal: null };
    const xml = await readXml(source, path, readerInto(reading), EXPECTED);
    if (!xml.ok) return xml;
    if (reading.refusal !== null) return unparsed(reading.refusal);
    if (reading.cases === 0) {
      const message = 'The report holds no case: ruff writes one even when it finds nothing.';
      return unparsed({ code: 'report-empty', message, at: { path, line: 1 }, hint: `Expected ${EXPECTED}.` });
    }
    if (reading.stated > reading.diagnostics.length) return unparsed(cutList(reading));
    return ruffEvidence(reading.diagnostics, path, EXPECTED);
  },
};

/** ruff's package stands at the first suite, before its first case. */
function isOfRuff(text: string): boolean {
  const firstCase = text.indexOf('<testcase');
  const opening = firstCase === -1 ? text : text.slice(0, firstCase);
  return !opening.includes('<!DOCTYPE') && /\spackage\s*=\s*["']org\.ruff["']/.test(opening);
}

function readerInto(reading: Reading): XmlReader {
  return {
    open(name, attributes, line) {
      if (name === 'testsuite') openSuite(reading, attributes, line);
      else if (name === 'testcase') openCase(reading, attributes, line);
      else if (name === 'property' && attributes['name'] === 'severity' && reading.current !== null)
        reading.current.severity = ruffSeverity(attributes['value']);
      else if (name === 'failure') openFailure(reading, attributes, line);
    },
    close(name) {
      if (name === 'testcase') reading.current = null;
    },
  };
}

function openSuite(reading: Reading, attributes: Attributes, line: number): void {
  reading.file = attributes['name'] ?? null;
  reading.stated += countOf(attributes['failures']);
  if (attributes['package'] === PACKAGE) return;
  const message = 'A suite of this report is not ruff’s: tests and findings can’t share a report.';
  const hint = 'Write the report of each tool to a file of its own.';
  reading.refusal ??= { code: 'report-foreign', message, at: { path: reading.path, line }, hint };
}

function openCase(reading: Reading, { name = '', line, column }: Attributes, at: number): void {
  reading.cases += 1;
  if (name === CLEAN) return;
  if (reading.file === null) reading.refusal ??= caseWithoutFile(reading.path, at);
  const place = { path: reading.file ?? reading.path, line: numberOf(line), column: numberOf(column) };
  reading.current = { rule: ruleOf(name), severity: 'error', message: '', at: place };
  reading.diagnostics.push(reading.current);
}

/** `org.ruff.F401`; a syntax error is but `org.ruff` up to 0.11. */
function ruleOf(name: string): string | null {
  return name.startsWith(`${PACKAGE}.`) ? name.slice(PACKAGE.length + 1) : null;
}

function caseWithoutFile(path: string, line: number): Problem {
  const message = 'A finding belongs to no suite, which would name its file.';
  return { code: 'report-shape', message, at: { path, line }, hint: `Expected ${EXPECTED}.` };
}

function openFailure(reading: Reading, { message = '' }: Attributes, line: number): void {
  if (reading.current === null) reading.refusal ??= contradiction(reading.path, line);
  else reading.current.message = message;
}

function contradiction(path: string, line: number): Problem {
  const message = 'A case without a finding has failed.';
  return { code: 'report-shape', message, at: { path, line }, hint: `Expected ${EXPECTED}.` };
}

function cutList({ path, stated, diagnostics }: Reading): Problem {
  const message = `The suites count ${stated} findings, but hold ${diagnostics.length}.`;
  return { code: 'report-shape', message, at: { path }, hint: `Expected ${EXPECTED}, written to its end.` };
}

function countOf(attribute: string | undefined): number {
  return attribute !== undefined && /^\d{1,9}$/.test(attribute) ? Number(attribute) : 0;
}

/** ruff counts from 1; 0 stands for the whole file. */
function numberOf(attribute: string | undefined): number {
  return Math.max(1, countOf(attribute));
}
