import type { CoverageDetail, LineBranches } from '../model/index.ts';

/**
 * A function that keeps the hits of files small until they are asked for: a report of a gigabyte has a hundred million
 * lines, and hits matter only where reports overlap. A line takes half a byte. Names of branches are kept once for all
 * files, and of those that were taken not at all.
 */
export function detailPacker(): (detail: Pick<CoverageDetail, 'lines' | 'branches'>) => () => CoverageDetail {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, names.length);
    return names.push(name) - 1;
  };
  return ({ lines, branches }) => {
    const digits: number[] = [];
    writeLines(digits, lines);
    writeBranches(digits, branches, numberOf);
    const packed = inText(digits);
    const size = lines.size;
    return () => unpack(readNumbers(packed), size, names);
  };
}

/** For each line the distance from the one before, doubled, odd where it was hit. */
function writeLines(digits: number[], lines: ReadonlyMap<number, boolean>): void {
  let before = 0;
  for (const [line, hit] of inOrder(lines)) {
    writeNumber(digits, (line - before) * 2 + (hit ? 1 : 0));
    before = line;
  }
}

/** For each line the distance from the one before, how many branches, how many of them missing, and which. */
function writeBranches(
  digits: number[],
  branches: ReadonlyMap<number, LineBranches>,
  numberOf: (name: string) => number,
): void {
  let before = 0;
  for (const [line, { total, missing }] of inOrder(branches)) {
    writeNumber(digits, line - before);
    writeNumber(digits, total);
    writeNumber(digits, missing.length);
    for (const name of missing) writeNumber(digits, numberOf(name));
    before = line;
  }
}

/** Most reports are in order already. */
function inOrder<T>(entries: ReadonlyMap<number, T>): Iterable<[number, T]> {
  let before = 0;
  for (const line of entries.keys()) {
    if (line < before) return [...entries].sort(([one], [other]) => one - other);
    before = line;
  }
  return entries;
}

/** Three bits at a time, from the lowest; the fourth says that more follow. */
function writeNumber(digits: number[], number: number): void {
  let rest = number;
  for (; rest > 7; rest = Math.floor(rest / 8)) digits.push((rest % 8) + 8);
  digits.push(rest);
}

/**
 * Two digits are a character: a string takes less than a typed array. What fills the last one is no number: a digit that has
 * more to follow, and nothing after it.
 */
function inText(digits: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(Math.ceil(digits.length / 2));
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = (digits[index * 2] ?? 0) * 16 + (digits[index * 2 + 1] ?? 8);
  }
  return bytes.toString('latin1');
}

function unpack(numbers: Iterator<number, undefined>, size: number, names: readonly string[]): CoverageDetail {
  const lines = new Map<number, boolean>();
  const next = (): number => numbers.next().value ?? 0;
  for (let line = 0; lines.size < size;) {
    const coded = next();
    line += Math.floor(coded / 2);
    lines.set(line, coded % 2 === 1);
  }
  const branches = new Map<number, LineBranches>();
  let line = 0;
  for (let step = numbers.next(); step.done !== true; step = numbers.next()) {
    line += step.value;
    const total = next();
    const missing = Array.from({ length: next() }, () => names[next()] ?? '');
    branches.set(line, { total, missing });
  }
  return { lines, branches };
}

function* readNumbers(text: string): Generator<number, undefined> {
  let number = 0;
  let scale = 1;
  for (let index = 0; index < text.length; index += 1) {
    const byte = text.charCodeAt(index);
    for (const digit of [byte >> 4, byte & 15]) {
      number += (digit & 7) * scale;
      scale *= 8;
      if (digit > 7) continue;
      yield number;
      number = 0;
      scale = 1;
    }
  }
}
