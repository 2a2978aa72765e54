import type { z } from 'zod';
import { parsed, unparsed, type Parsed, type Problem } from '../model/index.ts';
import { readLines } from './lines.ts';

/**
 * Reads a report that is one JSON value a line; blank lines hold none. The first line that is no JSON or has another
 * shape refuses the report, named by its number: a last line that was cut is one. Whether a report without values, or
 * without lines, proves anything is for the format to say.
 */
export async function readJsonLines<T>(
  source: AsyncIterable<Uint8Array>,
  path: string,
  schema: z.ZodType<T>,
  expected: string,
): Promise<Parsed<{ values: T[]; lines: number }>> {
  const values: T[] = [];
  let lines = 0;
  const problems: Problem[] = [];
  const stopped = await readLines(source, (line, number, ended) => {
    lines = number;
    if (problems.length > 0 || line.trim() === '') return;
    const value = parseLine(line);
    const shape = value === undefined ? null : schema.safeParse(value);
    if (shape?.success === true) values.push(shape.data);
    else if (shape === null) problems.push(notJson(ended, path, number, expected));
    else problems.push(wrongShape(shape.error, path, number, expected));
  });
  const [problem] = problems;
  if (problem !== undefined) return unparsed(problem);
  if (stopped === null) return parsed({ values, lines });
  const message = `The report can’t be read: ${stopped.reason}.`;
  return unparsed({
    code: 'report-encoding',
    message,
    at: { path, line: stopped.line },
    hint: `Expected ${expected}.`,
  });
}

/** The problem of a report that holds nothing, although its tool writes something when it has run. */
export function emptyReport(path: string, expected: string): Problem {
  return {
    code: 'report-empty',
    message: 'The report is empty, which does not prove that the tool ran.',
    at: { path, line: 1 },
    hint: `Expected ${expected}.`,
  };
}

/** `undefined` for what is no JSON, which has no such value. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** Nothing of the line is quoted: it may hold a secret. */
function notJson(ended: boolean, path: string, line: number, expected: string): Problem {
  const message = ended ? 'The line is not JSON.' : 'The last line is not complete: the report was cut short.';
  const hint = `Expected ${expected}. Was the tool stopped, or did it print a message into the file?`;
  return { code: 'report-syntax', message, at: { path, line }, hint };
}

function wrongShape({ issues }: z.ZodError, path: string, line: number, expected: string): Problem {
  const [issue] = issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the top' : issue.path.map(String).join('.');
  const message = `At ${where}: ${issue?.message ?? 'another shape'}.`;
  return { code: 'report-shape', message, at: { path, line }, hint: `Expected ${expected}.` };
}
