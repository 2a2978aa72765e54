import type { Nodes, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import type { Span } from './source.ts';

/** The blocks of a Markdown file; all positions are offsets into the whole text. */
export interface Markdown {
  blocks: RootContent[];
  comments: Span[];
  /** Links, images, definitions, code blocks: what can hold no placeholder. */
  others: Span[];
  /** Names of link definitions: `[name]` is a link wherever it stands. */
  defined: Set<string>;
}

const processor = remark().use(remarkGfm).use(remarkFrontmatter).freeze();

/** remark takes time that grows with the square of the blocks and of the nesting: long texts go in pieces, deep ones not at all. */
const pieceLength = 2048;
const tooDeep = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){60}/mu;

/** Parses CommonMark with tables, task lists and front matter; `null` when it is nested beyond reason. */
export function parseMarkdown(text: string): Markdown | null {
  if (tooDeep.test(text)) return null;
  const markdown: Markdown = { blocks: [], comments: [], others: [], defined: new Set() };
  let base = 0;
  for (const piece of piecesOf(text)) {
    const { children } = processor.parse(piece);
    for (const child of children) settle(child, base, text, markdown);
    markdown.blocks.push(...children);
    base += piece.length;
  }
  return markdown;
}

/** Start and end of a node. */
export function spanOf(node: Nodes): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

/** Cuts a long text before headings that stand outside of fences, comments and raw HTML. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let open: RegExp | null = null;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/gu)) {
    if (open !== null) {
      if (open.test(line)) open = null;
    } else if (index - start >= pieceLength && /^#{1,6}[ \t]/u.test(line)) {
      pieces.push(text.slice(start, index));
      start = index;
    } else {
      open = openedBy(line);
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** What ends the block that a line opens, where a `#` is no heading. Opening too often only makes a piece longer. */
function openedBy(line: string): RegExp | null {
  const fence = /^[\s>*+\-\d.)]*(`{3,}|~{3,})/u.exec(line)?.[1];
  if (fence !== undefined) return new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},}\\s*$`, 'u');
  if (line.lastIndexOf('<!--') > line.lastIndexOf('-->')) return /-->/u;
  return /<(?:pre|script|style|textarea)\b/iu.test(line) ? /<\/(?:pre|script|style|textarea)>/iu : null;
}

/** Moves a block to its place in the whole text and notes what it holds, without recursion. */
function settle(block: RootContent, base: number, text: string, markdown: Markdown): void {
  const stack: Nodes[] = [block];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.position?.start.offset !== undefined) node.position.start.offset += base;
    if (node.position?.end.offset !== undefined) node.position.end.offset += base;
    note(node, text, markdown);
    if ('children' in node) stack.push(...node.children.toReversed());
  }
}

function note(node: Nodes, text: string, markdown: Markdown): void {
  switch (node.type) {
    case 'html':
      markdown.comments.push(...commentsIn(text, spanOf(node)));
      return;
    case 'definition':
      markdown.defined.add(node.identifier);
      markdown.others.push(spanOf(node));
      return;
    case 'link':
    case 'linkReference':
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
    case 'code':
    case 'yaml':
      markdown.others.push(spanOf(node));
  }
}

/** An unclosed comment ends with its block. */
function commentsIn(text: string, { start, end }: Span): Span[] {
  const block = text.slice(start, end);
  const spans: Span[] = [];
  for (let from = block.indexOf('<!--'); from !== -1; from = block.indexOf('<!--', from)) {
    const close = block.indexOf('-->', from + 4);
    const to = close === -1 ? block.length : close + 3;
    spans.push({ start: start + from, end: start + to });
    from = to;
  }
  return spans;
}
