import { describe, expect, it } from '@jest/globals';
import { cutToBytes, renderMarkdown, renderers } from '../../src/report/index.ts';
import { scenario, scenarioNames, viewOf } from './scenarios.ts';

describe('Markdown cut to bytes', () => {
  it('is left alone when it fits', () => {
    expect(cutToBytes('ä\nb', 4)).toBe('ä\nb');
  });

  it('ends at the end of a line, counted in UTF-8', () => {
    expect(cutToBytes('one\nzwölf\nthree\n', 11)).toBe('one\nzwölf\n');
    expect(cutToBytes('one\nzwölf\nthree\n', 10)).toBe('one\n');
  });

  it('closes an open fence with its own mark', () => {
    expect(cutToBytes('````\n```\nabc\nlong line of code\n````\n', 20)).toBe('````\n```\nabc\n````\n');
  });

  it('closes every open details, but none that a fence shows', () => {
    const markdown = '<details><summary>a</summary>\n\n<details>\n\nb\n' + 'c\n'.repeat(50);
    expect(cutToBytes(markdown, 80)).toMatch(/b\n(c\n)*\n<\/details>\n\n<\/details>\n$/);
    expect(cutToBytes(`\`\`\`\n<details>\n\`\`\`\n${'c\n'.repeat(50)}`, 40)).not.toContain('</details>');
  });

  it.each([0, 1, 5, 17, 40, 41, 42, 60, 100])('never exceeds a limit of %i bytes', (limit) => {
    const markdown = '<details>\n\n```sh\nécho\n```\n\n</details>\n'.repeat(5);
    expect(Buffer.byteLength(cutToBytes(markdown, limit))).toBeLessThanOrEqual(limit);
  });
});

/** Rows of tables and items of lists, told by the text alone. */
function rowsOf(markdown: string): number {
  const lines = markdown.split('\n');
  const headers = lines.filter((line) => /^\|( --- \|)+$/.test(line)).length;
  return lines.filter((line) => /^(\||- )/.test(line)).length - 2 * headers;
}

describe('a report that is too long', () => {
  const limits = [400, 1_000, 2_000, 4_000, 8_000, 16_000];

  it.each(limits.flatMap((limit) => scenarioNames.map((name) => [limit, name] as const)))(
    'has at most %i bytes and counts what is left out of %s',
    (limit, name) => {
      const whole = renderMarkdown(scenario(name), viewOf());
      const cut = renderMarkdown(scenario(name), viewOf({ byteLimit: limit }));
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
      if (cut === whole) return;
      const left = /… and (\d+) more rows?, left out for length; full report: \[full report\]\(/.exec(cut);
      expect(Number(left?.[1])).toBe(rowsOf(whole) - rowsOf(cut));
      expect(cut.split('<details>')).toHaveLength(cut.split('</details>').length);
    },
  );

  it('keeps the headline', () => {
    const cut = renderMarkdown(scenario('blocked'), viewOf({ byteLimit: 400 }));
    expect(cut).toContain('Blocked: cache has not earned staging');
  });

  it('says without a link that rows are left out where there is none', () => {
    const cut = renderMarkdown(scenario('blocked'), viewOf({ byteLimit: 1_000, fullReport: null }));
    expect(cut).toMatch(/… and \d+ more rows, left out for length\n$/);
  });

  it('keeps the limit in the terminal too', async () => {
    const terminal = renderers.find(({ id }) => id === 'terminal');
    const cut = (await terminal?.render(scenario('blocked'), viewOf({ byteLimit: 1_500 }))) ?? '';
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(1_500);
    expect(cut).toMatch(/… and \d+ more rows, left out for length; full report: https:\S+\n$/);
  });
});
