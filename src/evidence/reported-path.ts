/** Whether a path as a report writes it starts at a root: of a file system, a drive or a URI. */
export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\]|file:)/i.test(path);
}

/** Whether only Windows writes such a path; there `Cart.py` and `cart.py` are one file. */
export function isOfWindows(path: string): boolean {
  return path.includes('\\') || /^(?:file:\/*)?[A-Za-z]:\//i.test(path);
}

/**
 * A reported path in our notation: `/`, no URI, no `.` and `..`, no slash at either end; `null` when it leads out of where it
 * starts, or nowhere.
 */
export function cleaned(path: string): string | null {
  const segments: string[] = [];
  for (const segment of withoutScheme(path).replaceAll('\\', '/').split('/')) {
    if (segment === '..' && segments.pop() === undefined) return null;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.length === 0 ? null : segments.join('/');
}

function withoutScheme(path: string): string {
  if (!/^file:/i.test(path)) return path;
  const rest = path.replace(/^file:(?:\/\/[^/]*)?/i, '');
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}
