import { formatPercent, type Comparator } from '../model/index.ts';
import { changeText, ratioOf } from './coverage-change.ts';
import { plainText } from './plain-text.ts';

type Fields = Map<string, unknown>;

/** Shapes of counts, each told by one key: how its counts are named (one, several), and the words for none of all of them. */
const countShapes: { key: string; names: Record<string, string>; none: string }[] = [
  {
    key: 'failed',
    names: { passed: 'passed', failed: 'failed', errors: 'in error', skipped: 'skipped' },
    none: 'no test executed',
  },
  {
    key: 'unaudited',
    names: { unaudited: 'unaudited', confirmed: 'confirmed', dismissed: 'dismissed' },
    none: 'no secrets',
  },
  { key: 'errors', names: { errors: 'errors', warnings: 'warnings', notes: 'notes' }, none: 'no findings' },
];

const comparatorSigns: Record<Comparator, string> = { '>=': '≥', '>': '>', '<=': '≤', '<': '<', '=': '=' };

const MOST_ITEMS = 5;
const DEEPEST = 2;

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** `camelCase` and `kebab-case` keys as words. */
function keyWords(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase()
    .trim();
}

/** A share, how it has moved from its baseline, and the shares of its parts: of the changed lines, of the worst file. */
function ratio(fields: Fields): string | null {
  const whole = Object.fromEntries(fields);
  const known = shareText(whole);
  if (known === null) return null;
  const change = changeText(whole);
  const patch = shareText(fields.get('patch'));
  const worst = shareText(fields.get('worst'));
  return [
    known,
    ...(change === null ? [] : [change]),
    ...(patch === null ? [] : [`patch ${patch}`]),
    ...(worst === null ? [] : [`worst file ${worst}`]),
  ].join(', ');
}

function shareText(value: unknown): string | null {
  const share = ratioOf(value);
  if (share === null) return null;
  return share.total === 0 ? formatPercent(share) : `${formatPercent(share)} (${share.covered}/${share.total})`;
}

/** What is asked of a share, and of its parts. */
const leastWords = new Map<string, (value: number) => string>([
  ['percent', (value) => `≥ ${value} %`],
  ['patch', (value) => `patch ≥ ${value} %`],
  ['file', (value) => `each file ≥ ${value} %`],
  ['drop', (value) => `at most ${value} points below the baseline`],
]);

function least(fields: Fields): string | null {
  if (!fields.has('percent')) return null;
  const words = [...fields].map(([key, value]) =>
    typeof value === 'number' ? leastWords.get(key)?.(value) : undefined,
  );
  return words.includes(undefined) ? null : words.join(', ');
}

function measured(fields: Fields): string | null {
  const value = fields.get('value');
  const unit = fields.get('unit');
  if (typeof value !== 'number' || typeof unit !== 'string') return null;
  const comparator = fields.get('comparator');
  const sign = Object.entries(comparatorSigns).find(([written]) => written === comparator)?.[1];
  return [sign, value, unit].filter((part) => part !== undefined && part !== '').join(' ');
}

/** `1 approval`, `3 approvals`; a name without a plural stays as it is. */
function named(count: number, name: string): string {
  return `${count} ${count === 1 ? name.replace(/([^s])s$/, '$1') : name}`;
}

/** Nothing but counts: those of a known shape without its zeros, any other in full. */
function counts(fields: Fields): string | null {
  const all = [...fields].flatMap(([key, value]) => (isCount(value) ? [{ key, count: value }] : []));
  if (all.length === 0 || all.length < fields.size) return null;
  const shape = countShapes.find(({ key }) => fields.has(key));
  const names = new Map(Object.entries(shape?.names ?? {}));
  const above = all.filter(({ count }) => count > 0);
  if (shape !== undefined && above.length === 0 && [...names.keys()].every((key) => fields.has(key))) return shape.none;
  const shown = shape === undefined || above.length === 0 ? all : above;
  return shown.map(({ key, count }) => named(count, names.get(key) ?? keyWords(key))).join(', ');
}

function list(items: string[]): string {
  if (items.length === 0) return 'none';
  const more = items.length > MOST_ITEMS ? ` and ${items.length - MOST_ITEMS} more` : '';
  return `${items.slice(0, MOST_ITEMS).join(', ')}${more}`;
}

function field([key, value]: [string, unknown], depth: number): string {
  if (typeof value === 'boolean') return value ? keyWords(key) : `not ${keyWords(key)}`;
  return `${keyWords(key)}: ${describe(value, depth)}`;
}

function describeFields(fields: Fields, depth: number): string {
  const known = ratio(fields) ?? least(fields) ?? measured(fields) ?? counts(fields);
  return known ?? list([...fields].map((entry) => field(entry, depth)));
}

function describe(value: unknown, depth: number): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  if (typeof value !== 'object') return 'something that has no words';
  if (depth > DEEPEST) return '…';
  if (Array.isArray(value)) return list(value.map((item) => describe(item, depth + 1)));
  return describeFields(new Map(Object.entries(value)), depth + 1);
}

/**
 * What a gate found or demanded, in words: `66.66 % (40/60)`, `≥ 70 %`, `12 passed, 1 failed`, `2 errors, 1 warning`,
 * `187 ms`; `nothing` for what is not there. Plain text of one line, untrusted parts cleaned. It formats, it never judges.
 */
export function describeValue(value: unknown): string {
  return plainText(describe(value, 0), 200);
}
