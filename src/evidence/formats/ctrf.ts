import { z } from 'zod';
import { parsed, type Problem, type TestCase, type TestEvidence, type TestOutcome } from '../../model/index.ts';
import { clip } from '../clip.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { originOf } from '../origin.ts';

const count = z.int().nonnegative();

const status = z.enum(['passed', 'failed', 'skipped', 'pending', 'other']);

const test = z.object({
  name: z.string(),
  status,
  rawStatus: z.string().nullish(),
  message: z.string().nullish(),
  /** A list in the specification; one text, joined by ` > `, from older reporters. */
  suite: z.union([z.string(), z.array(z.string())]).nullish(),
  filePath: z.string().nullish(),
  line: z.int().positive().nullish().catch(null),
  flaky: z.boolean().nullish(),
  tags: z.array(z.string()).nullish(),
  labels: z.object({ requirement: z.union([z.string(), z.array(z.string())]).optional() }).nullish(),
  retryAttempts: z.array(z.object({ status })).nullish(),
});
type Test = z.infer<typeof test>;

const summary = z.object({ tests: count, passed: count, failed: count, skipped: count, pending: count, other: count });
type Summary = z.infer<typeof summary>;

const said = z.unknown().optional();

const report = z.object({
  timestamp: said,
  results: z.object({
    tool: z.object({ name: z.string(), version: said }).optional().catch(undefined),
    environment: z.object({ commit: said }).optional().catch(undefined),
    summary: summary.extend({ stop: said }),
    tests: z.array(test),
  }),
});

/** Other words for a test that was not executed; Jest's `todo` is of status `other`. */
const notExecuted = /^(?:todo|skipped|pending|disabled)$/i;

/** Common Test Report Format: https://github.com/ctrf-io/ctrf/blob/main/schema/ctrf.schema.json */
export const format: Format<TestEvidence> = {
  id: 'ctrf',
  title: 'CTRF JSON',
  kind: 'tests',
  produce: 'npx playwright test --reporter=playwright-ctrf-json-reporter && cp ctrf/ctrf-report.json reports/ctrf.json',
  usualNames: ['**/ctrf*.json', '**/*.ctrf.json'],
  sniff: ({ text }) =>
    /^\s*\{/.test(text) &&
    (/"reportFormat"\s*:\s*"CTRF"/.test(text) || /^\s*\{\s*"results"\s*:\s*\{\s*"tool"\s*:\s*\{\s*"name"/.test(text)),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'a report in the Common Test Report Format');
    if (!json.ok) return json;
    const { timestamp, results } = json.value;
    const { tool, environment, summary: stated, tests } = results;
    const cases = tests.map(caseOf);
    const declared = {
      tests: stated.tests,
      failures: stated.failed,
      errors: stated.other,
      skipped: stated.skipped + stated.pending,
    };
    const origin = originOf({
      tool: tool?.name,
      version: tool?.version,
      commit: environment?.commit,
      time: timestamp ?? stated.stop,
    });
    return parsed({ kind: 'tests', ...origin, cases, declared, defects: summaryDefects(stated, tests, path) });
  },
};

function caseOf(own: Test): TestCase {
  const suite = Array.isArray(own.suite) ? own.suite.join(' > ') : (own.suite ?? '');
  const tags = own.tags ?? [];
  const outcome = outcomeOf(own);
  const retried = own.flaky === true || own.retryAttempts?.some((attempt) => attempt.status === 'failed') === true;
  return {
    name: own.name,
    classname: '',
    reportedFile: own.filePath ?? fileOfNode(own.name),
    ...(typeof own.line === 'number' ? { line: own.line } : {}),
    suite,
    outcome,
    ...(outcome === 'passed' && retried ? { flaky: true } : {}),
    message: typeof own.message === 'string' ? clip(own.message) : null,
    requirements: [own.labels?.requirement ?? []].flat(),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

/** pytest's reporters name a test by its id, `tests/test_cart.py::test_total`. */
function fileOfNode(name: string): string | null {
  const end = name.indexOf('::');
  return end === -1 ? null : name.slice(0, end);
}

/** What is neither passed nor said to be left out has not run to its end: Playwright's `interrupted` is `other`. */
function outcomeOf({ status: own, rawStatus }: Test): TestOutcome {
  if (own === 'passed' || own === 'failed' || own === 'skipped') return own;
  return own === 'pending' || notExecuted.test(rawStatus ?? '') ? 'skipped' : 'error';
}

/**
 * A list that was cut shows fewer tests or failures than the summary, and none shows more passes. Playwright's reporter counts a test that is expected
 * to fail as failed there and lists it as passed, with its `rawStatus`.
 */
function summaryDefects(stated: Summary, tests: readonly Test[], path: string): Problem[] {
  const failed = tests.filter((own) => own.status === 'failed' || own.rawStatus === 'failed').length;
  const passed = tests.filter((own) => own.status === 'passed' && own.rawStatus !== 'failed').length;
  if (stated.tests === tests.length && stated.failed <= failed && passed <= stated.passed) return [];
  const message =
    `The summary states ${stated.tests} tests, ${stated.failed} failed and ${stated.passed} passed, ` +
    `the list has ${tests.length}, ${failed} and ${passed}.`;
  const hint = 'Let the whole test run finish and write the report again.';
  return [{ code: 'tests-contradiction', message, at: { path }, hint }];
}
