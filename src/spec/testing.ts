import { testLevels, type Problem, type Spec, type TestingStatement, type TestLevel } from '../model/index.ts';
import { coverageParts } from './coverage-targets.ts';
import type { Line } from './line.ts';
import { repositoryPath } from './paths.ts';
import { placeOf } from './places.ts';
import { placeholderIn, type PlaceholderReader } from './placeholders.ts';
import { textOf, trimmed, type Source, type Span } from './source.ts';
import { isCoverageTarget } from './statements.ts';

/** What the sections "Unit Tests", "Integration Tests" and "End-to-End Tests" say of Locations and coverage. */
export function readTesting(
  source: Source,
  lines: Line[],
  reader: PlaceholderReader,
  problems: Problem[],
): Spec['tests'] {
  const tests: Spec['tests'] = { unit: emptyStatement(), integration: emptyStatement(), e2e: emptyStatement() };
  for (const line of lines) {
    const level = levelOf(line);
    if (level === null) continue;
    const value = line.key?.value ?? line.span;
    for (const span of [value, ...line.more]) {
      if (isLocation(line)) tests[level].locations.push(...locationsIn(source, span, reader, problems));
      if (isCoverageTarget(line)) tests[level].coverageTargets.push(...coverageParts(source, span));
    }
  }
  return tests;
}

function emptyStatement(): TestingStatement {
  return { locations: [], coverageTargets: [] };
}

function levelOf(line: Line): TestLevel | null {
  const { topic } = placeOf(line);
  return testLevels.find((level) => level === topic) ?? null;
}

/** `**Location:** …`, or an item of the list below it. */
function isLocation({ key, kind, label }: Line): boolean {
  if (key !== null) return /^locations?$/u.test(key.name);
  return kind === 'item' && label?.topic === 'location';
}

function locationsIn(
  source: Source,
  value: Span,
  reader: PlaceholderReader,
  problems: Problem[],
): TestingStatement['locations'] {
  return pathSpans(source, value).flatMap((span) => {
    if (placeholderIn(reader, span) !== null) return [];
    const path = repositoryPath(textOf(source, span));
    if (path !== null && !/\s/u.test(path)) return [{ value: path, at: source.at(span.start) }];
    problems.push({
      code: 'location-unreadable',
      message: `"${textOf(source, span)}" is no path within the repository.`,
      at: source.at(span.start),
      hint: 'Expected a path relative to the root, such as `tests/test_cache.py` or `tests/cache/`.',
    });
    return [];
  });
}

/** Everything in backticks; without any, the parts between commas, "or" and "and". */
function pathSpans(source: Source, value: Span): Span[] {
  const text = source.uncommented.slice(value.start, value.end);
  const quoted = [...text.matchAll(/`+([^`]+)`+/gu)].map(({ 0: whole, 1: inner = '', index }) => {
    const start = value.start + index + whole.indexOf(inner);
    return { start, end: start + inner.length };
  });
  const spans =
    quoted.length > 0
      ? quoted
      : [...text.matchAll(/(?:(?!,| (?:or|and) ).)+/gu)].map(({ 0: part, index }) => {
          const start = value.start + index + (/^ ?(?:or|and) /u.exec(part)?.[0].length ?? 0);
          return { start, end: value.start + index + part.length };
        });
  return spans.map((span) => trimmed(source, span)).filter(({ start, end }) => start < end);
}
