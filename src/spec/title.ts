import type { Positioned } from '../model/index.ts';
import type { Section } from './sections.ts';
import { textOf, trimmed, type Source } from './source.ts';

/** The section that the title opens: "Component Specification: X", else the first heading if it is of the highest rank. */
export function titleSection(sections: Section[]): Section | null {
  const named = sections.find(({ name }) => /^(?:component )?specification\b/u.test(name));
  if (named !== undefined) return named;
  const [first] = sections;
  return first?.depth === 1 ? first : null;
}

/** The title without "Component Specification:". */
export function readTitle(source: Source, section: Section | null): Positioned<string> | null {
  if (section === null) return null;
  const { span } = section;
  const prefix = /^.{0,20}?specification\s*(?:[:：]|\s[-–—]\s)\s*/iu.exec(textOf(source, span))?.[0].length ?? 0;
  const words = trimmed(source, { start: span.start + prefix, end: span.end });
  return words.start < words.end ? { value: textOf(source, words), at: source.at(words.start) } : null;
}
