import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** A path as the user wrote it, relative to the root: as it stands there, else as it stands in the working folder. */
export function pathInRoot(root: string, written: string): string {
  if (!isAbsolute(written) && existsSync(join(root, written))) return slashes(relative(root, join(root, written)));
  const fromHere = relative(root, resolve(written));
  const inside = !fromHere.startsWith('..') && !isAbsolute(fromHere) && existsSync(resolve(written));
  return inside ? slashes(fromHere) : slashes(written);
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}
