import type { DependencyStatement, Problem } from '../model/index.ts';
import type { Line } from './line.ts';
import { stageIn } from './names.ts';
import { placeOf } from './places.ts';
import { placeholderIn, type PlaceholderReader } from './placeholders.ts';
import { textOf, type Source } from './source.ts';

/** Behind a component that stands in backticks, in bold or is a link, anything may follow; behind a bare word only a sign that it is a name. */
const marked = /^(?:\*\*)?(?:`([^`]+)`|\[([^\]]+)\]\([^)]*\)|\*\*([^*`]+)\*\*)(?:\*\*)?/u;
const bare = /^([\p{L}\p{N}@][\p{L}\p{N}@._/-]*)(?=\s*(?:$|\(|:|\s[-–—]))/u;
const none = /^(?:none|n\/a|nothing|no\s.*|[-–—])[.!]?$/iu;

/** The components below "Required Components" and "Optional Dependencies", by heading or bold label. */
export function readDependencies(
  source: Source,
  lines: Line[],
  reader: PlaceholderReader,
  problems: Problem[],
): DependencyStatement[] {
  return lines.flatMap((line) => {
    const { topic } = placeOf(line);
    if (topic !== 'required' && topic !== 'optional') return [];
    const listed = (line.kind === 'item' && !line.nested) || line.kind === 'row';
    return listed ? dependencyIn(source, line, topic === 'optional', reader, problems) : [];
  });
}

function dependencyIn(
  source: Source,
  line: Line,
  optional: boolean,
  reader: PlaceholderReader,
  problems: Problem[],
): DependencyStatement[] {
  const text = textOf(source, line.span);
  if (text === '' || none.test(text)) return [];
  const { name, length } = componentIn(text);
  const named = { start: line.span.start, end: line.span.start + (length === 0 ? text.length : length) };
  if (placeholderIn(reader, named) !== null) return [];
  const at = source.at(line.span.start);
  if (name !== '') return none.test(name) ? [] : [{ id: name, stage: stageBehind(text.slice(length)), optional, at }];
  problems.push({
    code: 'dependency-unreadable',
    message: `"${text.slice(0, 80)}" names no component.`,
    at,
    hint: 'Expected `component` (stage) - Purpose.',
  });
  return [];
}

function componentIn(text: string): { name: string; length: number } {
  const match = marked.exec(text) ?? bare.exec(text);
  const name = match?.slice(1).find((group: string | undefined) => group !== undefined) ?? '';
  return { name: name.trim(), length: match?.[0].length ?? 0 };
}

/** `(staging)` right behind the component; a placeholder there names no stage. */
function stageBehind(text: string): string | null {
  const written = /^\s*\(([^()]*)\)/u.exec(text)?.[1]?.trim() ?? '';
  return written === '' || /^`?\[/u.test(written) ? null : stageIn(written);
}
