import type { TestLevel } from '../../model/index.ts';
import type { Clause } from './clauses.ts';
import { says, type Phrase } from './phrases.ts';
import { anyOf, browserTestRunners, unitTestRunners } from './tools.ts';

const noun = '(?:[- ]?(?:tests?|suites?|specs?|scenarios?|cases|runs?))';
const levels: Record<TestLevel, { named: RegExp; subject: string }> = {
  unit: {
    named: /\bunit\b/,
    subject: `unit(?:[- ]?level)?${noun}+|${anyOf(unitTestRunners)}${noun}*`,
  },
  integration: {
    named: /\bintegration\b/,
    subject: `integration(?:[- ]level)?${noun}+`,
  },
  e2e: {
    named: /\be2e\b/,
    subject: `e2e (?:[\\w-]+ )?(?:happy[- ])?(?:paths?|flows?|journeys?)|e2e(?: integration)?(?: (?:user|browser|ui|regression|smoke|workflow|journey))?${noun}*|${anyOf(browserTestRunners)}(?: (?:e2e|regression|smoke|browser|ui))?${noun}*|(?:browser|ui|user[- ]journey)${noun}+`,
  },
};

/** Tests of no named kind: the suite as a whole. */
const whole: Phrase = {
  subject: '(?:test|spec) suites?|tests?(?: suites?| cases| specs?| runs?)?',
  states: ['passing'],
  unless:
    /\b(?:unit|integration|e2e|end-to-end|visual|regression|smoke|sanity|load|stress|soak|spike|performance|perf|benchmark|security|pen(?:etration)?|accessibility|a11y|mutation|contract|pact|acceptance|uat|chaos|fuzz|failover|recovery|dr|rollback|manual|exploratory|usability|compatibility|migration|functional|system|backup|restore|canary|beta|snapshot|api|architecture|field|user|ui|browser|upgrade|conformance|lint|type|cypress|playwright|selenium|puppeteer|testcafe|webdriverio|detox|appium|cucumber)\b/,
};

/** Whether a line demands that the tests of a level pass: by name, or as part (or, for units, the whole) of "all tests". */
export function demandsTests(clauses: readonly Clause[], level: TestLevel): boolean {
  const { subject } = levels[level];
  const unless = level === 'unit' ? /\b(?:e2e|integration)\b/ : undefined;
  const named: Phrase = { subject, states: ['passing'], ...(unless === undefined ? {} : { unless }) };
  return clauses.some((clause) => says(clause, named) || (says(clause, whole) && isNamed(clause, level)));
}

function isNamed({ aside }: Clause, level: TestLevel): boolean {
  const others = Object.values(levels).some(({ named }) => named.test(aside));
  return others ? levels[level].named.test(aside) : level === 'unit';
}
