import { comparatorBefore, comparatorBehind, type Comparator } from './comparator.ts';
import { isTime, readUnit } from './unit.ts';

export type { Comparator };

/** A demand on a number: `≥70%`, `p95 < 200ms`, `≥1000 requests/second`, `7-day` (as `>= 7 day`). */
export interface Threshold {
  comparator: Comparator;
  value: number;
  /** As written, lower case and singular where it is a word: `%`, `ms`, `request/second`, `day`, `''`. */
  unit: string;
  /** Nobody wrote a comparator (`70%`, `7-day`): `>=` is assumed, as "coverage 70%" means it. Absent where one is written. */
  implied?: true;
}

/** `>= 70 %`, the way thresholds are printed everywhere; {@link parseThresholds} reads the same from it. */
export function formatThreshold({ comparator, value, unit }: Threshold): string {
  return `${comparator} ${plainNumber(value)}${unit === '' ? '' : ` ${unit}`}`;
}

/** Without an exponent, which would be read as another number; so many digits only with separators. */
function plainNumber(value: number): string {
  const large = Math.abs(value) >= 1e15;
  if (!large && !String(value).includes('e')) return String(value);
  return value.toLocaleString('en-US', { useGrouping: large, maximumFractionDigits: 20 });
}

/**
 * Every demand on a number in a text, in order: numbers with a comparator (a sign, or words such as "at least" and "under"),
 * and numbers with a telling unit (`%`, time, size, rate), which are `implied`. No demand is made by a number with neither
 * ("p95", "Python 3.11", "19 tests"), by a version ("≥ 3.11.2"), a range ("80-120 hours") or what looks like a number ("70O%").
 */
export function parseThresholds(text: string): Threshold[] {
  const plain = plainText(text);
  const thresholds: Threshold[] = [];
  for (const match of plain.matchAll(numbers)) {
    const threshold = thresholdAt(plain, match.index, match[0]);
    if (threshold !== null) thresholds.push(threshold);
  }
  return thresholds;
}

/**
 * The first part of a text that reads like a demand on a number without being one (`≥ N %`, `≥70O%`, `>= seventy %`, `≥ %`,
 * `≥60-70%`), or `null`. `<` and `>` count only before something that is nearly a number: they have other uses.
 */
export function malformedThreshold(text: string): string | null {
  const plain = plainText(text);
  for (const match of plain.matchAll(comparatorSigns)) {
    const behind = plain.slice(match.index + match[0].length, match.index + match[0].length + reach);
    const strict = !/[<>]$/u.test(match[0]);
    if (strict ? !startsWithNumber(behind) : almostNumber.test(behind) || mangledNumber(behind))
      return offence(match[0], behind);
  }
  const words = wordsWithoutNumber.exec(plain);
  return words === null ? null : words[0];
}

/** How far around a number its comparator and unit are looked for; keeps the work linear in the text. */
const reach = 48;

// A thousands separator is a comma, an apostrophe, an underscore or a narrow space; a comma before one or two digits is decimal.
const number =
  "\\d{1,3}(?:[,_'’\\u202f\\u2009]\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d{1,15},\\d{1,2}(?!\\d|,\\d)|\\d{1,15}(?:\\.\\d{1,15})?(?!\\d)|\\.\\d{1,15}(?!\\d)";
const numbers = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?<!\\p{N}[.,'’])(?:(?<=[<>≤≥]=? ?)\\d{1,3}(?: \\d{3})+(?!\\d)|${number})`,
  'gu',
);
const leadingNumber = new RegExp(`^ ?[~$€£]?[-−+]?(?:${number})`, 'u');

const comparatorSigns = /[≥≤]|[<>]=|=<|(?<![-=<>])>|<(?![-!/>])/gu;
const numberWord =
  'one|two|three|four|five|six|seven|eight|nine|ten|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ]\\p{L}+)?|(?:one |a )?hundred|(?:one |a )?thousand';
