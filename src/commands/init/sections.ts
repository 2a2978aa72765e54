/** A file of sections and keys: `section` → `key` → value as written. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * The sections and one-line keys of `pyproject.toml` or `setup.cfg`: all that is asked of them are names and whether a tool
 * has settings, so values of several lines stay unread.
 */
export function sectionsOf(text: string | null): Sections {
  const sections = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of (text ?? '').split(/\r?\n/)) {
    const section = /^\s*\[{1,2}([^[\]]+)\]{1,2}\s*(?:#.*)?$/.exec(line)?.[1];
    if (section !== undefined) {
      const name = section.trim();
      current = sections.get(name) ?? new Map<string, string>();
      sections.set(name, current);
      continue;
    }
    const [, key, value] = /^([\w"-]{1,100})[ \t]{0,20}=(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) current.set(key.replaceAll('"', ''), unquoted(value.trim()));
  }
  return sections;
}

function unquoted(value: string): string {
  const [, , inner] = /^(["'])(.*?)\1/.exec(value) ?? [];
  return inner ?? value;
}
