import type { Problem, TestCase, TestEvidence } from '../model/index.ts';
import { clip } from './clip.ts';

/** Attributes of an element, as XML gives them. */
export type Attributes = Record<string, string>;
/** The numbers that a suite states of itself. */
export type Declared = NonNullable<TestEvidence['declared']>;

/** A `<testsuites>` or `<testsuite>` that is not closed yet. */
export interface OpenSuite {
  name: string;
  /** `file=` of the suite or of one around it: Mocha's cases have none of their own. */
  file: string | null;
  line: number;
  /** Its own attributes; `null` where it states no number of tests. */
  declared: Declared | null;
  /** Cases directly in it. */
  cases: number;
  /** Elements of failures, errors and attempts that failed, at any depth below it. */
  failures: number;
  /** Cases that passed in no time at all (`time="0"`). */
  instant: TestCase[];
  hasSuites: boolean;
}

/** What has been read of a JUnit document so far. */
export interface Reading {
  path: string;
  suites: OpenSuite[];
  cases: TestCase[];
  current: TestCase | null;
  /** Whether `current` took no time at all. */
  instant: boolean;
  /** Text of the outcome element that gave `current` its outcome, while that element is open and has no message. */
  body: string | null;
  declared: Declared | null;
  /** The earliest `timestamp` of a suite, as written. */
  started: string | null;
  defects: Problem[];
  /** Why the document is no test report at all. */
  refusal: Problem | null;
  /** One copy of each suite, class and file name. */
  names: Map<string, string>;
  /** The one of them that was asked for last: mostly the next one too. */
  lastName: string;
}

const MAXIMUM_DEFECTS = 20;

/** Nothing read yet. */
export function newReading(path: string): Reading {
  return {
    path,
    suites: [],
    cases: [],
    current: null,
    instant: false,
    body: null,
    declared: null,
    started: null,
    defects: [],
    refusal: null,
    names: new Map(),
    lastName: '',
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
export function shared(reading: Reading, name: string): string {
  if (name === reading.lastName) return reading.lastName;
  const own = reading.names.get(name) ?? clip(name);
  reading.names.set(own, own);
  reading.lastName = own;
  return own;
}
