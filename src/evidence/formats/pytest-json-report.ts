import { z } from 'zod';
import { parsed, type Problem, type TestCase, type TestEvidence, type TestOutcome } from '../../model/index.ts';
import { clip } from '../clip.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { originOf } from '../origin.ts';

const count = z.int().nonnegative();

const stage = z.object({
  outcome: z.string(),
  crash: z.object({ message: z.string() }).nullish(),
  longrepr: z.string().nullish(),
});

const test = z.object({
  nodeid: z.string(),
  /** 0-based, as pytest counts. */
  lineno: count.nullish(),
  outcome: z.string(),
  setup: stage.optional(),
  call: stage.optional(),
  teardown: stage.optional(),
  user_properties: z.array(z.record(z.string(), z.unknown())).nullish(),
});
type Test = z.infer<typeof test>;

const collector = z.object({ nodeid: z.string(), outcome: z.string(), longrepr: z.string().nullish() });
type Collector = z.infer<typeof collector>;

/** Outcomes that no test has are left out. */
const tally = count.default(0);
const summary = z.object({
  total: tally,
  passed: tally,
  xpassed: tally,
  rerun: tally,
  failed: tally,
  error: tally,
  skipped: tally,
  xfailed: tally,
});

const report = z.object({
  /** Seconds. */
  created: z.unknown().optional(),
  exitcode: z.int(),
  summary,
  collectors: z.array(collector).nullish(),
  tests: z.array(test, 'no list of tests; leave out --json-report-summary'),
});
type Report = z.infer<typeof report>;

/** As in pytest's JUnit: an expected failure is skipped; an unexpected pass has passed, a strict one is `failed`. */
const outcomes = new Map<string, TestOutcome>([
  ['passed', 'passed'],
  ['xpassed', 'passed'],
  ['failed', 'failed'],
  ['error', 'error'],
  ['skipped', 'skipped'],
  ['xfailed', 'skipped'],
]);

const HINT = 'Let the whole test run finish and write the report again.';

/** pytest-json-report: https://github.com/numirias/pytest-json-report#format */
export const format: Format<TestEvidence> = {
  id: 'pytest-json-report',
  title: 'pytest-json-report',
  kind: 'tests',
  produce: 'pytest --json-report --json-report-file=reports/pytest.json',
  usualNames: ['**/.report.json', '**/pytest*.json'],
  sniff: ({ text }) => /^\s*\{/.test(text) && /"exitcode"\s*:\s*-?\d/.test(text) && /"root"\s*:\s*"/.test(text),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'the output of `pytest --json-report`');
    if (!json.ok) return json;
    const { tests, collectors, summary: stated } = json.value;
    const uncollected = (collectors ?? []).filter(({ outcome }) => outcome === 'failed');
    const cases = [...uncollected.map(caseOfCollector), ...tests.map(caseOf)];
    const declared = {
      tests: stated.total,
      failures: stated.failed,
      errors: stated.error,
      skipped: stated.skipped + stated.xfailed,
    };
    const origin = originOf({ time: json.value.created });
    return parsed({ kind: 'tests', ...origin, cases, declared, defects: defectsOf(json.value, cases, path) });
  },
};

function caseOf(own: Test): TestCase {
  const [file = '', ...names] = own.nodeid.split('::');
  const outcome = outcomeOf(own);
  return {
    name: names.pop() ?? file,
    classname: names.join('.'),
    reportedFile: file,
    ...(typeof own.lineno === 'number' ? { line: own.lineno + 1 } : {}),
    suite: '',
    outcome,
    ...(outcome === 'passed' && own.outcome === 'rerun' ? { flaky: true } : {}),
    message: messageOf(own),
    requirements: propertiesOf(own, /^requirement$/),
    ...tagsOf(own),
  };
}

/** A file that could not be imported: none of its tests ran. */
function caseOfCollector({ nodeid, longrepr }: Collector): TestCase {
  const message = clip(longrepr ?? 'could not be collected');
  return { name: nodeid, classname: '', reportedFile: nodeid, suite: '', outcome: 'error', message, requirements: [] };
}

/**
 * With pytest-rerunfailures a test that passed in the end stays `rerun`, and its stages are those of the last attempt.
 * An outcome that is not known proves nothing.
 */
function outcomeOf({ outcome, setup, call, teardown }: Test): TestOutcome {
  if (outcome !== 'rerun') return outcomes.get(outcome) ?? 'error';
  const passed = [setup, call, teardown].every((own) => own === undefined || own.outcome === 'passed');
  return call !== undefined && passed ? 'passed' : 'error';
}

function messageOf({ setup, call, teardown }: Test): string | null {
  const failed = [setup, call, teardown].find((own) => own !== undefined && own.outcome !== 'passed');
  const message = failed?.crash?.message ?? failed?.longrepr;
  return typeof message === 'string' ? clip(message) : null;
}

/** Values that `record_property` noted under such a name. */
function propertiesOf({ user_properties: properties }: Test, name: RegExp): string[] {
  const entries = (properties ?? []).flatMap((property) => Object.entries(property));
  return entries.flatMap(([key, value]) => (name.test(key) && typeof value === 'string' ? [value] : []));
}

function tagsOf(own: Test): { tags?: string[] } {
  const tags = propertiesOf(own, /^(?:tag|label|marker|category)s?$/i);
  return tags.length === 0 ? {} : { tags };
}

/** pytest's exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
function defectsOf({ exitcode, summary: stated, tests }: Report, cases: readonly TestCase[], path: string): Problem[] {
  const broken = cases.filter(({ outcome }) => outcome === 'failed' || outcome === 'error').length;
  const defects: Problem[] = [];
  const add = (code: string, message: string): void => {
    defects.push({ code, message, at: { path }, hint: HINT });
  };
  // A file that can't be imported interrupts the run as well; the case that stands for it says more.
  if (exitcode !== 0 && exitcode !== 1 && exitcode !== 5 && !(exitcode === 2 && broken > 0)) {
    add('tests-interrupted', `pytest exited with ${exitcode}: the run was interrupted.`);
  }
  if (stated.failed + stated.error > 0 && broken === 0) {
    add('tests-contradiction', 'The summary states failures, but no test failed.');
  }
  if (stated.total !== tests.length) {
    add('tests-contradiction', `The summary states ${stated.total} tests, the list has ${tests.length}.`);
  }
  const passed = tests.filter(({ outcome }) => passing.has(outcome)).length;
  const statedPasses = stated.passed + stated.xpassed + stated.rerun;
  if (passed > statedPasses) {
    add('tests-contradiction', `The summary states ${statedPasses} passed tests, the list has ${passed}.`);
  }
  return defects;
}

/** Outcomes of tests that passed, if not at once. */
const passing = new Set(['passed', 'xpassed', 'rerun']);