/** What stands behind `<` or `>` where a number was meant: a percent sign, `N`, a number word, `l0`. */
const almostNumber = new RegExp(
  `^ ?(?:[%％٪]|[NXY]{1,3}(?![\\p{L}\\p{N}>])|(?:${numberWord})(?!\\p{L})|[OoIl]{1,3}\\d)`,
  'u',
);
const wordsWithoutNumber = new RegExp(
  `(?<!\\p{L})(?:at (?:least|most)|(?:more|less|fewer|greater) than|under|over|above|below) (?:[NXY]{1,3}|${numberWord}|[OoIl]\\d\\w{0,8}) ?(?:[%％٪]|percent)`,
  'u',
);

function thresholdAt(plain: string, index: number, digits: string): Threshold | null {
  const before = plain.slice(Math.max(0, index - reach), index);
  const behind = plain.slice(index + digits.length, index + digits.length + reach);
  if (isMangled(behind)) return null;
  const thousands = /^k(?=\s|$)/iu.test(behind) ? 1000 : 1;
  const rest = thousands === 1 ? behind : behind.slice(1);
  const stated = comparatorBefore(before);
  const plus = /^\+ ?(?=[%％٪]|\p{L})/u.exec(rest)?.[0] ?? '';
  const { unit, length } = readUnit(rest.slice(plus.length), stated === null);
  const value = numericValue(digits) * thousands;
  if (stated !== null && !(stated.vague && isTime(unit))) {
    return { comparator: stated.comparator, value: stated.negative ? -value : value, unit };
  }
  if (unit === '' || /[-–—−/.:]$/u.test(before)) return null;
  const comparator = plus === '' ? comparatorBehind(rest.slice(length)) : '>=';
  return comparator === null ? { comparator: '>=', value, unit, implied: true } : { comparator, value, unit };
}

/** `70O%`, `2O0ms`, `1.2.3`, `60-70`: digits that go on in a way that leaves no one number. */
function isMangled(behind: string): boolean {
  return /^(?:[OoIl]+(?=[\d%％٪])|O+(?!\p{L})|\p{L}+[\d%％٪]|[.,]\d| ?[-–—] ?\d)/u.test(behind);
}

function startsWithNumber(behind: string): boolean {
  return leadingNumber.test(behind) && !mangledNumber(behind);
}

/** A number that goes on wrongly; a version (`3.11.2`) is no number of ours, but no mistake either. */
function mangledNumber(behind: string): boolean {
  const leading = leadingNumber.exec(behind)?.[0];
  if (leading === undefined) return false;
  const rest = behind.slice(leading.length);
  return isMangled(rest) && !/^(?:\.\d+)+(?![\d.]* ?[%％٪])/u.test(rest);
}

/** Comparator, next word and a percent sign behind it: enough to find the place. */
function offence(sign: string, behind: string): string {
  return `${sign}${/^ ?[^\s,;()]{0,24}(?: ?[%％٪])?/u.exec(behind)?.[0] ?? ''}`.trim();
}

function numericValue(digits: string): number {
  const decimalComma = /^\d+,\d{1,2}$/u.test(digits);
  return Number(decimalComma ? digits.replace(',', '.') : digits.replace(/[,_'’\s]/gu, ''));
}

/** One way to write comparators, dashes and spaces; without emphasis, code marks, escapes and entities. */
function plainText(text: string): string {
  return text
    .replace(/&(?:gt|#62);/gu, '>')
    .replace(/&(?:lt|#60);/gu, '<')
    .replace(/&geq?;|\\geq?\b|[⩾≧]/gu, '≥')
    .replace(/&leq?;|\\leq?\b|[⩽≦]/gu, '≤')
    .replace(/[＞]/gu, '>')
    .replace(/[＜]/gu, '<')
    .replace(/[*`$\\]/gu, '')
    .replace(/[‐‑]/gu, '-')
    .replace(/[\u202f\u2009](?=\d{3})/gu, "'")
    .replace(/\s+/gu, ' ');
}
