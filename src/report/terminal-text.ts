/** Characters that take two columns, near enough to Unicode's East Asian Width, which JavaScript does not know. */
const wide =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|[\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const combining = /\p{Mn}|\p{Me}/u;

function columnsOf(character: string): number {
  if (wide.test(character)) return 2;
  return combining.test(character) ? 0 : 1;
}

/** Columns that a text without control characters takes in a terminal. */
export function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

/** A text of at most `width` columns; where it is wider, its beginning. */
export function shortened(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const [beginning = ''] = pieces(text, width - 1);
  return `${beginning}…`;
}

/** A word in pieces of at most `width` columns. */
function pieces(word: string, width: number): string[] {
  if (columns(word) <= width) return [word];
  const all: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const needed = columnsOf(character);
    if (used + needed > width && piece !== '') {
      all.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += needed;
  }
  return [...all, piece];
}

/**
 * The runner of GitHub Actions obeys `::command::` at the beginning of a line and `##[command]` anywhere
 * (https://github.com/actions/runner, ActionCommand): both are changed so that they stay legible and mean nothing.
 */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*)::/, '$1∷').replace(/#{2,}\[/g, '#[');
}

/** A text in lines of at most `width` columns: the first begins with `first`, the others are indented as far. */
export function wrap(text: string, width: number, first = ''): string[] {
  const indent = ' '.repeat(columns(first));
  const room = Math.max(10, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => pieces(part, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columns(longer) > room) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((part, index) => withoutCommands(`${index === 0 ? first : indent}${part}`).trimEnd());
}

/** A text filled up with blanks to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}
