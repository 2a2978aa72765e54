import type { Positioned, Problem, Spec } from '../../model/index.ts';
import { graded, type LintProblem } from './result.ts';

/** Dates that can't be right: unreadable, in the future, in the wrong order, a signature older than the last change. */
export function dateProblems(spec: Spec, now: string): LintProblem[] {
  const { created, lastUpdated, approvals } = spec;
  const stated = [created, lastUpdated].filter(isStated);
  const signed = approvals.flatMap(({ date, at, ticked }) => (date === null || !ticked ? [] : [{ value: date, at }]));
  return [
    ...graded('warning', stated.filter(({ value }) => dayOf(value) === null).map(unreadable)),
    ...[...stated, ...signed].flatMap((date) => future(date, now)),
    ...graded('error', wrongOrder(created, lastUpdated)),
    ...graded('warning', outdated(signed, lastUpdated)),
  ];
}

/** A placeholder is told of as such. */
function isStated(date: Positioned<string> | null): date is Positioned<string> {
  return date !== null && !date.value.startsWith('[');
}

/** The day that a text begins with, as `2026-11-22`; `null` when it is none of the calendar. */
function dayOf(text: string): string | null {
  const written = /^\s*(\d{4}-\d{2}-\d{2})(?!\d)/u.exec(text)?.[1];
  const time = written === undefined ? NaN : Date.parse(`${written}T00:00:00Z`);
  if (written === undefined || Number.isNaN(time)) return null;
  return new Date(time).toISOString().slice(0, 10) === written ? written : null;
}

/** One day ahead of UTC it may be that day already where the author lives: a warning. */
function future(date: Positioned<string>, now: string): LintProblem[] {
  const day = dayOf(date.value);
  const today = now.slice(0, 10);
  if (day === null || day <= today) return [];
  const ahead = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  const problem: Problem = {
    code: 'date-in-future',
    message: `The date ${day} lies in the future (today is ${today}).`,
    at: date.at,
    hint: 'State the day on which it happened.',
  };
  return graded(ahead > 1 ? 'error' : 'warning', [problem]);
}

function wrongOrder(created: Positioned<string> | null, lastUpdated: Positioned<string> | null): Problem[] {
  const [first, last] = [dayOf(created?.value ?? ''), dayOf(lastUpdated?.value ?? '')];
  if (first === null || last === null || first <= last || lastUpdated === null) return [];
  const message = `Last updated on ${last}, before it was created on ${first}.`;
  return [{ code: 'dates-disagree', message, at: lastUpdated.at, hint: 'Mend one of the two dates.' }];
}

function outdated(signed: Positioned<string>[], lastUpdated: Positioned<string> | null): Problem[] {
  const changed = dayOf(lastUpdated?.value ?? '');
  if (changed === null) return [];
  return signed
    .filter(({ value }) => value < changed)
    .map(({ value, at }) => ({
      code: 'review-outdated',
      message: `Signed on ${value}, before the specification was last changed on ${changed}.`,
      at,
      hint: 'Have the change reviewed and date the line anew, or untick it.',
    }));
}

function unreadable({ value, at }: Positioned<string>): Problem {
  return { code: 'date-unreadable', message: `"${value}" is no date.`, at, hint: 'Write it as 2026-11-22.' };
}
