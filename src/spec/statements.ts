import {
  malformedThreshold,
  parseThresholds,
  type Problem,
  type Statement,
  type StatementSection,
} from '../model/index.ts';
import { readBinding } from './bindings.ts';
import { coverageParts } from './coverage-targets.ts';
import type { Line } from './line.ts';
import { placeOf } from './places.ts';
import { placeholderIn, type PlaceholderReader } from './placeholders.ts';
import { textOf, type Source, type Span } from './source.ts';

/** What a line demands and where, before its words are read. */
interface Demanding {
  section: StatementSection;
  text: Span;
  more: Span[];
}

/** Everything that demands something, in the order of the file. */
export function readStatements(
  source: Source,
  lines: Line[],
  reader: PlaceholderReader,
  problems: Problem[],
): Statement[] {
  return lines.flatMap((line) => {
    const binding = readBinding(source, line.whole, problems);
    if (isCoverageTarget(line)) return coverageStatements(source, line, binding, problems);
    const demanding =
      demandOf(source, line) ??
      (binding === null ? null : { section: 'bound' as const, text: line.span, more: line.more });
    if (demanding === null) return [];
    const { section, text, more } = demanding;
    if (text.start >= text.end) {
      if (binding !== null)
        problems.push({
          code: 'binding-without-line',
          message: 'The binding stands on a line of its own.',
          at: binding.at,
          hint: 'Put it at the end of the line that it binds.',
        });
      return [];
    }
    const placeholder = placeholderIn(reader, text, ...more);
    const words = [text, ...more].map((span) => textOf(source, span));
    // An NFR target that nobody filled in demands nothing.
    if (section === 'nfr' && placeholder !== null && parseThresholds(words.join(' ')).length === 0) return [];
    if (placeholder === null) complainOfThreshold(source, text, words.join(' '), problems);
    const statement: Statement = {
      section,
      stage: section === 'nfr' ? null : placeOf(line).stage,
      text: words[0] ?? '',
      at: source.at(text.start),
      ticked: line.ticked,
      binding,
      placeholder,
    };
    return [more.length === 0 ? statement : { ...statement, continuation: words.slice(1).join(' ') }];
  });
}

/** Whether a line gives the coverage target of a test level. */
export function isCoverageTarget(line: Line): boolean {
  const { key, kind, label } = line;
  const { topic } = placeOf(line);
  if (topic === 'acceptance' || topic === 'quality' || topic === 'exit' || topic === 'functional') return false;
  if (key !== null && /^(?:coverage targets?|target coverage)$/u.test(key.name)) return kind !== 'row';
  return kind === 'item' && label?.topic === 'coverage-target';
}

function demandOf(source: Source, line: Line): Demanding | null {
  const { topic } = placeOf(line);
  if (topic === 'nfr') return targetOf(line);
  if (topic !== 'acceptance' && topic !== 'quality' && topic !== 'exit') return null;
  const announces = line.kind === 'prose' && line.key !== null && line.label?.topic === topic;
  if (announces && line.key !== null) return { section: topic, text: line.key.value, more: line.more };
  if (line.kind !== 'item' && line.kind !== 'row') return null;
  return onlyGroups(source, line) ? null : { section: topic, text: line.span, more: line.more };
}

/** `**Target:** value`, or a list below it. */
function targetOf(line: Line): Demanding | null {
  if (line.key !== null && /^targets?$/u.test(line.key.name))
    return { section: 'nfr', text: line.key.value, more: line.more };
  const listed = line.kind === 'item' && line.label?.topic === 'target';
  return listed ? { section: 'nfr', text: line.span, more: line.more } : null;
}

/** `- Tests:` above a list of its own demands nothing that the list does not. */
function onlyGroups(source: Source, { groups, ticked, span, more }: Line): boolean {
  if (!groups || ticked !== null || more.length > 0) return false;
  const text = textOf(source, span);
  return /[:：]\s*[*_]{0,2}$/u.test(text) && parseThresholds(text).length === 0;
}

function coverageStatements(
  source: Source,
  line: Line,
  binding: Statement['binding'],
  problems: Problem[],
): Statement[] {
  const value = line.key?.value ?? line.span;
  return [value, ...line.more].flatMap((span) => {
    complainOfThreshold(source, span, textOf(source, span), problems);
    return coverageParts(source, span).map(({ stage, text, at }) => ({
      section: 'coverage-target' as const,
      stage,
      text,
      at,
      ticked: line.ticked,
      binding,
      placeholder: null,
    }));
  });
}

function complainOfThreshold(source: Source, span: Span, text: string, problems: Problem[]): void {
  const part = malformedThreshold(text);
  if (part === null) return;
  problems.push({
    code: 'threshold-malformed',
    message: `"${part}" is no number that can be compared.`,
    at: source.at(span.start),
    hint: 'Expected a comparator, a number and a unit, such as "≥70%" or "< 200 ms".',
  });
}
