/** Groups of the configuration: a group's name → its members' logins, all in lower case and without `@`. */
export type Groups = Map<string, Set<string>>;

/** A login as GitHub compares it: `@Ana` and `ana` are one person. */
export function loginOf(written: string): string {
  return written.trim().replace(/^@/, '').toLowerCase();
}

/** The groups as the configuration writes them, ready to be asked. */
export function groupsOf(written: Record<string, string[]>): Groups {
  return new Map(Object.entries(written).map(([name, members]) => [loginOf(name), new Set(members.map(loginOf))]));
}

/** The logins that a name stands for: a group's members, else the one person. */
export function peopleNamed(written: string, groups: Groups): Set<string> {
  const name = loginOf(written);
  return groups.get(name) ?? new Set([name]);
}
