import type { ListedHeading, Spec } from '../model/index.ts';
import type { Line } from './line.ts';
import { isStageName, nameOf, stageIn } from './names.ts';
import { placeholderIn, type PlaceholderReader } from './placeholders.ts';
import { textOf, type Source } from './source.ts';

const lists = {
  user: /^user documentation$/u,
  operational: /^operation(?:s|al) documentation$/u,
};

/** What the lists "User Documentation" and "Operational Documentation" want covered, ticked or not. */
export function readDocumentation(source: Source, lines: Line[], reader: PlaceholderReader): Spec['documentation'] {
  const below = (heading: RegExp): ListedHeading[] =>
    lines
      .filter((line) => isListed(line, heading) && placeholderIn(reader, line.span) === null)
      .map((line) => listedHeading(source, line));
  return { user: below(lists.user), operational: below(lists.operational) };
}

function isListed({ kind, nested, section, label, span }: Line, heading: RegExp): boolean {
  const announced = heading.test(section?.name ?? '') || heading.test(label?.name ?? '');
  return announced && kind === 'item' && !nested && label?.topic !== 'aside' && span.start < span.end;
}

/** `User guide (for production): docs/user.md` is the heading "User guide", from production on. */
function listedHeading(source: Source, { span }: Line): ListedHeading {
  const written = textOf(source, span);
  const text = written
    .replace(/\([^()]*\)/gu, ' ')
    .replace(/[*`]/gu, '')
    .replace(/:(?:\s.*)?$/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const inParentheses = /\((?:for )?([^()]+)\)/u.exec(written)?.[1];
  const stage =
    inParentheses !== undefined && isStageName(nameOf(inParentheses)) ? stageIn(nameOf(inParentheses)) : null;
  return { text: text === '' ? written : text, stage, at: source.at(span.start) };
}
