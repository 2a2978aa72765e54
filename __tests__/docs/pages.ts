import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes, Root } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { anchorsOf } from '../../scripts/anchors.ts';

/** A Markdown file of the repository. */
export interface Page {
  /** From the root, with `/`. */
  path: string;
  /** Addresses of links and images, with their line. */
  links: { url: string; line: number }[];
  anchors: Set<string>;
  /** Fenced blocks by language; the text of code within a line has the language `inline`. */
  code: { language: string; text: string; line: number }[];
}

export const root = join(import.meta.dirname, '..', '..');

// What tests read, and what others wrote, is no documentation.
const elsewhere = ['node_modules', '.git', '__tests__'];

export const pages: Page[] = globSync('**/*.md', { cwd: root, exclude: (path) => elsewhere.includes(path) })
  .map((path) => path.replaceAll('\\', '/'))
  .sort()
  .map(pageOf);

function pageOf(path: string): Page {
  const tree: Root = remark()
    .use(remarkGfm)
    .use(remarkFrontmatter)
    .parse(readFileSync(join(root, path), 'utf8'));
  const page: Page = { path, links: [], anchors: new Set(), code: [] };
  const headings: string[] = [];
  for (const node of withDescendants(tree)) {
    const line = node.position?.start.line ?? 0;
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      page.links.push({ url: node.url, line });
    if (node.type === 'heading') headings.push(textOf(node));
    if (node.type === 'code') page.code.push({ language: node.lang ?? '', text: node.value, line });
    if (node.type === 'inlineCode') page.code.push({ language: 'inline', text: node.value, line });
  }
  for (const anchor of anchorsOf(headings)) page.anchors.add(anchor);
  return page;
}

function withDescendants(node: Nodes): Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap((child) => withDescendants(child))] : [node];
}

function textOf(node: Nodes): string {
  if ('children' in node) return node.children.map((child) => textOf(child)).join('');
  return 'value' in node && node.type !== 'html' ? node.value : '';
}
