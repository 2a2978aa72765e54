import { describe, expect, it } from '@jest/globals';
import { renderMarkdown, renderers } from '../../src/report/index.ts';
import { componentOf, rowOf, scenario, scenarioNames, viewOf } from './scenarios.ts';

const markdownOf = (name: string) => renderMarkdown(scenario(name), viewOf());

describe('the Markdown report', () => {
  it.each([
    ['ready', 'TIP'],
    ['blocked', 'CAUTION'],
    ['inconclusive', 'WARNING'],
    ['problems-only', 'WARNING'],
    ['waiting-for-approval', 'IMPORTANT'],
  ])('of %s begins with the alert %s', (name, alert) => {
    expect(markdownOf(name)).toMatch(new RegExp(`^> \\[!${alert}\\]\n> \\*\\*`));
  });

  it('shows the ladder with a word for each stage', () => {
    expect(markdownOf('blocked')).toContain(
      [
        '| development | staging (target) | production |',
        '| --- | --- | --- |',
        '| ✅ **achieved**<br>10 of 10 rows hold | ❌ **blocked**<br>2 of 6 rows hold | ⬜ **not yet**<br>0 of 4 rows hold |',
      ].join('\n'),
    );
  });

  it('lists failures before errors before what is missing', () => {
    const open = markdownOf('inconclusive').split('<details>')[0] ?? '';
    const order = [...open.matchAll(/^\| \S+ (fail|error|missing): /gmu)].map(([, status]) => status);
    expect(order).toEqual(['error', 'error', 'missing']);
  });

  it('shows nothing but what stands in the way before the collapsed parts', () => {
    const open = markdownOf('blocked').split('<details>')[0] ?? '';
    expect(open).toContain('66.66 % (40/60)');
    expect(open).toContain('[line 224](https://github.com/o/r/blob/0123456/specs/cache.md#L224)');
    expect(open).not.toContain('Stability period');
    expect(open).not.toContain('Unit tests');
  });

  it('fits a ready component on one screen', () => {
    const open = markdownOf('ready').replace(/<details>[^]*<\/details>/, '');
    expect(open.trim().split('\n').length).toBeLessThanOrEqual(12);
  });

  it('shows places as plain code where there are no links', () => {
    const markdown = renderMarkdown(scenario('blocked'), viewOf({ linkTo: null, fullReport: null }));
    expect(markdown).toContain('`specs/cache.md:224`');
    expect(markdown).not.toContain('](');
  });

  it('says who vouches for a review', () => {
    expect(markdownOf('ready')).toContain('1 approval (API-verified)');
    const report = scenario('ready');
    const review = rowOf(report, 'code-reviewed', 'development');
    review.evidence = review.evidence.map((file) => ({ ...file, trust: 'self-reported' as const }));
    expect(renderMarkdown(report, viewOf())).toContain('1 approval (self-reported)');
  });

  it('shows a waiver with its reason, owner, approver and last day', () => {
    expect(markdownOf('waived')).toContain(
      'until 2026-02-01: Broken by the new broker, issue 88 (owner @&#8203;ana, approved by @&#8203;ben)',
    );
  });

  it('names the place in full where there is no link that leads there', () => {
    const open = renderMarkdown(scenario('blocked'), viewOf({ linkTo: null })).split('<details>')[0] ?? '';
    expect(open).toContain('staging, specs/cache.md:224');
    expect(open).not.toContain('](');
  });

  it('tells rows of one gate that found the same for several stages once, each stage with its own need', () => {
    const report = scenario('blocked');
    const row = rowOf(report, 'min-coverage', 'staging');
    componentOf(report).results.push({ ...row, stage: 'production', expected: { percent: 80 } });
    componentOf(report).targetStage = 'production';
    const open = renderMarkdown(report, viewOf()).split('<details>')[0] ?? '';
    expect(open.match(/Test coverage/g)).toHaveLength(1);
    expect(open).toContain('staging and production, ');
    expect(open).toContain('≥ 70 % (staging), ≥ 80 % (production)');
  });

  it('tells rows that ask for different things at one stage one by one', () => {
    const report = scenario('blocked');
    const row = { ...rowOf(report, 'integration-tests-pass', 'staging'), gate: 'attested' };
    componentOf(report).results = ['one', 'two', 'three'].map((title) => ({ ...row, title }));
    const open = renderMarkdown(report, viewOf()).split('<details>')[0] ?? '';
    expect(open.match(/❔ missing/g)).toHaveLength(3);
  });

  it('counts the rows that it does not show', () => {
    const report = scenario('blocked');
    const row = { ...rowOf(report, 'integration-tests-pass', 'staging'), gate: 'attested' };
    componentOf(report).results = Array.from({ length: 33 }, (_, index) => ({ ...row, title: `Row ${index}` }));
    const open = renderMarkdown(report, viewOf()).split('<details>')[0] ?? '';
    const shown = open.match(/❔ missing: /g)?.length ?? 0;
    expect(open).toContain(`… and ${33 - shown} more rows, among all rows below.`);
  });

  it('shows how a share has moved from its baseline', () => {
    const report = scenario('blocked');
    const baseline = { covered: 41, total: 60, percent: 68.33 };
    rowOf(report, 'min-coverage', 'staging').actual = { covered: 40, total: 60, percent: 66.66, baseline };
    expect(renderMarkdown(report, viewOf()).split('<details>')[0]).toContain('66.66 % (40/60), ▼ 1.67 points lower');
  });

  it('shows the components that are not ready, the worst first, and the others collapsed', () => {
    const [open = '', ...parts] = markdownOf('many-components').split('<details>');
    const ids = (text: string) =>
      [...text.matchAll(/^\| \S+ (?:ready|blocked|inconclusive)[^|]*\| \[`(\w+)`\]/gmu)].map(([, id]) => id);
    expect(ids(open)).toEqual('orders payments mailer search'.split(' '));
    expect(parts[0]).toContain('Other components: 6 ready, 2 not affected');
    expect(ids(parts[0] ?? '')).toEqual('auth billing cache events gateway storage users inventory'.split(' '));
  });

  it('has a column for the change of coverage where a baseline is known', () => {
    const report = scenario('many-components');
    expect(renderMarkdown(report, viewOf())).not.toContain('Δ');
    const actual = { covered: 9, total: 10, percent: 90, baseline: { covered: 8, total: 10, percent: 80 } };
    componentOf(report).results.push({ ...rowOf(scenario('blocked'), 'min-coverage', 'staging'), actual });
    const markdown = renderMarkdown(report, viewOf());
    expect(markdown).toContain('| Coverage (Δ baseline) |');
    expect(markdown).toContain('| 90.00 %, ▲ 10.00 points higher |');
    expect(markdown).toContain('| no baseline |');
  });

  it('tells that an advisory run does not fail', () => {
    const report = { ...scenario('blocked'), advisory: true };
    expect(renderMarkdown(report, viewOf())).toContain('Advisory: this does not fail the job.');
  });
});

/** The formats that say what each open row found; the others only why it does not hold. */
const tellsFound = new Set(['html', 'junit', 'markdown', 'sarif', 'terminal']);

describe.each(renderers.filter(({ id }) => id !== 'json').map((renderer) => [renderer.id, renderer] as const))(
  'evidence that is missing or unreliable, in the %s output',
  (id, renderer) => {
    it.each(['missing', 'error'] as const)('is never a number when the status is %s', async (status) => {
      const report = scenario('blocked');
      const row = rowOf(report, 'min-coverage', 'staging');
      Object.assign(row, { status, actual: { covered: 0, total: 60, percent: 0 } });
      const text = await renderer.render(report, viewOf());
      expect(text).not.toMatch(/\b0(\.00)? %/);
      if (tellsFound.has(id)) expect(text).toContain(status === 'missing' ? 'nothing' : 'nothing reliable');
    });

    it.each(scenarioNames)('is not 0 % in %s', async (name) => {
      expect(await renderer.render(scenario(name), viewOf())).not.toMatch(/\b0(\.00)? %/);
    });
  },
);
