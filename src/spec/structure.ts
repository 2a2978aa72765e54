import type { Positioned, Problem } from '../model/index.ts';
import { spanOf } from './markdown.ts';
import type { Reading } from './lines.ts';
import { repositoryPath } from './paths.ts';
import type { Source } from './source.ts';

/** The root folder in the first code block of "Component Structure"; `null` where there is none or it is a placeholder. */
export function readComponentRoot(source: Source, { codes }: Reading, problems: Problem[]): Positioned<string> | null {
  const code = codes.find(({ section }) => section?.topic === 'structure');
  if (code === undefined) return null;
  const { start, end } = spanOf(code.node);
  const block = source.text.slice(start, end);
  const fence = /^(?:`{3,}|~{3,})[^\r\n]*/u.exec(block)?.[0].length ?? 0;
  const line = /(?<=^|[\r\n])[ \t>]*(?!~~~)(?=[^\s#`>])([^\r\n]*)/u.exec(block.slice(fence));
  const written = (line?.[1] ?? '').replace(/\s#.*$/u, '').trim();
  if (line === null || written === '') return null;
  const at = source.at(start + fence + line.index + line[0].indexOf(written));
  // The first line of a tree is its root; one that begins with a branch or with words has none.
  if (/^[├└│]/u.test(written) || /\s/u.test(written) || /\[[^\]]*\]/u.test(written)) return null;
  const path = repositoryPath(written);
  if (path !== null) return { value: path.replace(/\/+$/u, ''), at };
  problems.push({
    code: 'component-root-invalid',
    message: `The component's root folder "${written}" is no folder within the repository.`,
    at,
    hint: 'Expected a path relative to the root, such as src/cache/.',
  });
  return null;
}
