import { randomUUID } from 'node:crypto';
import { access, chmod, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parsed, unparsed, type Parsed } from '../model/index.ts';
import { findFile, reasonOf, type WorkspaceFile } from './files.ts';

/**
 * Replaces what a file inside the root says, in one step: whoever reads it meanwhile sees the old text or the new one, and a
 * failure leaves the old. Its permissions stay; a link stays a link.
 */
export async function replaceText(root: string, path: string, text: string): Promise<Parsed<WorkspaceFile>> {
  const file = await findFile(root, path);
  if (!file.ok) return file;
  try {
    const target = await realpath(join(root, path));
    await access(target, constants.W_OK);
    await renamedInto(target, text, (await stat(target)).mode);
    return parsed({ path, bytes: Buffer.byteLength(text) });
  } catch (error) {
    return unparsed({
      code: 'file-unwritable',
      message: `"${path}" can't be written: ${reasonOf(error)}.`,
      at: { path },
      hint: 'Check its permissions and those of its folder.',
    });
  }
}

async function renamedInto(target: string, text: string, mode: number): Promise<void> {
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await chmod(draft, mode & 0o7777);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
