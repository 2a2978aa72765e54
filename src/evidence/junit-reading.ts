import type { Problem, TestCase, TestEvidence } from '../model/index.ts';

/** Attributes of an element, as XML gives them. */
export type Attributes = Record<string, string>;
/** The numbers that a suite states of itself. */
export type Declared = NonNullable<TestEvidence['declared']>;

/** A `<testsuites>` or `<testsuite>` that is not closed yet. */
export interface OpenSuite {
  name: string;
  line: number;
  /** Its own attributes; `null` where it states no number of tests. */
  declared: Declared | null;
  /** Cases directly in it. */
  cases: number;
  /** `<failure>` and `<error>` elements at any depth below it. */
  failures: number;
  hasSuites: boolean;
}

/** What has been read of a JUnit document so far. */
export interface Reading {
  path: string;
  suites: OpenSuite[];
  cases: TestCase[];
  current: TestCase | null;
  /** Text of the outcome element that gave `current` its outcome, while that element is open and has no message. */
  body: string | null;
  declared: Declared | null;
  defects: Problem[];
  /** Why the document is no test report at all. */
  refusal: Problem | null;
  /** One copy of each suite, class and file name. */
  names: Map<string, string>;
}

/** Names and messages are cut here: 4 Ki characters say enough. */
export const MAXIMUM_TEXT = 4096;
const MAXIMUM_DEFECTS = 20;

/** Nothing read yet. */
export function newReading(path: string): Reading {
  return {
    path,
    suites: [],
    cases: [],
    current: null,
    body: null,
    declared: null,
    defects: [],
    refusal: null,
    names: new Map(),
  };
}

/** A count as suites write it; `null` for anything else. */
export function countOf(attribute: string | undefined): number | null {
  return attribute !== undefined && /^\d{1,15}$/.test(attribute) ? Number(attribute) : null;
}

/** Notes why the report proves nothing although it can be read. */
export function addDefect({ defects, path }: Reading, code: string, message: string, line: number): void {
  if (defects.length >= MAXIMUM_DEFECTS) return;
  defects.push({
    code,
    message,
    at: { path, line },
    hint: 'Let the whole test run finish and write the report again.',
  });
}

/** Notes why the document is no test report at all; the first reason stays. */
export function refuse(reading: Reading, message: string, line: number): void {
  const hint = 'Give the report of a test runner, for example of `pytest --junitxml`.';
  reading.refusal ??= { code: 'report-foreign', message, at: { path: reading.path, line }, hint };
}

/** One copy of a name that many cases share. */
export function shared({ names }: Reading, name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const own = clip(name);
  names.set(own, own);
  return own;
}

/** Cuts and copies: a mere slice would keep the whole chunk of the file that it comes from in memory. */
export function clip(text: string): string {
  return ` ${text.slice(0, MAXIMUM_TEXT)}`.slice(1);
}
