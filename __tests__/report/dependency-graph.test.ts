import { describe, expect, it } from '@jest/globals';
import type { ComponentReport, Report } from '../../src/model/index.ts';
import { blockingDependencies } from '../../src/report/dependency-graph.ts';
import { renderMarkdown } from '../../src/report/index.ts';
import { componentOf, rowOf, scenario, viewOf } from './scenarios.ts';

/** Components that require the next one at staging; the first one's row says so, and each stands where `standings` says. */
function chain(...standings: (string | null)[]): Report {
  const report = scenario('blocked');
  const component = componentOf(report);
  const row = { ...rowOf(report, 'dependencies-ready', 'staging'), status: 'fail' as const };
  report.components = standings.map((standing, index): ComponentReport => ({
    ...component,
    id: `c${index}`,
    standing,
    results: index === 0 ? [row] : [],
    dependencies: [{ id: `c${index + 1}`, stage: null, optional: false, line: null }],
  }));
  return report;
}

const edges = (report: Report, limit = 100) =>
  blockingDependencies(report, limit).map(({ from, id, asked, to }) => `${from.id} ${id} ${asked} ${to?.standing}`);

describe('the dependencies that block', () => {
  it('lead from the blocked component to those that are not as mature as is asked, and on to what blocks these', () => {
    expect(edges(chain(null, 'development', null, 'staging', null))).toEqual([
      'c0 c1 staging development',
      'c1 c2 staging null',
    ]);
  });

  it('have the stage that the specification asks, else that of the row', () => {
    const report = chain(null, 'staging');
    componentOf(report).dependencies = [
      { id: 'c1', stage: 'production', optional: false, line: null },
      { id: 'c1', stage: null, optional: false, line: null },
    ];
    expect(edges(report)[0]).toBe('c0 c1 production staging');
  });

  it('leave optional ones out, and name those that nobody knows', () => {
    const report = chain(null);
    expect(edges(report)).toEqual(['c0 c1 staging undefined']);
    componentOf(report).dependencies = [{ id: 'x', stage: null, optional: true, line: null }];
    expect(edges(report)).toEqual([]);
  });

  it('are none where no row of dependencies is open', () => {
    const report = chain(null, null);
    componentOf(report).results = [];
    expect(edges(report)).toEqual([]);
  });

  it('end in a circle, and at the limit', () => {
    const report = chain(null, null, null);
    const back = [{ id: 'c0', stage: null, optional: false, line: null }];
    report.components.slice(2).forEach((component) => (component.dependencies = back));
    expect(edges(report)).toHaveLength(3);
    expect(edges(report, 2)).toHaveLength(2);
  });
});

describe('the graph in Markdown', () => {
  it('is drawn in a comment where dependencies block, collapsed, with words for those who do not see it', () => {
    const markdown = renderMarkdown(chain(null, 'development'), viewOf());
    expect(markdown).toContain('```mermaid\nflowchart LR\n');
    expect(markdown).toContain('accDescr: c0 needs c1 at staging: stands at development');
    expect(markdown).toMatch(/n\d+\["c1: stands at development"\]/);
  });

  it('is left out where Mermaid is not drawn, and where nothing blocks', () => {
    expect(renderMarkdown(chain(null, null), viewOf({ mermaid: false }))).not.toContain('mermaid');
    expect(renderMarkdown(scenario('blocked'), viewOf())).not.toContain('mermaid');
  });

  it('is not broken by any name', () => {
    const report = chain(null, null);
    const evil = '"]\n```\n<script> %%{init: {}}%% click n0 "javascript:x" `x` #quot; end';
    for (const component of report.components) component.id = `${component.id}${evil}`;
    componentOf(report).dependencies = [{ id: `c1${evil}`, stage: null, optional: false, line: null }];
    const [, diagram = ''] = /```mermaid\n([^]*?)\n```/.exec(renderMarkdown(report, viewOf())) ?? [];
    const [kind, , , ...lines] = diagram.split('\n');
    expect(kind).toBe('flowchart LR');
    for (const line of lines) {
      expect(line).toMatch(/^ {2}n\d+(\["[\p{L}\p{N} .,:/_;#-]*"\]| -->\|"[\p{L}\p{N} .,:/_;#-]*"\| n\d+)$/u);
    }
  });
});
