import {
  parsed,
  unparsed,
  type Problem,
  type TestCase,
  type TestEvidence,
  type TestOutcome,
} from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readXml, rootTag, type XmlReader } from '../xml.ts';

type Attributes = Record<string, string>;
type Declared = NonNullable<TestEvidence['declared']>;

/** A `<testsuites>` or `<testsuite>` that is not closed yet. */
interface OpenSuite {
  name: string;
  line: number;
  /** Its own attributes; `null` where it states no number of tests. */
  declared: Declared | null;
  /** Cases directly in it. */
  cases: number;
  /** `<failure>` and `<error>` elements at any depth below it. */
  failures: number;
  hasSuites: boolean;
}

/** What has been read so far. */
interface Reading {
  path: string;
  suites: OpenSuite[];
  cases: TestCase[];
  current: TestCase | null;
  /** Text of the outcome element that gave `current` its outcome, while that element is open and has no message. */
  body: string | null;
  declared: Declared | null;
  defects: Problem[];
  /** Why the document is no test report at all. */
  refusal: Problem | null;
  /** One copy of each suite, class and file name. */
  names: Map<string, string>;
}

/** Names and messages are cut here: 4 Ki characters say enough. */
const MAXIMUM_TEXT = 4096;
const MAXIMUM_DEFECTS = 20;

/** When a case has several children, the gravest decides. */
const gravity: Record<TestOutcome, number> = { passed: 0, skipped: 1, failed: 2, error: 3 };
const outcomes = new Map<string, TestOutcome>([
  ['error', 'error'],
  ['failure', 'failed'],
  ['skipped', 'skipped'],
]);

/**
 * JUnit XML as pytest and most runners write it. Test cases are counted, not the suites' attributes: subtests make
 * them differ. There is no standard; https://github.com/testmoapp/junitxml collects what runners write, and
 * https://docs.pytest.org/en/stable/how-to/output.html#creating-junitxml-format-files describes pytest's.
 */
export const format: Format<TestEvidence> = {
  id: 'junit',
  title: 'JUnit XML',
  kind: 'tests',
  produce: 'pytest --junitxml=reports/junit.xml',
  usualNames: ['**/junit*.xml'],
  sniff: ({ text }) => beginsAsTests(text),
  async parse(source, path) {
    const reading = newReading(path);
    const xml = await readXml(source, path, readerInto(reading), 'JUnit XML, as `pytest --junitxml` writes it');
    if (!xml.ok) return xml;
    const { refusal, cases, declared, defects } = reading;
    return refusal === null ? parsed({ kind: 'tests', cases, declared, defects }) : unparsed(refusal);
  },
};

/**
 * Linters write JUnit too: ruff and ty name their package, mypy its suite and class. No test runner declares a document
 * type, which is where entities come from.
 */
