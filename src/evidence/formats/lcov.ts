import {
  parsed,
  type CoverageDetail,
  type CoverageEvidence,
  type FileCoverage,
  type LineBranches,
  type Problem,
  type Ratio,
} from '../../model/index.ts';
import type { Format } from '../format.ts';
import { addLine, addLines, countBranches, countLines, MAXIMUM_LINES } from '../hits.ts';
import { readLines } from '../lines.ts';
import { detailPacker } from '../packed.ts';
import { uniteLineBranches } from '../unite-coverage.ts';

/** Nobody mends more at once. */
const MAXIMUM_PROBLEMS = 5;

const HINT =
  'Expected an lcov tracefile, the output of `coverage lcov`. Was the tool stopped before it closed the file?';

/** The records `SF` to `end_of_record`. */
interface Section {
  file: string;
  lines: Map<number, boolean>;
  branches: Map<number, LineBranches>;
  /** What LF, LH, BRF and BRH say. */
  stated: Map<string, number>;
}

/** What one section shows, or several of one file together. */
interface Shown {
  lines: Ratio;
  branches: Ratio;
  /** Branches that BRF and BRH both count and no BRDA names. */
  unlisted: number;
  consistent: boolean;
  unpack(): CoverageDetail;
}

interface Tracefile {
  /** The sections of each file: a file has one for each test (TN), or runs were put one after the other. */
  files: Map<string, Shown[]>;
  open: Section | null;
  branchesMeasured: boolean;
  pack: ReturnType<typeof detailPacker>;
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
    const tracefile: Tracefile = { files: new Map(), open: null, branchesMeasured: false, pack: detailPacker() };
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
    const files = [...tracefile.files].map(([file, sections]) => fileCoverage(file, sections, tracefile));
    return parsed({ kind: 'coverage', defects: [], files, roots: [] });
  },
};

/** Takes in one record; returns what is wrong with it. */
function readRecord(tracefile: Tracefile, line: string): string | null {
  // By far the most frequent records.
  if (tracefile.open !== null && line.startsWith('DA:')) return readLineHits(tracefile.open, line);
  if (tracefile.open !== null && line.startsWith('BRDA:')) return readBranch(tracefile, tracefile.open, line);
  if (line.startsWith('end_of_record')) return closeSection(tracefile);
  const colon = line.indexOf(':');
  const key = line.slice(0, Math.max(colon, 0));
  const value = line.slice(colon + 1);
  if (key === 'SF') return openSection(tracefile, value.trim());
  if (/^(?:DA|BRDA|LF|LH|BRF|BRH)$/.test(key)) {
    if (tracefile.open === null) return `${key} outside of a section`;
    if (key === 'BRF') tracefile.branchesMeasured = true;
    return readFigure(tracefile.open, key, value);
  }
  const ignored = /^[A-Z]+$/.test(key) || line.startsWith('#') || line.trim() === '';
  return ignored ? null : 'no record of a tracefile';
}

function readFigure(section: Section, key: string, value: string): string | null {
  const figure = wholeNumber(value.trim());
  if (figure === null) return `${key} is no number`;
  section.stated.set(key, figure);
  return null;
}

function openSection(tracefile: Tracefile, file: string): string | null {
  if (tracefile.open !== null) return 'a section begins before the last one has its end_of_record';
  if (file === '') return 'SF without a path';
  tracefile.open = { file: detached(file), lines: new Map(), branches: new Map(), stated: new Map() };
  return null;
}

/** `DA:line,hits`, with a checksum as a third field where the tool was asked for one. */
function readLineHits({ lines }: Section, record: string): string | null {
  const comma = record.indexOf(',');
  const secondComma = record.indexOf(',', comma + 1);
  const line = wholeNumber(record, 3, comma);
  const hits = wholeNumber(record, comma + 1, secondComma === -1 ? record.length : secondComma);
  if (line === null || hits === null || line > MAXIMUM_LINES) return 'DA is not `line,hits`';
  addLine(lines, line, hits > 0);
  return null;
}

/** `BRDA:line,block,branch,taken`, where `branch` is free text, commas included. */
function readBranch(tracefile: Tracefile, { branches }: Section, record: string): string | null {
  tracefile.branchesMeasured = true;
  const blockAt = record.indexOf(',') + 1;
  const nameAt = record.indexOf(',', blockAt) + 1;
  const takenAt = record.lastIndexOf(',') + 1;
  const line = wholeNumber(record, 5, blockAt - 1);
  const taken = record.endsWith(',-') ? 0 : wholeNumber(record, takenAt);
  if (line === null || line > MAXIMUM_LINES || taken === null || nameAt <= blockAt || takenAt <= nameAt) {
    return 'BRDA is not `line,block,branch,taken`';
  }
  const ways = branches.get(line) ?? { total: 0, missing: [] };
  ways.total += 1;
  if (ways.total === 1) branches.set(line, ways);
  if (taken === 0) {
    ways.missing.push(destinationOf(record.slice(blockAt, nameAt - 1), record.slice(nameAt, takenAt - 1)));
  }
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
  const { open: section, files, pack } = tracefile;
  if (section === null) return 'end_of_record without a section';
  tracefile.open = null;
  for (const { missing } of section.branches.values()) missing.sort();
  const shown = { ...counted(section), unpack: pack(section) };
  const known = files.get(section.file);
  if (known === undefined) files.set(section.file, [shown]);
  else known.push(shown);
  return null;
}

/** The counts of the records, compared with the summary. */
function counted({ lines: hits, branches: ways, stated }: Section): Omit<Shown, 'unpack'> {
  const lines = countLines(hits);
  const branches = countBranches(ways);
  const surplus = (key: string, own: number): number => (stated.get(key) ?? own) - own;
  const unlisted = surplus('BRF', branches.total);
  const consistent =
    surplus('LF', lines.total) === 0 &&
    surplus('LH', lines.covered) === 0 &&
    surplus('BRH', branches.covered) === unlisted &&
    unlisted >= 0;
  return { lines, branches, consistent, unlisted: consistent ? unlisted : 0 };
}

/** All sections of a file as one. */
function together(sections: readonly Shown[], pack: Tracefile['pack']): Shown | undefined {
  const [first, second] = sections;
  if (first === undefined || second === undefined) return first;
  const { unlisted } = first;
  const { lines, branches } = first.unpack();
  let consistent = sections.every((section) => section.consistent && section.unlisted === unlisted);
  for (const section of sections.slice(1)) {
    const own = section.unpack();
    addLines(lines, own.lines);
    for (const [line, ways] of own.branches) {
      const known = branches.get(line) ?? ways;
      const united = uniteLineBranches(known, ways);
      branches.set(line, united ?? known);
      consistent &&= united !== null;
    }
  }
  const unpack = pack({ lines, branches });
  return { lines: countLines(lines), branches: countBranches(branches), unlisted, consistent, unpack };
}

function fileCoverage(reportedPath: string, sections: readonly Shown[], tracefile: Tracefile): FileCoverage {
  const none = { covered: 0, total: 0 };
  const shown = together(sections, tracefile.pack);
  const { covered, total } = shown?.branches ?? none;
  const unlisted = shown?.unlisted ?? 0;
  return {
    reportedPath,
    lines: shown?.lines ?? none,
    branches: tracefile.branchesMeasured ? { covered: covered + unlisted, total: total + unlisted } : null,
    get detail() {
      return shown?.unpack() ?? null;
    },
    consistent: shown?.consistent ?? false,
  };
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
