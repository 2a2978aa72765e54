import { describe, expect, it } from '@jest/globals';
import { renderMarkdown, renderers } from '../../src/report/index.ts';
import { rowOf, scenario, scenarioNames, viewOf } from './scenarios.ts';

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
      '✅ **development** achieved, 10 of 10 rows hold → ❌ **staging** (target) blocked, 2 of 6 rows hold → ⬜ **production** not yet, 0 of 4 rows hold',
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
    expect(open).toContain('[`specs/cache.md:224`](https://github.com/o/r/blob/0123456/specs/cache.md#L224)');
    expect(open).not.toContain('Stability period');
    expect(open).not.toContain('Unit tests');
  });

  it('fits a ready component on one screen', () => {
    const open = markdownOf('ready').replace(/<details>[^]*<\/details>/, '');
    expect(open.trim().split('\n').length).toBeLessThanOrEqual(10);
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

  it('puts the worst of the affected components first', () => {
    const ids = [...markdownOf('many-components').matchAll(/^\| \S+ (?:ready|blocked|inconclusive)[^|]*\| `(\w+)`/gmu)];
    expect(ids.map(([, id]) => id)).toEqual(
      'orders payments mailer search auth billing cache events gateway storage users inventory'.split(' '),
    );
  });

  it('tells that an advisory run does not fail', () => {
    const report = { ...scenario('blocked'), advisory: true };
    expect(renderMarkdown(report, viewOf())).toContain('Advisory: this does not fail the job.');
  });
});

describe.each(renderers.filter(({ id }) => id !== 'json').map((renderer) => [renderer.id, renderer] as const))(
  'evidence that is missing or unreliable, in the %s output',
  (_id, renderer) => {
    it.each(['missing', 'error'] as const)('is never a number when the status is %s', (status) => {
      const report = scenario('blocked');
      const row = rowOf(report, 'min-coverage', 'staging');
      Object.assign(row, { status, actual: { covered: 0, total: 60, percent: 0 } });
      const text = renderer.render(report, viewOf());
      expect(text).not.toMatch(/\b0(\.00)? %/);
      expect(text).toContain(status === 'missing' ? 'nothing' : 'nothing reliable');
    });

    it.each(scenarioNames)('is not 0 % in %s', (name) => {
      expect(renderer.render(scenario(name), viewOf())).not.toMatch(/\b0(\.00)? %/);
    });
  },
);
