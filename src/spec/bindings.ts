import type { Binding, Problem } from '../model/index.ts';
import type { Source, Span } from './source.ts';

const expected = 'Expected <!-- gate: ID key=value key="a value with spaces" -->.';

/**
 * Reads the comment that binds a line to a gate. Comments about anything else are left alone; one that begins with
 * the word "gate" and can't be read is a problem.
 */
export function readBinding(source: Source, whole: Span, problems: Problem[]): Binding | null {
  let binding: Binding | null = null;
  for (const comment of commentsWithin(source, whole)) {
    const inner = source.text
      .slice(comment.start, comment.end)
      .replace(/^<!--|-->$/gu, '')
      .replace(/\s+/gu, ' ')
      .trim();
    if (!/^gates?(?![\p{L}-])/iu.test(inner)) continue;
    const at = source.at(comment.start);
    const read = readComment(inner);
    if ('fault' in read)
      problems.push({
        code: 'binding-unreadable',
        message: `The binding can't be read: ${read.fault}.`,
        at,
        hint: expected,
      });
    else if (binding !== null)
      problems.push({
        code: 'binding-twice',
        message: 'The line is bound to two gates.',
        at,
        hint: 'Give each gate a line of its own.',
      });
    else binding = { ...read, at };
  }
  return binding;
}

function commentsWithin({ comments }: Source, { start, end }: Span): Span[] {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while ((comments[last]?.start ?? Infinity) < end) last += 1;
  return comments.slice(low, last);
}

function readComment(inner: string): Omit<Binding, 'at'> | { fault: string } {
  const opening = /^gate\s*:\s*([a-z][a-z0-9-]*)(?=\s|$)/iu.exec(inner);
  const gate = opening?.[1]?.toLowerCase();
  if (opening === null || gate === undefined) return { fault: 'it names no gate' };
  const params = new Map<string, string>();
  let rest = inner.slice(opening[0].length).trimStart();
  while (rest !== '') {
    const pair = /^([a-z][\w.-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))(?=\s|$)\s*/iu.exec(rest);
    const key = pair?.[1];
    if (pair === null || key === undefined) return { fault: `"${rest.slice(0, 40)}" is no key=value` };
    if (params.has(key)) return { fault: `"${key}" is given twice` };
    params.set(key, pair[2] ?? pair[3] ?? pair[4] ?? '');
    rest = rest.slice(pair[0].length);
  }
  return { gate, params: Object.fromEntries(params) };
}
