import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { githubHtml } from '../../scripts/pictures/github-html.ts';
import { renderMarkdown } from '../../src/report/index.ts';
import { scenario, viewOf } from './scenarios.ts';

const folder = new URL('../golden/markdown/', import.meta.url);
const names = readdirSync(folder).map((file) => file.slice(0, -'.md'.length));
const golden = (name: string): string => readFileSync(new URL(`${name}.md`, folder), 'utf8');
const count = (text: string, part: RegExp): number => [...text.matchAll(part)].length;

/** What is read as text, without code and links: where GitHub looks for mentions and references. */
function proseOf(html: string): string {
  return html
    .replace(/<(code|a)\b[^>]*>[^]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x26;', '&')
    .replaceAll('&#x3C;', '<');
}

describe('the Markdown as GitHub shows it', () => {
  it.each(names)('of %s loses nothing to its rules of what may stand in a comment', async (name) => {
    expect(await githubHtml(golden(name))).toBe(await githubHtml(golden(name), { sanitised: false }));
  });

  it.each(names)('of %s has an alert, and every collapsed part and table that was written', async (name) => {
    const html = await githubHtml(golden(name));
    expect(count(html, /<div class="markdown-alert markdown-alert-\w+"/g)).toBe(1);
    expect(count(html, /<details>/g)).toBe(count(golden(name), /<details>/g));
    expect(count(html, /<table>/g)).toBe(count(golden(name), /^\|( --- \|)+$/gm));
    expect(html).not.toMatch(/<blockquote>\s*<p>\[!/);
  });

  it.each(names)('of %s has no alert within a collapsed part or a list', async (name) => {
    const html = await githubHtml(golden(name));
    expect(html.split('<details>').slice(1).join('')).not.toContain('markdown-alert');
    expect(count(golden(name), /^\s*[-*] > \[!/gm)).toBe(0);
  });

  it.each(names)(
    'of %s is safe without being sanitised: no script, handler, image, style or foreign link',
    async (name) => {
      const html = await githubHtml(golden(name), { sanitised: false, alerts: false });
      const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag));
      const ours = ['a', 'blockquote', 'br', 'code', 'details', 'li', 'p', 'pre', 'strong', 'summary', 'ul'];
      const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];
      expect([...tags].filter((tag) => ![...ours, ...tables].includes(tag ?? ''))).toEqual([]);
      const attributes = [...html.matchAll(/<[a-z]+((?:\s[^<>]*)?)>/gi)].map(([, written = '']) => written.trim());
      for (const written of attributes) {
        expect(written).toMatch(/^(href="https:\/\/github\.com\/o\/r\/[^"]*"|class="language-mermaid")?$/);
      }
    },
  );

  it.each(names)('of %s mentions nobody, refers to nothing and makes no link of its own', async (name) => {
    const prose = proseOf(await githubHtml(golden(name)));
    expect(prose).not.toMatch(/@[A-Za-z0-9]/);
    expect(prose).not.toMatch(/#\d|\bGH-\d/);
    expect(prose).not.toMatch(/https?:\/\/|\bwww\./i);
  });

  it('sees what is taken away, so that the tests above can fail', async () => {
    const hostile = '<img src="x" onerror="alert(1)"> <details ontoggle="x">a</details> [x](javascript:alert)';
    expect(await githubHtml(hostile)).not.toBe(await githubHtml(hostile, { sanitised: false }));
  });

  it.each([600, 2_000, 6_000])('is whole when it is cut to %i bytes', async (byteLimit) => {
    const markdown = renderMarkdown(scenario('hostile'), viewOf({ byteLimit }));
    const html = await githubHtml(markdown);
    expect(html).toBe(await githubHtml(markdown, { sanitised: false }));
    expect(count(html, /<details>/g)).toBe(count(html, /<\/details>/g));
  });
});
