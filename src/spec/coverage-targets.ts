import { parseThresholds, type TestingStatement } from '../model/index.ts';
import { isStageName, nameOf, stageIn } from './names.ts';
import { trimmed, type Source, type Span } from './source.ts';

/** `≥60% (development), ≥70% (staging)` → one target per number; parts without a number demand nothing. */
export function coverageParts(source: Source, value: Span): TestingStatement['coverageTargets'] {
  return split(source, value).flatMap((span) => {
    const text = source.text.slice(span.start, span.end);
    const [threshold] = parseThresholds(text);
    return threshold === undefined ? [] : [{ stage: stageOf(text), threshold, text, at: source.at(span.start) }];
  });
}

/** At commas, semicolons and "and", but not inside of a number (`99,5 %`). */
function split(source: Source, value: Span): Span[] {
  const spans: Span[] = [];
  let from = value.start;
  for (const match of source.uncommented
    .slice(value.start, value.end)
    .matchAll(/;|(?<=[%)]),|,(?!\d)|(?<=\s)and(?=\s)/gu)) {
    spans.push({ start: from, end: value.start + match.index });
    from = value.start + match.index + match[0].length;
  }
  spans.push({ start: from, end: value.end });
  return spans.map((span) => trimmed(source, span)).filter(({ start, end }) => start < end);
}

/** `≥60% (development)`, `development: ≥60%`, `≥60% for development`. */
function stageOf(text: string): string | null {
  const inParentheses = /\(([^()]*)\)/u.exec(text)?.[1]?.trim();
  if (inParentheses !== undefined && inParentheses !== '') return stageIn(inParentheses);
  const beside = /^([\p{L} ]+):/u.exec(text)?.[1] ?? /(?<=\s)(?:for|in|at) ([\p{L} ]+)$/u.exec(text)?.[1];
  return beside !== undefined && isStageName(nameOf(beside)) ? stageIn(beside) : null;
}
