import { describe, expect, it } from '@jest/globals';
import type { Nodes, Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { escapeMarkdown, renderMarkdown } from '../../src/report/index.ts';
import { scenario, viewOf } from './scenarios.ts';

const parser = remark().use(remarkGfm);

function parse(markdown: string): Root {
  return parser.parse(markdown);
}

function nodes(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(nodes) : [])];
}

/** Text as GitHub looks through it for mentions and references: all but code. */
function prose(root: Root): string[] {
  return nodes(root).flatMap((node) => (node.type === 'text' ? [node.value] : []));
}

const hostile = [
  '<script>alert(1)</script>',
  '<!-- comment -->',
  '![image](https://evil.example/x.png)',
  '[link](https://evil.example)',
  '[link][reference]',
  '[^1]',
  'https://evil.example/a?b=c',
  'HTTP://evil.example',
  'www.evil.example',
  '_www.evil.example',
  '<https://evil.example>',
  'someone@evil.example',
  '@octocat and @org/team',
  '#1, octo/cat#2 and GH-3',
  '*a* **b** _c_ __d__ ~~e~~ `f` ``g``',
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '1) item',
  '> quote',
  '> [!TIP]',
  '- [x] done',
  '=====',
  '---',
  '    code',
  '```sh\nrm\n```',
  '~~~',
  '| a | b |\n| - | - |',
  'a\n\nb',
  '&lt;b&gt; &copy; &#64;octocat',
  '$x^2$ $$y$$',
  'trailing \\',
  '\\`\\<b\\>',
  ':https://evil.example',
];

describe('escaped Markdown', () => {
  it.each(hostile)('%j is nothing but text', (text) => {
    const root = parse(escapeMarkdown(text));
    const types = new Set(nodes(root).map(({ type }) => type));
    expect([...types]).toEqual(['root', 'paragraph', 'text']);
  });

  it.each(hostile)('%j stays within its table cell', (text) => {
    const root = parse(`| a | b |\n| --- | --- |\n| ${escapeMarkdown(text)} | end |\n`);
    const cells = nodes(root).filter(({ type }) => type === 'tableCell');
    expect(cells).toHaveLength(4);
    const last = cells.slice(3).flatMap(nodes);
    expect(last.map((node) => ('value' in node ? node.value : ''))).toContain('end');
  });

  it.each(hostile)('%j reads as it was written', (text) => {
    const shown = prose(parse(escapeMarkdown(text)))
      .join('')
      .replaceAll('\u200B', '');
    expect(shown).toBe(text.replace(/\s+/g, ' ').trim());
  });

  it.each(['@octocat', 'octo/cat#1', 'GH-1'])('%s cannot be found in the rendered text', (text) => {
    expect(prose(parse(escapeMarkdown(`see ${text}`))).join('')).not.toContain(text);
  });

  it('leaves ordinary sentences readable', () => {
    expect(escapeMarkdown('12 passed, 66.66 % (40/60): see src/cache.py:12')).toBe(
      '12 passed, 66.66 % (40/60): see src/cache.py:12',
    );
  });

  it('removes terminal sequences, control and direction characters', () => {
    expect(escapeMarkdown('\u001b[31mred\u001b[0m \u001b]8;;x\u0007y\u0000\u202e\u200bz')).toBe('red yz');
  });
});

describe('the Markdown of a hostile report', () => {
  const markdown = renderMarkdown(scenario('hostile'), viewOf());
  const root = parse(markdown);

  it('has no HTML but our own collapsed parts and line breaks', () => {
    const html = nodes(root).flatMap((node) => (node.type === 'html' ? [node.value] : []));
    expect(html.length).toBeGreaterThan(0);
    for (const element of html) expect(element).toMatch(/^(<details><summary>[^<>]*<\/summary>|<\/details>|<br>)$/);
  });

  it('opens as many collapsed parts as it closes', () => {
    expect(markdown.split('<details>')).toHaveLength(markdown.split('</details>').length);
  });

  it('links nowhere but into the repository and to the full report', () => {
    const links = nodes(root).flatMap((node) => (node.type === 'link' ? [node.url] : []));
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toMatch(/^https:\/\/github\.com\/o\/r\//);
  });

  it('has no image, heading, formula or footnote', () => {
    const types = new Set<string>(nodes(root).map(({ type }) => type));
    for (const type of ['image', 'imageReference', 'heading', 'footnoteReference', 'code', 'delete']) {
      expect(types).not.toContain(type);
    }
  });

  it('mentions nobody, not even in the summaries', () => {
    expect(prose(root).join('\n')).not.toMatch(/@\w/);
    expect(markdown).not.toMatch(/@\w/);
  });

  it('gives every row of a table as many cells as its header', () => {
    for (const node of nodes(root)) {
      if (node.type !== 'table') continue;
      const widths = new Set(node.children.map((row) => row.children.length));
      expect(widths.size).toBe(1);
    }
  });
});
