import { decode, EncodingError } from './bytes.ts';

/** Longer lines are an attack, not a report. */
const MAXIMUM_LENGTH = 1_048_576;

/**
 * Streams a text through `read`, line by line (1-based), without line ends (LF or CRLF); a last line without an end
 * counts (`ended` is false for it), an empty one does not. Returns why and where reading stopped early, `null` at the end of the text.
 */
export async function readLines(
  source: AsyncIterable<Uint8Array>,
  read: (line: string, number: number, ended: boolean) => void,
): Promise<{ reason: string; line: number } | null> {
  let number = 0;
  let rest = '';
  try {
    for await (const piece of decode(source)) {
      let start = 0;
      for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
        read(withoutReturn(rest + piece.slice(start, end)), (number += 1), true);
        rest = '';
        start = end + 1;
      }
      rest += piece.slice(start);
      if (rest.length > MAXIMUM_LENGTH) return { reason: 'the line is too long', line: number + 1 };
    }
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return { reason: error.message, line: number + 1 };
  }
  if (rest !== '') read(withoutReturn(rest), number + 1, false);
  return null;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