function beginsAsTests(text: string): boolean {
  if (!/^testsuites?$/.test(rootTag(text)?.name ?? '')) return false;
  const firstCase = text.indexOf('<testcase');
  const opening = firstCase === -1 ? text : text.slice(0, firstCase);
  if (opening.includes('<!DOCTYPE') || /\spackage\s*=\s*["']org\.(?:ruff|ty)["']/.test(opening)) return false;
  return !(/\sname="mypy"/.test(opening) && text.startsWith('<testcase classname="mypy"', firstCase));
}

function newReading(path: string): Reading {
  return {
    path,
    suites: [],
    cases: [],
    current: null,
    body: null,
    declared: null,
    defects: [],
    refusal: null,
    names: new Map(),
  };
}

function readerInto(reading: Reading): XmlReader {
  return {
    open(name, attributes, line) {
      if (name === 'testsuites' || name === 'testsuite') openSuite(reading, attributes, line);
      else if (reading.suites.length === 0) refuse(reading, `The document is <${clip(name)}>, not <testsuites>.`, line);
      else if (name === 'testcase') openCase(reading, attributes, line);
      else if (name === 'property') readProperty(reading, attributes);
      else openOutcome(reading, name, attributes, line);
    },
    text(text) {
      if (reading.body !== null) reading.body += text.slice(0, MAXIMUM_TEXT - reading.body.length);
    },
    close(name) {
      if (name === 'testcase') closeCase(reading);
      else if (name === 'testsuites' || name === 'testsuite') closeSuite(reading);
      else if (outcomes.has(name)) closeOutcome(reading);
    },
  };
}

function openSuite(reading: Reading, attributes: Attributes, line: number): void {
  if (/^org\.(?:ruff|ty)$/.test(attributes['package'] ?? '')) {
    refuse(reading, 'A linter wrote this JUnit report: its cases are findings, not tests.', line);
  }
  const parent = reading.suites.at(-1);
  if (parent !== undefined) parent.hasSuites = true;
  const name = shared(reading, attributes['name'] ?? '');
  reading.suites.push({ name, line, declared: declaredBy(attributes), cases: 0, failures: 0, hasSuites: false });
}

function openCase(reading: Reading, attributes: Attributes, line: number): void {
  const suite = reading.suites.at(-1);
  if (suite === undefined) return;
  if (reading.current !== null) refuse(reading, 'A test case stands inside another test case.', line);
  if (suite.name === 'mypy' && attributes['classname'] === 'mypy') {
    refuse(reading, 'mypy wrote this JUnit report: it is one case however many errors there are.', line);
  }
  if (attributes['name'] === undefined) {
    addDefect(reading, 'tests-interrupted', 'A test case has no name: the run was interrupted.', line);
  }
  suite.cases += 1;
  const { file } = attributes;
  reading.current = {
    name: clip(attributes['name'] ?? ''),
    classname: shared(reading, attributes['classname'] ?? ''),
    reportedFile: file === undefined ? null : shared(reading, file),
    ...lineOf(attributes['line']),
    suite: suite.name,
    // GoogleTest marks disabled tests only so.
    outcome: attributes['status'] === 'notrun' ? 'skipped' : 'passed',
    message: null,
    requirements: [],
  };
}

function readProperty({ current }: Reading, { name, value }: Attributes): void {
  if (current === null || value === undefined) return;
  if (name === 'requirement') current.requirements.push(clip(value));
  if (/^(?:tag|label|marker|category)s?$/i.test(name ?? '')) (current.tags ??= []).push(clip(value));
}

function openOutcome(reading: Reading, element: string, { message }: Attributes, line: number): void {
  const outcome = outcomes.get(element);
  if (outcome === undefined) return;
  const { current } = reading;
  if (current === null) {
    if (outcome === 'skipped') return;
    addDefect(reading, 'tests-failure-outside-case', `A <${element}> belongs to no test case.`, line);
    return;
  }
  const suite = reading.suites.at(-1);
  if (suite !== undefined && outcome !== 'skipped') suite.failures += 1;
  if (gravity[outcome] <= gravity[current.outcome]) return;
  current.outcome = outcome;
  current.message = message === undefined || message === '' ? null : clip(message);
  reading.body = current.message === null ? '' : null;
}

function closeOutcome(reading: Reading): void {
  const text = reading.body?.trim() ?? '';
  if (reading.current !== null && text !== '') reading.current.message = clip(text);
  reading.body = null;
}

function closeCase(reading: Reading): void {
  if (reading.current !== null) reading.cases.push(reading.current);
  reading.current = null;
}

/** Totals of suites that hold suites are left out: their suites' have been added already. */
function closeSuite(reading: Reading): void {
  const suite = reading.suites.pop();
  if (suite === undefined) return;
  const parent = reading.suites.at(-1);
  if (parent !== undefined) parent.failures += suite.failures;
  const { declared, cases, line } = suite;
  if (declared === null) return;
  if (declared.failures + declared.errors > 0 && suite.failures === 0) {
    const message = `The suite states ${declared.failures} failures and ${declared.errors} errors, but no case failed.`;
    addDefect(reading, 'tests-contradiction', message, line);
  }
  if (suite.hasSuites) return;
  if (cases > declared.tests) {
    const message = `The suite states ${declared.tests} tests but holds ${cases} cases: the run was interrupted.`;
    addDefect(reading, 'tests-interrupted', message, line);
  }
  const sum = (reading.declared ??= { tests: 0, failures: 0, errors: 0, skipped: 0 });
  for (const key of ['tests', 'failures', 'errors', 'skipped'] as const) sum[key] += declared[key];
}

function declaredBy(attributes: Attributes): Declared | null {
  const tests = countOf(attributes['tests']);
  if (tests === null) return null;
  return {
    tests,
    failures: countOf(attributes['failures']) ?? 0,
    errors: countOf(attributes['errors']) ?? 0,
    skipped: countOf(attributes['skipped']) ?? 0,
  };
}

/** pytest's family xunit1 writes the line 0-based. */
function lineOf(attribute: string | undefined): { line?: number } {
  const line = countOf(attribute);
  return line === null ? {} : { line: line + 1 };
}

function countOf(attribute: string | undefined): number | null {
  return attribute !== undefined && /^\d{1,15}$/.test(attribute) ? Number(attribute) : null;
}

function addDefect({ defects, path }: Reading, code: string, message: string, line: number): void {
  if (defects.length >= MAXIMUM_DEFECTS) return;
  defects.push({
    code,
    message,
    at: { path, line },
    hint: 'Let the whole test run finish and write the report again.',
  });
}

function refuse(reading: Reading, message: string, line: number): void {
  const hint = 'Give the report of a test runner, for example of `pytest --junitxml`.';
  reading.refusal ??= { code: 'report-foreign', message, at: { path: reading.path, line }, hint };
}

function shared({ names }: Reading, name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const own = clip(name);
  names.set(own, own);
  return own;
}

/** Cuts and copies: a mere slice would keep the whole chunk of the file that it comes from in memory. */
function clip(text: string): string {
  return ` ${text.slice(0, MAXIMUM_TEXT)}`.slice(1);
}
