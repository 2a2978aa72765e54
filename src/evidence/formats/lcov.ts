import { parsed, type CoverageEvidence, type FileCoverage, type Problem } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { addLines, coverageOfHits } from '../hits.ts';
import { readLines } from '../lines.ts';

/** Nobody mends more at once. */
const MAXIMUM_PROBLEMS = 5;

const HINT =
  'Expected an lcov tracefile, the output of `coverage lcov`. Was the tool stopped before it closed the file?';

/** The records `SF` to `end_of_record`; for {@link Tracefile.files}, what all sections of one file show together. */
interface Section {
  lines: Map<number, boolean>;
  /** Line → destination → taken; a destination may occur several times (exits of several functions on one line). */
  branches: Map<number, Map<string, boolean[]>>;
  /** What LF, LH, BRF and BRH say. */
  stated: Map<string, number>;
  /** Branches that BRF and BRH both count and no BRDA names. */
  unlisted: number;
  consistent: boolean;
}

interface Tracefile {
  files: Map<string, Section>;
  open: { file: string; section: Section } | null;
  branchesMeasured: boolean;
}

/** An lcov tracefile: https://manpages.debian.org/bookworm/lcov/geninfo.1.en.html#FILES */
export const format: Format<CoverageEvidence> = {
  id: 'lcov',
  title: 'lcov tracefile',
  kind: 'coverage',
  produce: 'coverage run --branch -m pytest && coverage lcov -o reports/coverage.lcov',
  usualNames: ['**/*.lcov', '**/lcov*.info'],
  sniff({ text }) {
    const first = text.split('\n', 100).find((line) => !/^(?:#|TN:|\s*$)/.test(line));
    return first === undefined ? text.startsWith('TN:') : first.startsWith('SF:');
  },
  async parse(source, path) {
    const tracefile: Tracefile = { files: new Map(), open: null, branchesMeasured: false };
    const problems: Problem[] = [];
    let last = 1;
    const complain = (code: string, message: string, line: number): void => {
      if (problems.length < MAXIMUM_PROBLEMS) problems.push({ code, message, at: { path, line }, hint: HINT });
    };
    const stopped = await readLines(source, (line, number) => {
      last = number;
      const complaint = readRecord(tracefile, line);
      if (complaint !== null) complain('report-syntax', `Line ${number}: ${complaint}.`, number);
    });
    if (stopped !== null) complain('report-syntax', `The report can't be read: ${stopped.reason}.`, stopped.line);
    else if (tracefile.open !== null) complain('report-truncated', 'The last section has no end_of_record.', last);
    else if (tracefile.files.size === 0) complain('report-empty', 'The report names no file.', 1);
    const [problem, ...more] = problems;
    if (problem !== undefined) return { ok: false, problems: [problem, ...more] };
    const files = [...tracefile.files].map(([file, seen]) => fileCoverage(file, seen, tracefile.branchesMeasured));
    return parsed({ kind: 'coverage', defects: [], files, roots: [] });
  },
};

/** Takes in one record; returns what is wrong with it. */
function readRecord(tracefile: Tracefile, line: string): string | null {
  // By far the most frequent record.
  if (tracefile.open !== null && line.startsWith('DA:')) return readLineHits(tracefile.open.section, line);
  if (line.startsWith('end_of_record')) return closeSection(tracefile);
  const colon = line.indexOf(':');
  const key = line.slice(0, Math.max(colon, 0));
  const value = line.slice(colon + 1);
  if (key === 'SF') return openSection(tracefile, value.trim());
  if (/^(?:DA|BRDA|LF|LH|BRF|BRH)$/.test(key)) {
    if (tracefile.open === null) return `${key} outside of a section`;
    if (key === 'BRDA' || key === 'BRF') tracefile.branchesMeasured = true;
    return readFigure(tracefile.open.section, key, value);
  }
  const ignored = /^[A-Z]+$/.test(key) || line.startsWith('#') || line.trim() === '';
  return ignored ? null : 'no record of a tracefile';
}

function readFigure(section: Section, key: string, value: string): string | null {
  if (key === 'BRDA') return readBranch(section, value);
  const figure = wholeNumber(value.trim());
  if (figure === null) return `${key} is no number`;
  section.stated.set(key, figure);
  return null;
}

function openSection(tracefile: Tracefile, file: string): string | null {
  if (tracefile.open !== null) return 'a section begins before the last one has its end_of_record';
  if (file === '') return 'SF without a path';
  const section = { lines: new Map(), branches: new Map(), stated: new Map(), unlisted: 0, consistent: true };
  tracefile.open = { file: detached(file), section };
  return null;
}

/** `DA:line,hits`, with a checksum as a third field where the tool was asked for one. */
function readLineHits({ lines }: Section, record: string): string | null {
  const comma = record.indexOf(',');
  const secondComma = record.indexOf(',', comma + 1);
  const line = wholeNumber(record, 3, comma);
  const hits = wholeNumber(record, comma + 1, secondComma === -1 ? record.length : secondComma);
  if (line === null || hits === null) return 'DA is not `line,hits`';
  if (hits > 0 || !lines.has(line)) lines.set(line, hits > 0);
  return null;
}

/** `BRDA:line,block,branch,taken`, where `branch` is free text, commas included. */
function readBranch({ branches }: Section, value: string): string | null {
  const [number = '', block = ''] = value.split(',', 2);
  const nameAt = number.length + block.length + 2;
  const takenAt = value.lastIndexOf(',') + 1;
  const line = wholeNumber(number);
  const taken = value.slice(takenAt).trim();
  if (line === null || takenAt <= nameAt || (taken !== '-' && wholeNumber(taken) === null)) {
    return 'BRDA is not `line,block,branch,taken`';
  }
  const ways = branches.get(line) ?? new Map<string, boolean[]>();
  const destination = destinationOf(block, value.slice(nameAt, takenAt - 1));
  const hits = ways.get(destination) ?? [];
  hits.push(taken !== '-' && Number(taken) > 0);
  branches.set(line, ways.set(destination, hits));
  return null;
}

/** coverage.py describes where a branch leads; other tools number the branches of a line. */
function destinationOf(block: string, name: string): string {
  const line = /^jump to line (\d+)$/.exec(name)?.[1];
  if (line !== undefined) return detached(line);
  if (/^(?:exit|return|jump|finish|run) /.test(name)) return 'exit';
  return detached(`branch ${block},${name}`);
}

function closeSection(tracefile: Tracefile): string | null {
  if (tracefile.open === null) return 'end_of_record without a section';
  const { file, section } = tracefile.open;
  tracefile.open = null;
  checkSummary(section, fileCoverage(file, section, true));
  const known = tracefile.files.get(file);
  if (known === undefined) tracefile.files.set(file, section);
  else unite(known, section);
  return null;
}

function checkSummary(section: Section, { lines, branches }: FileCoverage): void {
  const surplus = (key: string, counted = 0): number => (section.stated.get(key) ?? counted) - counted;
  const unlisted = surplus('BRF', branches?.total);
  section.consistent =
    surplus('LF', lines.total) === 0 &&
    surplus('LH', lines.covered) === 0 &&
    surplus('BRH', branches?.covered) === unlisted &&
    unlisted >= 0;
  if (section.consistent) section.unlisted = unlisted;
}

/** A file has a section for each test (TN), or the tracefiles of several runs were put one after the other. */
function unite(known: Section, section: Section): void {
  known.consistent &&= section.consistent && section.unlisted === known.unlisted;
  addLines(known.lines, section.lines);
  for (const [line, ways] of section.branches) {
    const knownWays = known.branches.get(line);
    if (knownWays === undefined) {
      known.branches.set(line, ways);
      continue;
    }
    for (const [destination, hits] of ways) {
      knownWays.set(destination, either(knownWays.get(destination) ?? [], hits));
    }
  }
}

function either(one: boolean[], other: boolean[]): boolean[] {
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
  return longer.map((hit, index) => hit || shorter[index] === true);
}

function fileCoverage(reportedPath: string, section: Section, measured: boolean): FileCoverage {
  const branches = new Map(
    [...section.branches].map(([line, ways]) => {
      const hits = [...ways].flatMap(([destination, taken]) => taken.map((hit) => ({ destination, hit })));
      const missing = hits.filter(({ hit }) => !hit).map(({ destination }) => destination);
      return [line, { total: hits.length, missing: missing.sort() }];
    }),
  );
  const { lines, consistent, unlisted } = section;
  return coverageOfHits(reportedPath, { lines, branches }, { measured, consistent, unlisted });
}

/** The number in a stretch of a text, `null` unless it is all digits. Without a slice: most of the time goes here. */
function wholeNumber(text: string, start = 0, end = text.length): number | null {
  if (end <= start) return null;
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** A copy: a slice would keep the whole piece of the file it was cut from in memory. */
function detached(slice: string): string {
  return ` ${slice}`.slice(1);
}
