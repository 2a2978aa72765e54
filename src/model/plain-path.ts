/**
 * A path or glob as git and the API write it: without `.`, `..` and empty parts. `./docs//a.md` is `docs/a.md`; what leads
 * out of the root keeps its `..`.
 */
export function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
