import type { Problem, Requirement } from '../model/index.ts';
import type { Line } from './line.ts';
import { placeOf } from './places.ts';
import { placeholderIn, type PlaceholderReader } from './placeholders.ts';
import { requirementId, type Section } from './sections.ts';
import { textOf, trimmed, type Source } from './source.ts';

/** The functional requirements: headings `FR1: Name` with the boxes below them, and lines that begin with `FR1`. */
export function readRequirements(
  source: Source,
  lines: Line[],
  reader: PlaceholderReader,
  problems: Problem[],
): Requirement[] {
  const requirements = new Map<string, Requirement>();
  let current: { requirement: Requirement; heading: Section | null } | null = null;
  for (const line of lines) {
    if (placeOf(line).topic !== 'functional') continue;
    const heading = headingAbove(line.section);
    const begins =
      heading === null ? opensRequirement(source, line) : line.kind === 'heading' && line.section === heading;
    if (begins) current = { requirement: opened(source, line, requirements, problems), heading };
    else if (current?.heading !== heading) current = null;
    if (current === null || line.ticked === null || line.span.start >= line.span.end) continue;
    const { span, ticked } = line;
    const placeholder = placeholderIn(reader, span, ...line.more);
    current.requirement.criteria.push({ text: textOf(source, span), ticked, at: source.at(span.start), placeholder });
  }
  return [...requirements.values()];
}

/** The nearest heading that names a requirement. */
function headingAbove(section: Section | null): Section | null {
  let above = section;
  while (above !== null && above.requirement === null) above = above.parent;
  return above;
}

/** A bullet or row that begins with `FR1`, or `**FR1: Name**` alone on a line. */
function opensRequirement(source: Source, line: Line): boolean {
  if (line.kind === 'heading' || requirementId(textOf(source, line.span)) === null) return false;
  return line.kind !== 'prose' || line.key !== null;
}

/** A requirement that stands twice is one, and a problem. */
function opened(source: Source, line: Line, requirements: Map<string, Requirement>, problems: Problem[]): Requirement {
  const { id, length } = requirementId(textOf(source, line.span)) ?? { id: '', length: 0 };
  const at = source.at(line.span.start);
  const earlier = requirements.get(id);
  if (earlier !== undefined) {
    const message = `${id} stands in line ${earlier.at.line ?? 1} already.`;
    problems.push({ code: 'requirement-twice', message, at, hint: 'Give each requirement a number of its own.' });
    return earlier;
  }
  const rest = textOf(source, trimmed(source, { start: line.span.start + length, end: line.span.end })).replace(
    /\s*\*\*$/u,
    '',
  );
  const requirement: Requirement = { id, title: rest, at, criteria: [] };
  requirements.set(id, requirement);
  return requirement;
}
