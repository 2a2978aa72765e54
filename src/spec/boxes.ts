/** A box in front of a text, and how many characters it takes. */
export interface Box {
  ticked: boolean;
  length: number;
}

const ticked = '✅|☑|✔|✓|🗹';
const empty = '❌|✗|✘|☐|☒|⬜|🔲|⏳|🚧|❎';
const sign = new RegExp(`^(?:(${ticked})|(?:${empty}))\\uFE0F?\\s*`, 'u');

/** Reads `[ ]`, `[x]` or a sign that people use for one (`✅`, `☐`); `null` where the text has none. A crossed box is not ticked. */
export function readBox(text: string): Box | null {
  const brackets = /^\[(?:[\s]{0,3}|([xX]))\](?![([:])\s*/u.exec(text);
  if (brackets !== null) return { ticked: brackets[1] !== undefined, length: brackets[0].length };
  const drawn = sign.exec(text);
  return drawn === null ? null : { ticked: drawn[1] !== undefined, length: drawn[0].length };
}

/** Whether a text is nothing but a box, perhaps with a word of status (`✅ Done`, `pending`): no criterion's text. */
export function isStatus(text: string): boolean {
  const box = readBox(text);
  const word = text.slice(box?.length ?? 0).trim();
  if (box !== null && word === '') return true;
  return /^(?:done|open|pending|todo|to do|tbd|yes|no|pass(?:ed)?|fail(?:ed)?|complete[d]?|in progress|met|unmet|n\/a|-|–|—)$/iu.test(
    word,
  );
}
