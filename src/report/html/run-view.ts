import { h, type JSX } from 'preact';
import type { Report } from '../../model/index.ts';
import { headlineOf } from '../headline.ts';
import { plainText } from '../plain-text.ts';
import type { Place } from '../row.ts';
import { counted, problemText } from '../words.ts';
import type { PlaceData } from './data.ts';
import { placeLink, prose, verdictSymbol, verdictTone } from './marks.ts';

/** The report in one sentence, and what was judged by which rules. */
export function headlineView(report: Report): JSX.Element {
  const { tool, commit, configuration, verdict, advisory } = report;
  const rules = configuration === null ? 'by the defaults' : ['by ', h('code', null, plainText(configuration.path))];
  const judged = commit === null ? 'Judged ' : ['Judged commit ', h('code', null, plainText(commit).slice(0, 12)), ' '];
  return h(
    'header',
    { class: `hero ${verdictTone(verdict)}` },
    h('div', { class: 'verdict' }, verdictSymbol(verdict)),
    h(
      'div',
      null,
      h('h1', null, headlineOf(report)),
      advisory ? h('p', null, 'Advisory: this does not fail the job.') : null,
      h('p', { class: 'quiet' }, judged, rules, ` with ${plainText(`${tool.name} ${tool.version}`, 80)}`),
    ),
  );
}

/** What kept the run from reading or judging something; nothing where nothing did. */
export function problemsView({ problems }: Report, placed: (place: Place) => PlaceData): JSX.Element | null {
  if (problems.length === 0) return null;
  const items = problems.map((problem) => {
    const { path, line, code } = problem;
    const place = path === null ? null : [' ', placeLink(placed({ path, line }))];
    return h('li', null, prose(problemText(problem)), place, ' ', h('code', { class: 'quiet' }, plainText(code, 80)));
  });
  const title = h('h2', null, `${counted(items.length, 'problem')} of the run`);
  return h('section', { class: 'problems' }, title, h('ul', null, items));
}
