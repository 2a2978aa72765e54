import type { z } from 'zod';
import { parsed, unparsed, type Parsed, type Problem } from '../model/index.ts';
import { decodeWhole, EncodingError } from './bytes.ts';

/** All problems of a file that people wrote; the first of one that is something else altogether. */
const MAXIMUM_PROBLEMS = 20;

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
  const problems = shape.error.issues.slice(0, MAXIMUM_PROBLEMS).map((issue): Problem => ({
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
      message: empty ? 'The report is empty.' : `The report is not complete JSON: ${withoutQuote(reason)}.`,
      at: { path, line: empty ? 1 : lineOfSyntaxError(reason, text) },
      hint: `Expected ${expected}. Was the tool stopped, or did it print a message into the file?`,
    });
  }
}

/**
 * V8 says "at position N", or that the input ended, or quotes a stretch of the input: a short input whole, else what
 * surrounds the error, beginning ten characters before it.
 */
function lineOfSyntaxError(reason: string, text: string): number {
  const position = /at position (\d+)/.exec(reason)?.[1];
  if (position !== undefined) return lineAt(text, Number(position));
  const quote = /^Unexpected token '([^]*?)', (\.\.\.)?"([^]*)"(?:\.\.\.)? is not valid JSON$/.exec(reason);
  if (quote === null) return lineAt(text, text.length);
  const [, token = '', cut, context = ''] = quote;
  return lineAt(text, text.indexOf(context) + (cut === undefined ? context.indexOf(token) : 10));
}

/** White space at the end is on the last line that says something. */
function lineAt(text: string, position: number): number {
  return text.trimEnd().slice(0, position).split('\n').length;
}

/** The reason without the input that V8 quotes: it may hold a secret, or break a line. */
function withoutQuote(reason: string): string {
  return (reason.split(/, (?:\.\.\.)?"/)[0] ?? '').replace(/[^\x20-\x7e]/g, '\ufffd').slice(0, 160);
}
