import type { RepositoryDocument } from '../model/index.ts';

type Read = Extract<RepositoryDocument, { state: 'read' }>;

/** Words that say of what form a text is, not what it is about: a "Troubleshooting guide" is covered by "Troubleshooting". */
const forms = new Set(
  'a an and the for of to in on with guide guides documentation docs document manual handbook reference plan plans procedure procedures section operation operations'.split(
    ' ',
  ),
);

/**
 * Whether one heading, or the name of one document, has all words that a listed heading is about. What is about nothing
 * but `implied` words ("User guide") is covered by the documents themselves.
 */
export function covers(documents: Read[], listed: string, implied: string[]): boolean {
  const wanted = wordsOf(listed).filter((word) => !forms.has(word));
  const subject = wanted.filter((word) => !implied.includes(word)).map(stemOf);
  if (subject.length === 0 && wanted.length > 0) return documents.length > 0;
  const sought = subject.length > 0 ? subject : wordsOf(listed).map(stemOf);
  return documents.some(({ path, headings }) =>
    [...headings, path.slice(path.lastIndexOf('/') + 1)].some((heading) => {
      const stems = new Set(wordsOf(heading).map(stemOf));
      return sought.length > 0 && sought.every((stem) => stems.has(stem));
    }),
  );
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** "Configuration", "configuring" and "configure" are one word; endings of short words are part of them. */
function stemOf(word: string): string {
  return word.replace(/(?<=^.{3,})(?:ations?|ings?|ments?|ed|es|e|s)$/u, '');
}
