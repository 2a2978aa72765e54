import type { Statement } from '../model/index.ts';
import { readBox } from './boxes.ts';
import { startsOfLines } from './source.ts';

/** A box of a specification as it is written: `[ ]`, `[x]`, `❌`… */
export interface WrittenBox {
  /** Offset into the text, a byte order mark included. */
  start: number;
  /** 1-based. */
  line: number;
  written: string;
  ticked: boolean;
}

/** A box, and what is to stand in its place. */
export interface BoxEdit {
  box: WrittenBox;
  to: string;
}

/** Signs by what stands for the opposite in the same style; a sign of waiting has no style of its own. */
const tickedFor = new Map(Object.entries({ '❌': '✅', '☐': '☑', '☒': '☑', '✗': '✓', '✘': '✔' }));
const emptyFor = new Map(Object.entries({ '✅': '❌', '☑': '☐', '🗹': '☐', '✓': '✗', '✔': '✘' }));

/** White space, quote marks and bullets at the beginning of a line. */
const leading = /^[\s>]*(?:(?:[-*+•▪◦‣–—·]|\d{1,9}[.)])\s*)*/u;

/**
 * Finds the boxes of a text's statements, `text` being verbatim, with its byte order mark. `null` where no box of the
 * statement's state stands: in front of its words, at the beginning of its line, or alone in a cell of its table row.
 */
export function boxFinder(text: string): (statement: Pick<Statement, 'at' | 'ticked'>) => WrittenBox | null {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const starts = startsOfLines(text.slice(mark));
  return ({ at, ticked }) => {
    const lineStart = starts[(at.line ?? 0) - 1];
    if (lineStart === undefined || at.column === undefined) return null;
    const line = mark + lineStart;
    const words = line + at.column - 1;
    const start = boxBefore(text, words) ?? boxLeading(text, line, words) ?? boxInCell(text, line);
    const box = start === null ? null : boxAt(text, start, at.line ?? 0, words);
    return box?.ticked === ticked ? box : null;
  };
}

/** The opposite state in the box's own style; `null` for brackets that hold a line break. */
export function turned({ written, ticked }: WrittenBox): string | null {
  if (written.startsWith('[')) {
    if (/[\r\n]/u.test(written)) return null;
    return ticked ? '[ ]' : '[x]';
  }
  const [sign = ''] = written;
  const opposite = ticked ? (emptyFor.get(sign) ?? '❌') : (tickedFor.get(sign) ?? '✅');
  return opposite + written.slice(sign.length);
}

/** The text with other boxes; every character outside of them stays. */
export function withBoxes(text: string, edits: BoxEdit[]): string {
  const ordered = [...edits].sort((one, other) => one.box.start - other.box.start);
  const parts: string[] = [];
  let done = 0;
  for (const { box, to } of ordered) {
    parts.push(text.slice(done, box.start), to);
    done = box.start + box.written.length;
  }
  return [...parts, text.slice(done)].join('');
}

function boxAt(text: string, start: number, lineOfWords: number, words: number): WrittenBox | null {
  const box = readBox(text.slice(start));
  if (box === null) return null;
  const breaks = text.slice(start, Math.max(start, words)).match(/\r\n|\r|\n/gu)?.length ?? 0;
  const written = text.slice(start, start + box.length).trimEnd();
  return { start, line: lineOfWords - breaks, written, ticked: box.ticked };
}

/** A box that ends where the words begin, or before white space and comments in front of them. */
function boxBefore(text: string, words: number): number | null {
  let end = words;
  for (let before = -1; before !== end;) {
    before = end;
    end = text.slice(0, end).trimEnd().length;
    if (text.startsWith('-->', end - 3)) end = Math.max(0, text.lastIndexOf('<!--', end - 3));
  }
  for (let start = end - 1; start >= Math.max(0, end - 5); start -= 1) {
    const box = readBox(text.slice(start));
    if (box !== null && text.slice(start, start + box.length).trimEnd().length === end - start) return start;
  }
  return null;
}

/** A box behind the bullets of the line, with a key or other statements between it and the words. */
function boxLeading(text: string, line: number, words: number): number | null {
  const before = text.slice(line, words);
  const start = leading.exec(before)?.[0].length ?? 0;
  const box = readBox(before.slice(start));
  return box === null ? null : line + start;
}

/** The first box of a table row; none where words stand beside it, they would contradict it. */
function boxInCell(text: string, line: number): number | null {
  const [row = ''] = /^[^\r\n]*/u.exec(text.slice(line)) ?? [];
  for (const { 0: cell, index } of row.matchAll(/(?:[^|\\]|\\[^])+/gu)) {
    const start = cell.length - cell.trimStart().length;
    const box = readBox(cell.slice(start));
    if (box !== null) return cell.slice(start + box.length).trim() === '' ? line + index + start : null;
  }
  return null;
}
