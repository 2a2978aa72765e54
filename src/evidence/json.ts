import type { z } from 'zod';
import { parsed, unparsed, type Parsed, type Problem } from '../model/index.ts';
import { decodeWhole, EncodingError } from './bytes.ts';

/**
 * Reads a whole JSON report and checks its shape. Problems carry the line of a syntax error, or the path of a
 * value that has the wrong type. The values of unknown keys are left alone.
 */
export async function readJson<T>(
  source: AsyncIterable<Uint8Array>,
  path: string,
  schema: z.ZodType<T>,
  expected: string,
): Promise<Parsed<T>> {
  let text: string;
  try {
    text = await decodeWhole(source);
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return unparsed({
      code: 'report-encoding',
      message: `The report is ${error.message}.`,
      at: { path },
      hint: `Expected ${expected}.`,
    });
  }
  const json = parseJson(text, path, expected);
  if (!json.ok) return json;
  const shape = schema.safeParse(json.value);
  if (shape.success) return parsed(shape.data);
  const problems = shape.error.issues.slice(0, 5).map((issue): Problem => ({
    code: 'report-shape',
    message: `At ${issue.path.length === 0 ? 'the top' : issue.path.map(String).join('.')}: ${issue.message}.`,
    at: { path },
    hint: `Expected ${expected}.`,
  }));
  return { ok: false, problems: problems as [Problem, ...Problem[]] };
}

function parseJson(text: string, path: string, expected: string): Parsed<unknown> {
  try {
    return parsed(JSON.parse(text) as unknown);
  } catch (error) {
    const empty = text.trim() === '';
    const reason = error instanceof SyntaxError ? error.message : String(error);
    return unparsed({
      code: empty ? 'report-empty' : 'report-syntax',
      message: empty ? 'The report is empty.' : `The report is not complete JSON: ${firstLine(reason)}.`,
      at: { path, line: empty ? 1 : lineOfSyntaxError(reason, text) },
      hint: `Expected ${expected}. Was the tool stopped, or did it print a message into the file?`,
    });
  }
}

/** V8 says "at position N" or "(line L column C)", or that the input ended. */
function lineOfSyntaxError(reason: string, text: string): number {
  const line = /\(line (\d+) column \d+\)/.exec(reason)?.[1];
  if (line !== undefined) return Number(line);
  const position = /at position (\d+)/.exec(reason)?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
}

/** V8 quotes the input: only the beginning, and nothing that could break a line. */
function firstLine(reason: string): string {
  return (reason.split('\n')[0] ?? '').replace(/, ".*$/, '').slice(0, 160);
}
