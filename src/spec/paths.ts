/**
 * A path of the repository as specifications write it: without `./` at its beginning, `\` as `/`. `null` for what leads out of the
 * repository (absolute, `~`, a drive, `..`) or names no place in it.
 */
export function repositoryPath(written: string): string | null {
  const path = written
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/+)+/u, '');
  if (path === '' || path === '.' || /^(?:\/|~|[A-Za-z]:)/u.test(path)) return null;
  return path.split('/').includes('..') ? null : path;
}
