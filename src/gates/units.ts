/** A unit that values can be converted to and from: `factor` of the dimension's smallest unit. */
export interface Unit {
  /** `time`, `data`, `ratio`, `number` or `number of request`; a rate is one of them `per time`. */
  dimension: string;
  factor: bigint;
}

/** Exact lengths only: a month or a year has none. Smallest unit: nanosecond. */
const times = new Map<string, bigint>();
for (const [names, factor] of [
  ['ns nanosecond', 1n],
  ['us µs microsecond usec', 1_000n],
  ['ms millisecond msec milli', 1_000_000n],
  ['s sec second', 1_000_000_000n],
  ['m min minute', 60_000_000_000n],
  ['h hr hour', 3_600_000_000_000n],
  ['d day', 86_400_000_000_000n],
  ['w week', 604_800_000_000_000n],
] as const) {
  for (const name of names.split(' ')) times.set(name, factor);
}

/** Smallest unit: bit. `KB` is 1000 bytes and `KiB` is 1024; capitals tell nothing, as specifications mix them. */
const sizes = new Map<string, bigint>([
  ['bit', 1n],
  ['b', 8n],
  ['byte', 8n],
]);
for (const [index, letter] of ['k', 'm', 'g', 't'].entries()) {
  const power = BigInt(index + 1);
  sizes.set(`${letter}b`, 8n * 1000n ** power);
  sizes.set(`${letter}ib`, 8n * 1024n ** power);
  const long = ['kilo', 'mega', 'giga', 'tera'][index] ?? '';
  sizes.set(`${long}byte`, 8n * 1000n ** power);
  sizes.set(`${long.slice(0, 2)}bibyte`, 8n * 1024n ** power);
}

/** Smallest unit: a millionth. */
const ratios = new Map<string, bigint>([
  ['ppm', 1n],
  ['%', 10_000n],
  ['percent', 10_000n],
  ['ratio', 1_000_000n],
]);

/** One word for "something a second". */
const rates = new Map([
  ['rps', 'request/second'],
  ['qps', 'query/second'],
  ['tps', 'transaction/second'],
  ['ops', 'operation/second'],
  ['rpm', 'request/minute'],
  ['bps', 'bit/second'],
  ['hz', '1/second'],
]);
for (const [index, letter] of ['k', 'm', 'g'].entries()) {
  sizes.set(`${letter}bit`, 1000n ** BigInt(index + 1));
  rates.set(`${letter}bps`, `${letter}bit/second`);
}

/** Different words for what is counted. */
const sameThing = new Map([
  ['req', 'request'],
  ['op', 'operation'],
  ['1', ''],
  ['count', ''],
]);

const DAY = 86_400_000_000_000n;

/** What a written unit means: `ms`, `%`, `ratio`, `requests/second`, `KiB`, `''`; `null` for one that has no exact meaning (`months`). */
export function unitOf(written: string): Unit | null {
  const words = written.trim().toLowerCase().replace('μ', 'µ');
  const [what = '', per, ...more] = (rates.get(words) ?? words).split(/ ?\/ ?| per /).map(singular);
  if (per === undefined) return simpleUnit(what);
  const unit = simpleUnit(what);
  const time = times.get(per);
  if (unit === null || time === undefined || more.length > 0) return null;
  if (DAY % time !== 0n) return null;
  return { dimension: `${unit.dimension} per time`, factor: unit.factor * (DAY / time) };
}

/** The unit that a metric's name ends with, as Prometheus and OpenMetrics ask for; `null` when it names none. */
export function unitOfName(name: string): string | null {
  const words = name.toLowerCase();
  if (/_(?:count|bucket|info)$/.test(words)) return '';
  const stem = words.replace(/_(?:total|sum|max|min|avg|mean|median|p\d+(?:\.\d+)?)$/, '');
  const rate = /(?:^|_)([a-z]+)_per_(second|minute|hour|day)$/.exec(stem);
  if (rate !== null) return `${singular(rate[1] ?? '')}/${rate[2] ?? ''}`;
  const suffix = /(?:^|_)([a-z]+)$/.exec(stem)?.[1] ?? '';
  const unit = simpleUnit(singular(suffix));
  // One letter behind a name is no unit: `plan_b`, `size_m`.
  if (suffix.length > 1 && unit !== null && ['time', 'data', 'ratio'].includes(unit.dimension)) return suffix;
  return words.endsWith('_total') ? '' : null;
}

/** Whether values of both can be compared; a plain number may count anything. */
export function agree(one: Unit, other: Unit): boolean {
  const first = one.dimension;
  const second = other.dimension;
  const plain = (dimension: string): string => dimension.replace(/^number of .*?(?= per time$|$)/, 'number');
  return first === second || (plain(first) === plain(second) && [first, second].includes(plain(first)));
}

/** A finite value in another unit that agrees with its own, correctly rounded. */
export function convert(value: number, from: Unit, to: Unit): number {
  const { digits, exponent } = decimalOf(value);
  const numerator = digits * from.factor * (exponent > 0 ? 10n ** BigInt(exponent) : 1n);
  const denominator = to.factor * (exponent < 0 ? 10n ** BigInt(-exponent) : 1n);
  if (numerator % denominator === 0n) return Number(numerator / denominator);
  const places = 40 + String(denominator).length;
  return Number(`${(numerator * 10n ** BigInt(places)) / denominator}e-${places}`);
}

/** Exactly how two finite values in units that agree stand to each other: below zero when the first is less. */
export function compareValues(one: number, unit: Unit, other: number, otherUnit: Unit): number {
  const first = decimalOf(one);
  const second = decimalOf(other);
  const exponent = Math.min(first.exponent, second.exponent);
  const scaled = ({ digits, exponent: own }: Decimal, factor: bigint): bigint =>
    digits * factor * 10n ** BigInt(own - exponent);
  const difference = scaled(first, unit.factor) - scaled(second, otherUnit.factor);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

interface Decimal {
  digits: bigint;
  exponent: number;
}

/** The shortest decimal that reads as the number: what the report wrote, not the binary fraction next to it. */
function decimalOf(value: number): Decimal {
  const [mantissa = '0', power = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

function simpleUnit(written: string): Unit | null {
  const time = times.get(written);
  if (time !== undefined) return { dimension: 'time', factor: time };
  const size = sizes.get(written);
  if (size !== undefined) return { dimension: 'data', factor: size };
  const ratio = ratios.get(written);
  if (ratio !== undefined) return { dimension: 'ratio', factor: ratio };
  if (/^(?:month|quarter|year)$/.test(written)) return null;
  const counted = sameThing.get(written) ?? written;
  return { dimension: counted === '' ? 'number' : `number of ${counted}`, factor: 1n };
}

function singular(word: string): string {
  const known = times.has(word) || sizes.has(word) || ratios.has(word) || word.length < 3;
  return known ? word : word.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}
