import { describe, expect, it } from '@jest/globals';
import { renderer } from '../../src/report/renderers/terminal.ts';
import { columns, wrap } from '../../src/report/terminal-text.ts';
import { scenario, scenarioNames, viewOf } from './scenarios.ts';

const SGR = new RegExp(String.raw`${String.fromCodePoint(27)}\[\d+m`, 'g');

describe('the terminal output', () => {
  it.each(scenarioNames.flatMap((name) => [40, 60, 80, 120, 200].map((width) => [name, width] as const)))(
    'of %s keeps to %i columns',
    (name, width) => {
      const lines = renderer.render(scenario(name), viewOf({ width })).split('\n');
      expect(lines.filter((line) => columns(line) > width)).toEqual([]);
    },
  );

  it.each(scenarioNames)('of %s has no control character and no command for the runner', (name) => {
    const text = renderer.render(scenario(name), viewOf());
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(text).not.toMatch(/^\s*::/mu);
    expect(text).not.toContain('##[');
  });

  it.each(scenarioNames)('of %s says in colour what it says without', (name) => {
    const coloured = renderer.render(scenario(name), viewOf({ colour: true }));
    expect(coloured).toMatch(SGR);
    expect(coloured.replace(SGR, '')).toBe(renderer.render(scenario(name), viewOf()));
  });

  it.each([40, 80, 200])('keeps to %i columns whatever a component, a stage or a path is called', (width) => {
    const wide = '漢字仮名交じり文👩‍🚀🇩🇪é'.repeat(20);
    for (const name of [wide, 'x'.repeat(500), '👍'.repeat(300)]) {
      const report = scenario('many-components');
      for (const component of report.components) {
        component.id += name;
        component.spec.path = `specs/${name}.md`;
        component.targetStage = name;
        for (const row of component.results) Object.assign(row, { title: name, remediation: name });
      }
      report.stages = [...report.stages, name];
      const lines = renderer.render(report, viewOf({ width })).split('\n');
      expect(lines.filter((line) => columns(line) > width)).toEqual([]);
    }
  });

  it('tells of several components what those lack that decide the verdict, and of the others one line', () => {
    const text = renderer.render(scenario('many-components'), viewOf());
    const told = [...text.matchAll(/^Between (\w+) and/gm)].map(([, id]) => id);
    expect(told).toEqual(['orders', 'payments', 'mailer', 'search']);
    expect(text).toContain('  ready        billing   achieved development, open: nothing');
    expect(text).toContain('Every row of a component: maturity-gates check --component ID');
  });

  it('names place and remedy of what stands in the way', () => {
    const text = renderer.render(scenario('blocked'), viewOf());
    expect(text).toContain('found 66.66 % (40/60), needed ≥ 70 %');
    expect(text).toContain('where specs/cache.md:224');
    expect(text).toContain('mend  Test the lines that no test reaches');
  });

  it('tells that an advisory run does not fail', () => {
    const text = renderer.render({ ...scenario('blocked'), advisory: true }, viewOf());
    expect(text).toContain('Advisory: this does not fail the job.');
  });
});

describe('wrapped text', () => {
  it('breaks words that are wider than a line', () => {
    expect(wrap('a '.repeat(3) + 'b'.repeat(25), 12, '- ')).toEqual([
      '- a a a',
      '  bbbbbbbbbb',
      '  bbbbbbbbbb',
      '  bbbbb',
    ]);
  });

  it('counts wide and combining characters as terminals do', () => {
    expect(columns('漢字')).toBe(4);
    expect(columns('e\u0301')).toBe(1);
    expect(columns('✅ ok')).toBe(5);
  });

  it('defuses a command that wrapping brings to the beginning of a line', () => {
    expect(wrap('aaaaaaaaaa::error::x', 10)).toEqual(['aaaaaaaaaa', '∷error::x']);
  });
});
