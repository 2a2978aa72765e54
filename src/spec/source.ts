import type { Location } from '../model/index.ts';

/** A stretch of the text: from `start` up to, not including, `end`. */
export interface Span {
  start: number;
  end: number;
}

/** The text of a specification, with the place of every character. */
export interface Source {
  path: string;
  /** Without a byte order mark. */
  text: string;
  /** The same text with comments blanked, so that a line's end can be told from its trailing comment. */
  uncommented: string;
  /** Also without links, images, definitions and code blocks: where a bracketed text may be a placeholder. */
  prose: string;
  comments: Span[];
  at(offset: number): Location;
}

/** Prepares a text; `comments` and `others` are the stretches to blank, each in the order of the text. */
export function sourceOf(path: string, text: string, comments: Span[], others: Span[]): Source {
  const lineStarts = startsOfLines(text);
  const uncommented = blank(text, comments);
  return {
    path,
    text,
    uncommented,
    prose: blank(uncommented, others),
    comments,
    at: (offset) => {
      const line = lineOf(lineStarts, offset);
      return { path, line, column: offset - (lineStarts[line - 1] ?? 0) + 1 };
    },
  };
}

/** A line of a stretch: what it says, and all of it. */
export interface SourceLine {
  /** Without the white space, comments and block quote marks around it. */
  span: Span;
  whole: Span;
}

/** Cuts a stretch into its lines; those that say nothing are left out. */
export function linesOf(source: Source, { start, end }: Span): SourceLine[] {
  const lines: SourceLine[] = [];
  for (const { 0: content, index } of source.text.slice(start, end).matchAll(/[^\r\n]+/gu)) {
    const whole = { start: start + index, end: start + index + content.length };
    const span = trimmed(source, whole, index > 0);
    if (span.start < span.end) lines.push({ span, whole });
  }
  return lines;
}

/** Without the white space and comments around it. */
export function trimmed(source: Source, { start, end }: Span, quoted = false): Span {
  const visible = source.uncommented.slice(start, end);
  const leading = (quoted ? /^[\s>]*/u : /^\s*/u).exec(visible)?.[0].length ?? 0;
  const length = visible.trimEnd().length;
  return { start: start + Math.min(leading, length), end: start + length };
}

/** The characters of a stretch. */
export function textOf(source: Source, { start, end }: Span): string {
  return source.text.slice(start, end);
}

/** As CommonMark counts them: `\n`, `\r\n` and a lone `\r` end a line. */
export function startsOfLines(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/gu)) starts.push(match.index + match[0].length);
  return starts;
}

function lineOf(starts: number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function blank(text: string, spans: Span[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of spans) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    parts.push(
      text.slice(done, from),
      text.slice(from, end).replace(/[^\r\n]/gu, (character) => ' '.repeat(character.length)),
    );
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}
