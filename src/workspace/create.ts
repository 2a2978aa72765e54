import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parsed, unparsed, type Parsed, type Problem } from '../model/index.ts';
import { codeOf, reasonOf } from './files.ts';

/** A text file that is to be made. */
interface NewFile {
  path: string;
  text: string;
}

/** What became of a file: one that is there already is kept as it is. */
export interface CreatedFile {
  path: string;
  state: 'written' | 'kept';
}

/** Whether anything has the path: a file, a folder, or a link, wherever it leads. */
export async function isTaken(root: string, path: string): Promise<boolean> {
  return (await kindOf(join(root, path))) !== 'nothing';
}

/**
 * Makes files and the folders that they need, and overwrites none. Nothing is written unless all of them can be placed; no link
 * is followed, so that nothing is written outside the root.
 */
export async function createFiles(root: string, files: NewFile[]): Promise<Parsed<CreatedFile[]>> {
  const [first, ...rest] = (await Promise.all(files.map(async ({ path }) => placeProblems(root, path)))).flat();
  if (first !== undefined) return { ok: false, problems: [first, ...rest] };
  const created: CreatedFile[] = [];
  for (const file of files) {
    const one = await create(root, file);
    if (!one.ok) return one;
    created.push(one.value);
  }
  return parsed(created);
}

async function create(root: string, { path, text }: NewFile): Promise<Parsed<CreatedFile>> {
  try {
    await mkdir(join(root, dirname(path)), { recursive: true });
    // `wx` fails where anything has the name, also a link that leads nowhere.
    await writeFile(join(root, path), text, { flag: 'wx' });
    return parsed({ path, state: 'written' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return parsed({ path, state: 'kept' });
    return unparsed(unwritable(path, path, reasonOf(error)));
  }
}

/** Folders on the way that are none. */
async function placeProblems(root: string, path: string): Promise<Problem[]> {
  const parts = path.split('/').slice(0, -1);
  const folders = parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
  for (const folder of folders) {
    const kind = await kindOf(join(root, folder));
    if (kind === 'other') return [unwritable(path, folder, `"${folder}" is a link or a file, not a folder`)];
  }
  return [];
}

async function kindOf(full: string): Promise<'nothing' | 'folder' | 'other'> {
  try {
    return (await lstat(full)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'nothing' : 'other';
  }
}

function unwritable(path: string, at: string, reason: string): Problem {
  return {
    code: 'file-unwritable',
    message: `"${path}" can't be written: ${reason}.`,
    at: { path: at },
    hint: 'Make it a folder that can be written to, or remove it.',
  };
}
