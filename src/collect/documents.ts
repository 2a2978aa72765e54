import type { RepositoryDocument } from '../model/index.ts';
import { readText } from '../workspace/index.ts';
import { countWords } from './readmes.ts';

/** Reads documents: the words of their prose, and their headings. */
export async function collectDocuments(root: string, paths: string[]): Promise<RepositoryDocument[]> {
  const documents: RepositoryDocument[] = [];
  for (const path of paths) documents.push(await readDocument(root, path));
  return documents;
}

async function readDocument(root: string, path: string): Promise<RepositoryDocument> {
  const file = await readText(root, path);
  if (!file.ok) return { state: 'unreadable', path, problem: file.problems[0] };
  const { text, sha256 } = file.value;
  const provenance = { path, format: 'markdown', sha256, trust: 'self-reported' as const };
  return { state: 'read', path, provenance, words: countWords(text), headings: headingsOf(text) };
}

/** Headings with `#` and underlined ones, not those within code or comments. */
export function headingsOf(markdown: string): string[] {
  const lines = proseLines(markdown);
  return lines
    .flatMap((line, index) => {
      const hashed = /^ {0,3}#{1,6}[ \t]+(.*)$/.exec(line)?.[1];
      if (hashed !== undefined) return [plain(hashed.replace(/(?<=[ \t]|^)#+[ \t]*$/, ''))];
      return /^ {0,3}(?:=+|-{2,})[ \t]*$/.test(line) ? [plain(lines[index - 1] ?? '')] : [];
    })
    .filter((heading) => heading !== '' && !heading.startsWith('#'));
}

/** Lines outside of fences and comments. */
function proseLines(markdown: string): string[] {
  let fence: string | null = null;
  return markdown
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence === null) {
        fence = mark ?? null;
        return mark === undefined;
      }
      if (mark?.startsWith(fence) === true && line.trim() === mark) fence = null;
      return false;
    });
}

/** Without emphasis, code marks and the targets of links. */
function plain(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .trim();
}
