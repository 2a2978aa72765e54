import { readText } from '../workspace/index.ts';

/** READMEs by path, with the number of words outside headings and code; one that can't be read is left out. */
export async function collectReadmes(root: string, paths: string[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const path of new Set(paths)) {
    const file = await readText(root, path);
    if (file.ok) counted.set(path, countWords(file.value.text));
  }
  return counted;
}

/** Words of the prose: not of headings, fenced or indented code, comments, images and link targets. */
export function countWords(markdown: string): number {
  const prose = markdown
    .replace(/\r\n?/g, '\n')
    .replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?(^\1[`~]*[ \t]*$|$(?![\s\S]))/gm, '')
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .split('\n')
    .filter(
      (line) => !/^\s{0,3}#{1,6}(\s|$)/.test(line) && !/^(\t| {4,})\S/.test(line) && !/^\s*(=+|-+)\s*$/.test(line),
    )
    .join('\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1');
  return prose.match(/[\p{L}\p{N}][\p{L}\p{N}'’_.-]*/gu)?.length ?? 0;
}
