/** A line of rendered output. */
export interface Line {
  text: string;
  /** Whether it is a row of the report's content, counted when it is left out. */
  row: boolean;
}

/** Reads the lines one after another and tells what has to follow if the text ends here. */
type Closing = (line: string) => string[];

/** For text in which nothing stays open. */
export const nothingToClose: Closing = () => [];

/** For Markdown: closes code fences and `<details>` (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). */
export function openMarkdown(): Closing {
  let fence: string | null = null;
  let depth = 0;
  return (line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence !== null) {
      if (mark?.[1]?.startsWith(fence) === true && mark[2]?.trim() === '') fence = null;
    } else if (mark?.[1] !== undefined) {
      fence = mark[1];
    } else {
      depth += (line.match(/<details\b/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length;
    }
    return [...(fence === null ? [] : [fence]), ...Array.from({ length: Math.max(0, depth) }, () => '\n</details>')];
  };
}

/** The longest beginning of the lines that stays within `limit` bytes together with what closes it. */
function longestBeginning(lines: string[], limit: number, closing: Closing): { count: number; closers: string[] } {
  let bytes = 0;
  let best: { count: number; closers: string[] } = { count: 0, closers: [] };
  for (const [index, line] of lines.entries()) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > limit) break;
    const closers = closing(line);
    const closed = closers.reduce((sum, closer) => sum + Buffer.byteLength(closer) + 1, bytes);
    if (closed <= limit) best = { count: index + 1, closers };
  }
  return best;
}

function joined(lines: string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** Markdown cut at the end of a line so that it has at most `limit` UTF-8 bytes; open code fences and `<details>` are closed. */
export function cutToBytes(markdown: string, limit: number): string {
  if (Buffer.byteLength(markdown) <= limit) return markdown;
  const lines = markdown.split('\n');
  const { count, closers } = longestBeginning(lines, limit, openMarkdown());
  return joined([...lines.slice(0, count), ...closers]);
}

/** The lines as text of at most `limit` UTF-8 bytes; `notice` says how many rows were left out. */
export function fit(lines: Line[], limit: number, closing: Closing, notice: (left: number) => string): string {
  const texts = lines.map(({ text }) => text);
  const whole = joined(texts);
  if (Buffer.byteLength(whole) <= limit) return whole;
  const rowsAfter = (count: number) => lines.slice(count).filter(({ row }) => row).length;
  const room = limit - Buffer.byteLength(`\n${notice(rowsAfter(0))}\n`);
  const { count, closers } = longestBeginning(texts, room, closing);
  return count === 0 ? '' : joined([...texts.slice(0, count), ...closers, '', notice(rowsAfter(count))]);
}

/** `… and 12 more rows, left out for length; full report: …`; the link as the surroundings write it. */
export function leftOutText(left: number, fullReport: string | null): string {
  const what = left === 0 ? '… and more' : `… and ${left} more ${left === 1 ? 'row' : 'rows'}`;
  return `${what}, left out for length${fullReport === null ? '' : `; full report: ${fullReport}`}`;
}
