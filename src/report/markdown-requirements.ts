import type { ComponentReport, TestOutcome, TracedRequirement } from '../model/index.ts';
import type { Line } from './cut.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';
import { table, textPlace } from './markdown-blocks.ts';
import { plainText } from './plain-text.ts';
import type { View } from './renderer.ts';
import { boxesText, outcomeWords, requirementName, testsText } from './requirements.ts';

const outcomeSymbols: Record<TestOutcome, string> = { passed: '✅', failed: '❌', error: '⚠️', skipped: '➖' };

/** Tests shown by name; failures come first. */
const MOST_NAMES = 5;
const LONGEST_NAME = 80;

function namesCell({ tests, testCount }: TracedRequirement): string {
  const names = tests
    .slice(0, MOST_NAMES)
    .map(({ name, outcome }) => `${outcomeSymbols[outcome]} ${outcomeWords[outcome]} ${nameOf(name)}`);
  const left = (testCount ?? tests.length) - names.length;
  return names.length === 0 ? 'none' : [...names, ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

function nameOf(test: string): string {
  return codeSpan(plainText(test, LONGEST_NAME));
}

/** The matrix of requirements × tests, a row a requirement; nothing where the specification has none. */
export function requirementTable({ requirements }: ComponentReport, view: View): Line[] {
  const rows = requirements.map((requirement) => [
    escapeMarkdown(requirementName(requirement)),
    boxesText(requirement),
    testsText(requirement),
    namesCell(requirement),
    textPlace(requirement, view),
  ]);
  return table(['Requirement', 'Boxes', 'Tests', 'Named by', 'Where'], rows);
}
