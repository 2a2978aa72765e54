import type { Code, Heading, Html, List, ListItem, RootContent, Table } from 'mdast';
import { readBox } from './boxes.ts';
import { readKey } from './keys.ts';
import { keyed, labelOf, plainLine, type Line, type Standing } from './line.ts';
import { spanOf } from './markdown.ts';
import { nameOf } from './names.ts';
import { openSection, type Section } from './sections.ts';
import { linesOf, textOf, trimmed, type Source, type Span } from './source.ts';
import { rowsOf } from './tables.ts';

/** The lines of a specification in the order of the file, and its code blocks with their sections. */
export interface Reading {
  lines: Line[];
  sections: Section[];
  codes: { section: Section | null; node: Code }[];
}

interface State extends Reading, Standing {
  source: Source;
}

/** Reads the blocks of a file line by line. */
export function readLines(source: Source, blocks: RootContent[]): Reading {
  const state: State = { source, section: null, label: null, nested: false, lines: [], sections: [], codes: [] };
  readBlocks(state, blocks, true);
  return state;
}

function readBlocks(state: State, blocks: RootContent[], top: boolean): void {
  for (const block of blocks) {
    if (block.type === 'heading') readHeading(state, block, top);
    else if (block.type === 'paragraph') readParagraph(state, spanOf(block));
    else if (block.type === 'html') readHtml(state, block);
    else if (block.type === 'list') readList(state, block);
    else if (block.type === 'table') readTable(state, block);
    else if (block.type === 'blockquote') readBlocks(state, block.children, false);
    else if (block.type === 'thematicBreak') state.label = null;
    else if (block.type === 'code') state.codes.push({ section: state.section, node: block });
  }
}

function readHeading(state: State, heading: Heading, top: boolean): void {
  const { source } = state;
  const whole = spanOf(heading);
  const text = textOf(source, whole);
  // A paragraph with `---` right below it is a heading to Markdown, but was not meant as one: metadata is often written that way.
  const underlined = /(?:\r\n|\r|\n)[ \t>]*[=-]+[ \t]*$/u.exec(text);
  const meantAsText =
    underlined !== null && (/[\r\n]/u.test(text.slice(0, underlined.index)) || readKey(text) !== null);
  if (meantAsText || !top) {
    readParagraph(state, { start: whole.start, end: whole.start + (underlined?.index ?? text.length) });
    return;
  }
  const marks = /^#{0,6}[ \t]*/u.exec(text)?.[0].length ?? 0;
  const length = underlined?.index ?? text.replace(/(?:^|[ \t])#+[ \t]*$/u, '').length;
  const span = trimmed(source, { start: whole.start + Math.min(marks, length), end: whole.start + length });
  const section = openSection(state.section, heading.depth, nameOf(textOf(source, span)), span, source.at(whole.start));
  state.section = section;
  state.sections.push(section);
  state.label = null;
  state.lines.push(plainLine(state, 'heading', span, whole));
}

/** Each line of a paragraph for itself; a value goes on up to the next key. */
function readParagraph(state: State, paragraph: Span): void {
  let valued: Line | null = null;
  for (const { span, whole } of linesOf(state.source, paragraph)) {
    const line = readMarked(state, span, whole);
    if (line.kind === 'prose' && line.key === null && valued !== null) {
      valued.more.push(span);
      valued.whole.end = whole.end;
      continue;
    }
    valued = line.kind === 'prose' && line.key !== null ? line : null;
    if (valued !== null) valued.label = state.label = labelOf(valued);
    state.lines.push(line);
  }
}

/** A line of a paragraph is an item when it begins with a bullet that Markdown does not know, or with a box. */
function readMarked(state: State, written: Span, whole: Span): Line {
  const text = textOf(state.source, written);
  const bullet = /^(?:[•·▪◦‣–—]\s+|[-*+](?=\[[ xX]?\]))/u.exec(text)?.[0].length ?? 0;
  const box = readBox(text.slice(bullet));
  const kind = bullet > 0 || box !== null ? 'item' : 'prose';
  const span = trimmed(state.source, { start: written.start + bullet + (box?.length ?? 0), end: written.end });
  return keyed(state.source, { ...plainLine(state, kind, span, whole), ticked: box?.ticked ?? null });
}

/** Comments and raw HTML: what is bound on their lines matters, so lines that say nothing else stay. */
function readHtml(state: State, html: Html): void {
  const block = spanOf(html);
  for (const { 0: content, index } of textOf(state.source, block).matchAll(/[^\r\n]+/gu)) {
    const whole = { start: block.start + index, end: block.start + index + content.length };
    state.lines.push(plainLine(state, 'prose', trimmed(state.source, whole), whole));
  }
}

function readList(state: State, list: List): void {
  for (const item of list.children) readItem(state, item);
}

function readItem(state: State, item: ListItem): void {
  const outer = { label: state.label, nested: state.nested };
  const [first, ...rest] = item.children;
  const belongs = first?.type === 'paragraph' ? splitAtLabel(state.source, spanOf(first)) : null;
  if (belongs !== null) {
    const line = itemLine(state, item, belongs.own);
    line.groups = rest.some(({ type }) => type === 'list');
    // A comment below an item's text, but inside of the item, is the item's.
    const comments = rest.filter(({ type }) => type === 'html');
    line.whole.end = Math.max(line.whole.end, ...comments.map((block) => spanOf(block).end));
    if (line.key !== null && line.groups) state.label = labelOf(line);
    state.lines.push(line);
  }
  state.nested = true;
  const inside = belongs === null ? item.children : rest.filter(({ type }) => type !== 'html');
  readBlocks(state, inside, false);
  Object.assign(state, outer);
  if (belongs?.label !== undefined) readParagraph(state, belongs.label);
}

/** To Markdown an unindented `**Exit Criteria:**` right below an item is part of the item; to people it begins the next list. */
function splitAtLabel(source: Source, paragraph: Span): { own: Span; label?: Span } {
  const label = linesOf(source, paragraph)
    .slice(1)
    .find(({ span, whole }) => span.start === whole.start && readKey(textOf(source, span)) !== null);
  if (label === undefined) return { own: paragraph };
  return {
    own: { start: paragraph.start, end: label.whole.start },
    label: { start: label.whole.start, end: paragraph.end },
  };
}

function itemLine(state: State, item: ListItem, whole: Span): Line {
  const { source } = state;
  const [line, ...more] = linesOf(source, whole);
  const first = line?.span ?? { start: whole.start, end: whole.start };
  const text = textOf(source, first);
  // Where remark has read a box, the paragraph begins behind it, unless a comment follows right away.
  const known = typeof item.checked === 'boolean' && !/^\[[ \txX]\]/u.test(text);
  const box = known ? null : readBox(text);
  const span = trimmed(source, { start: first.start + (box?.length ?? 0), end: first.end });
  const ticked = box?.ticked ?? item.checked ?? null;
  return keyed(source, { ...plainLine(state, 'item', span, whole), more: more.map((next) => next.span), ticked });
}

function readTable(state: State, table: Table): void {
  for (const { span, more, ticked, stage, whole } of rowsOf(state.source, table)) {
    const label = stage === null ? state.label : { name: '', topic: null, ...state.label, stage };
    state.lines.push({ ...plainLine(state, 'row', span, whole), label, more, ticked });
  }
}
