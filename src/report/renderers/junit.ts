import { headlineOf } from '../headline.ts';
import { junitSuites, type JunitCase, type JunitSuite } from '../junit-suites.ts';
import type { Renderer } from '../renderer.ts';
import { element, escapeXml } from '../xml.ts';

function caseXml({ name, className, file, line, outcome, message, details }: JunitCase): string {
  const attributes = { name, classname: className, file, line, time: 0 };
  if (outcome === 'passed') return element('testcase', attributes);
  return element('testcase', attributes, element(outcome, { message }, escapeXml(details.join('\n'))));
}

function countsOf(cases: JunitCase[]): Record<string, number> {
  const count = (outcome: JunitCase['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: 0,
  };
}

function suiteXml({ name, cases }: JunitSuite): string {
  const lines = cases.map((one) => `\n    ${caseXml(one)}`);
  return element('testsuite', { name, ...countsOf(cases) }, `${lines.join('')}\n  `);
}

/**
 * JUnit XML (https://github.com/testmoapp/junitxml), for everything that shows test results: a suite for each component, a case for
 * each row. It has failures or errors if, and only if, the report is not ready. It is never cut.
 */
export const renderer: Renderer = {
  id: 'junit',
  fileName: 'maturity.xml',
  render(report) {
    const suites = junitSuites(report);
    const counts = countsOf(suites.flatMap(({ cases }) => cases));
    const content = suites.map((suite) => `\n  ${suiteXml(suite)}`).join('');
    // Begins with our name, so that a report of ours that lies among the evidence is known for what it is.
    const name = `maturity-gates: ${headlineOf(report)}`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name, ...counts }, `${content}\n`)}\n`;
  },
};
