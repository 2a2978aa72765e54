import { h, type JSX } from 'preact';
import type { RequirementData } from './data.ts';
import { outcomeMark, placeLink } from './marks.ts';
import { folded, plainTable, scrolling } from './parts.ts';

function namedBy({ named, more }: RequirementData): JSX.Element | string {
  if (named.length === 0) return 'none';
  const tests = named.map(({ outcome, name }) => h('li', null, outcomeMark(outcome), ' ', h('code', null, name)));
  return h('ul', { class: 'findings' }, tests, more === null ? null : h('li', { class: 'quiet' }, more));
}

/** The matrix of requirements × tests; nothing where the specification has none. */
export function requirementsView(requirements: RequirementData[]): JSX.Element | null {
  const rows = requirements.map((requirement) => [
    requirement.name,
    requirement.boxes,
    requirement.tests,
    namedBy(requirement),
    placeLink(requirement.place),
  ]);
  const table = plainTable(['Requirement', 'Boxes', 'Tests', 'Named by', 'Where'], rows);
  return folded('Requirements × tests', requirements.length, scrolling('Requirements and their tests', table));
}
