import {
  parsed,
  sumRatios,
  type CoverageEvidence,
  type FileCoverage,
  type LineBranches,
  type Problem,
  type Ratio,
} from '../../model/index.ts';
import type { Format } from '../format.ts';
import { addLine, countBranches, countLines, MAXIMUM_LINES, unnamedBranches } from '../hits.ts';
import { earliest, originOf } from '../origin.ts';
import { readXml, rootTag, type XmlReader } from '../xml.ts';

const EXPECTED = 'a JaCoCo report, `jacoco.xml`';

/** Nobody mends more at once. */
const MAXIMUM_PROBLEMS = 5;

/** Where Maven and Gradle keep the packages that JaCoCo's paths begin with. */
const roots = ['java', 'kotlin', 'groovy', 'scala'].map((language) => `src/main/${language}`);

interface SourceFile {
  /** `com/example/Cart.java` */
  path: string;
  lines: Map<number, boolean>;
  branches: Map<number, LineBranches>;
  counters: Counters;
}

/** What `<counter>` elements say; JaCoCo writes none for nothing of nothing. */
type Counters = Record<'LINE' | 'BRANCH', Ratio>;

interface Document {
  files: SourceFile[];
  /** When the sessions ended whose hits were collected, in milliseconds. */
  dumps: (string | undefined)[];
  counters: Counters;
  problems: Problem[];
}

type Attributes = Record<string, string>;

/**
 * JaCoCo's XML: https://www.jacoco.org/jacoco/trunk/coverage/report.dtd
 * A line is covered when one of its instructions was executed, as in JaCoCo's own LINE counter.
 */
export const format: Format<CoverageEvidence> = {
  id: 'jacoco',
  title: 'JaCoCo XML',
  kind: 'coverage',
  produce: 'mvn verify && cp target/site/jacoco/jacoco.xml reports/jacoco.xml',
  usualNames: ['**/jacoco*.xml', '**/jacocoTestReport.xml'],
  sniff({ text }) {
    if (rootTag(text)?.name !== 'report') return false;
    return /<!DOCTYPE report PUBLIC "-\/\/JACOCO\/\//.test(text) || /<sessioninfo\s[^>]*\bdump=/.test(text);
  },
  async parse(source, path) {
    const document: Document = { files: [], dumps: [], counters: noCounters(), problems: [] };
    const xml = await readXml(source, path, readerOf(document, path), EXPECTED);
    if (!xml.ok) return xml;
    const [problem, ...more] = document.problems;
    if (problem !== undefined) return { ok: false, problems: [problem, ...more] };
    const files = document.files.map(coverageOf);
    const origin = originOf({ tool: 'JaCoCo', time: earliest(document.dumps) });
    const defects = defectsOf(document.counters, files, path);
    return parsed({ kind: 'coverage', ...origin, defects, files, roots });
  },
};

function readerOf(document: Document, path: string): XmlReader {
  const parents: string[] = [];
  let folder = '';
  let file: SourceFile | null = null;
  const complain = (message: string, line: number): void => {
    if (document.problems.length >= MAXIMUM_PROBLEMS) return;
    document.problems.push({ code: 'report-shape', message, at: { path, line }, hint: `Expected ${EXPECTED}.` });
  };
  const read = (name: string, attributes: Attributes): string | null => {
    const parent = parents.at(-1);
    if (parent === undefined) return name === 'report' ? null : 'The root element is not <report>.';
    if (name === 'sessioninfo') document.dumps.push(attributes['dump']);
    if (name === 'package') folder = attributes['name'] ?? '';
    if (name === 'sourcefile') {
      if (!attributes['name']) return 'A <sourcefile> has no name.';
      file = newFile(folder, attributes['name']);
      document.files.push(file);
    }
    if (parent === 'sourcefile' && file !== null) {
      if (name === 'line') return readLine(file, attributes);
      if (name === 'counter') return readCounter(file.counters, attributes);
    }
    return parent === 'report' && name === 'counter' ? readCounter(document.counters, attributes) : null;
  };
  return {
    open(name, attributes, line) {
      const complaint = read(name, attributes);
      if (complaint !== null) complain(complaint, line);
      parents.push(name);
    },
    close() {
      parents.pop();
    },
  };
}

function newFile(folder: string, name: string): SourceFile {
  const path = folder === '' ? name : `${folder}/${name}`;
  return { path, lines: new Map(), branches: new Map(), counters: noCounters() };
}

function noCounters(): Counters {
  return { LINE: { covered: 0, total: 0 }, BRANCH: { covered: 0, total: 0 } };
}

/** Takes in one `<line>`: its number, missed and covered instructions and branches; returns what is wrong with it. */
function readLine({ lines, branches }: SourceFile, { nr, ci, mb = '0', cb = '0' }: Attributes): string | null {
  const number = wholeNumber(nr);
  const instructions = wholeNumber(ci);
  const taken = wholeNumber(cb);
  const untaken = wholeNumber(mb);
  if (number === null || number > MAXIMUM_LINES || instructions === null || taken === null || untaken === null) {
    return 'A <line> has no number or no counts.';
  }
  addLine(lines, number, instructions > 0);
  if (taken + untaken === 0) return null;
  const own = unnamedBranches({ covered: taken, total: taken + untaken });
  if (own === null) return 'A <line> has more branches than any line.';
  branches.set(number, own);
  return null;
}

/** Takes in one `<counter>`; returns what is wrong with it. */
function readCounter(counters: Counters, { type, missed, covered }: Attributes): string | null {
  if (type !== 'LINE' && type !== 'BRANCH') return null;
  const untaken = wholeNumber(missed);
  const taken = wholeNumber(covered);
  if (untaken === null || taken === null) return 'A <counter> has no counts.';
  counters[type] = { covered: taken, total: taken + untaken };
  return null;
}

/**
 * Counts are the counters'; hits that add up to something else are of no use, and a contradiction unless they are branches
 * of no known line.
 */
function coverageOf({ path, lines, branches, counters }: SourceFile): FileCoverage {
  const own = countBranches(branches);
  const consistent = same(countLines(lines), counters.LINE) && isPartOf(own, counters.BRANCH);
  const comparable = consistent && same(own, counters.BRANCH);
  return {
    reportedPath: path,
    lines: counters.LINE,
    branches: counters.BRANCH,
    detail: comparable ? { lines, branches } : null,
    consistent,
  };
}

/** Branches may be fewer than stated: a class that was compiled without the name of its source belongs to no file. */
function defectsOf({ LINE: stated, BRANCH }: Counters, files: readonly FileCoverage[], path: string): Problem[] {
  const counted = sumRatios(files.map((file) => file.lines));
  const branches = sumRatios(files.flatMap((file) => file.branches ?? []));
  if (same(stated, counted) && isPartOf(branches, BRANCH)) return [];
  const message =
    `The report says ${stated.covered}/${stated.total} lines and ${BRANCH.covered}/${BRANCH.total} branches, ` +
    `its files add up to ${counted.covered}/${counted.total} and ${branches.covered}/${branches.total}.`;
  const hint = 'Let JaCoCo write the report again.';
  return [{ code: 'coverage-totals-disagree', message, at: { path }, hint }];
}

function isPartOf(part: Ratio, whole: Ratio): boolean {
  return part.covered <= whole.covered && part.total - part.covered <= whole.total - whole.covered;
}

function same(one: Ratio, other: Ratio): boolean {
  return one.covered === other.covered && one.total === other.total;
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
