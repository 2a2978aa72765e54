/** What an index knows about the names that end like a query. */
interface SuffixMatch {
  /** The longest end, in whole segments, that the query has in common with an indexed name. */
  suffix: string;
  /** Names with that end: all of them, or the first {@link MAXIMUM_NAMES}. */
  names: string[];
}

/** Enough to tell a clear match from an ambiguous one, and to show the choice. */
const MAXIMUM_NAMES = 5;

/** Finds `/`-separated names by their ends. */
export interface SuffixIndex {
  names: ReadonlySet<string>;
  /** `null` when no name has the query's last segment. */
  longest(query: string): SuffixMatch | null;
}

/** Sorts once, by segments from the end; a search then takes the logarithm of the number of names. */
export function indexSuffixes(names: Iterable<string>): SuffixIndex {
  const known = new Set(names);
  const entries = [...known].map((name) => ({ name, key: keyOf(name) }));
  entries.sort((one, other) => (one.key < other.key ? -1 : 1));
  const firstFrom = (key: string): number => {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle]?.key ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    names: known,
    longest(query) {
      const key = keyOf(query);
      // The names most like the query are its neighbours.
      const place = firstFrom(key);
      const before = commonSegments(key, entries[place - 1]?.key ?? '');
      const after = commonSegments(key, entries[place]?.key ?? '');
      const shared = before.length > after.length ? before : after;
      if (shared === '') return null;
      const start = firstFrom(shared);
      const alike = entries.slice(start, start + MAXIMUM_NAMES).filter((entry) => entry.key.startsWith(shared));
      return { suffix: query.slice(query.length - shared.length + 1), names: alike.map(({ name }) => name) };
    },
  };
}

/** The segments from last to first, each closed by a slash, so that names with one end have one beginning. */
function keyOf(name: string): string {
  return `${name.split('/').reverse().join('/')}/`;
}

function commonSegments(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length === 0 ? '' : one.slice(0, one.lastIndexOf('/', length - 1) + 1);
}
