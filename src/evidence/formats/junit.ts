import { parsed, unparsed, type TestCase, type TestEvidence, type TestOutcome } from '../../model/index.ts';
import { clip, MAXIMUM_TEXT } from '../clip.ts';
import type { Format } from '../format.ts';
import { addDefect, countOf, newReading, refuse, shared, type Attributes, type Reading } from '../junit-reading.ts';
import { closeSuite, openSuite } from '../junit-suites.ts';
import { originOf } from '../origin.ts';
import { readXml, rootTag, type XmlReader } from '../xml.ts';

/** One list for all cases that name none: there may be millions. */
const noRequirements: string[] = [];

/** When a case has several children, the gravest decides. */
const gravity: Record<TestOutcome, number> = { passed: 0, skipped: 1, failed: 2, error: 3 };
const outcomes = new Map<string, TestOutcome>([
  ['error', 'error'],
  ['failure', 'failed'],
  ['skipped', 'skipped'],
  // Further attempts of a test that never passed.
  ['rerunFailure', 'failed'],
  ['rerunError', 'failed'],
]);

/**
 * Attempts that failed before one passed, as Surefire and Playwright (`includeRetries`) write them:
 * https://maven.apache.org/surefire/maven-surefire-plugin/examples/rerun-failing-tests.html
 */
const flakyAttempts = new Set(['flakyFailure', 'flakyError']);

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
    const { refusal, cases, declared, defects, started } = reading;
    if (refusal !== null) return unparsed(refusal);
    return parsed({ kind: 'tests', ...originOf({ time: started ?? undefined }), cases, declared, defects });
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
  reading.instant = attributes['time'] === '0';
  const { file } = attributes;
  const test: TestCase = {
    name: clip(attributes['name'] ?? ''),
    classname: shared(reading, attributes['classname'] ?? ''),
    reportedFile: file === undefined ? suite.file : shared(reading, file),
    suite: suite.name,
    // GoogleTest marks disabled tests only so.
    outcome: attributes['status'] === 'notrun' ? 'skipped' : 'passed',
    message: null,
    requirements: noRequirements,
  };
  // pytest's family xunit1 writes it 0-based.
  const number = countOf(attributes['line']);
  if (number !== null) test.line = number + 1;
  reading.current = test;
}

function readProperty({ current }: Reading, { name, value }: Attributes): void {
  if (current === null || value === undefined) return;
  if (name === 'requirement') current.requirements = [...current.requirements, clip(value)];
  if (/^(?:tag|label|marker|category)s?$/i.test(name ?? '')) (current.tags ??= []).push(clip(value));
}

function openOutcome(reading: Reading, element: string, { message }: Attributes, line: number): void {
  const outcome = outcomes.get(element);
  if (flakyAttempts.has(element)) noteAttempt(reading, message);
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

/** Suites count it among their failures although the test passed in the end. */
function noteAttempt({ current, suites }: Reading, message: string | undefined): void {
  const suite = suites.at(-1);
  if (current === null || suite === undefined) return;
  suite.failures += 1;
  current.flaky = true;
  if (message !== undefined && message !== '') current.message ??= clip(message);
}

function closeOutcome(reading: Reading): void {
  const text = reading.body?.trim() ?? '';
  if (reading.current !== null && text !== '') reading.current.message = clip(text);
  reading.body = null;
}

function closeCase(reading: Reading): void {
  const { current, cases, instant, suites } = reading;
  reading.current = null;
  if (current === null) return;
  cases.push(current);
  if (current.outcome !== 'passed') delete current.flaky;
  else if (instant) suites.at(-1)?.instant.push(current);
}
