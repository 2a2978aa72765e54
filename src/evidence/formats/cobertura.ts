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
import { addLine, coverageOfHits, MAXIMUM_LINES, unnamedBranches } from '../hits.ts';
import { originOf } from '../origin.ts';
import { uniteLineBranches } from '../unite-coverage.ts';
import { readXml, rootTag, type XmlReader } from '../xml.ts';

const EXPECTED = 'a Cobertura report, the output of `coverage xml`';

/** Nobody mends more at once. */
const MAXIMUM_PROBLEMS = 5;

interface ClassLines {
  lines: Map<number, boolean>;
  branches: Map<number, LineBranches>;
  consistent: boolean;
}

/** What a document has shown so far. */
interface Document {
  root: { name: string; attributes: Record<string, string> } | null;
  sources: string[];
  /** By file name: a file may hold several classes. */
  files: Map<string, ClassLines>;
  conditionsSeen: boolean;
  /** `<line>` elements, those that repeat a number included. */
  lineElements: Ratio;
  problems: Problem[];
}

/** Cobertura XML: https://github.com/cobertura/web/blob/master/htdocs/xml/coverage-04.dtd, with coverage.py's `missing-branches`. */
export const format: Format<CoverageEvidence> = {
  id: 'cobertura',
  title: 'Cobertura XML',
  kind: 'coverage',
  produce: 'coverage run --branch -m pytest && coverage xml -o reports/coverage.xml',
  usualNames: ['**/coverage*.xml', '**/cobertura*.xml'],
  sniff({ text }) {
    const root = rootTag(text);
    // Clover has the same root element, with `generated` and `clover`.
    return (
      root?.name === 'coverage' &&
      /\s(?:line-rate|lines-valid)\s*=/.test(root.attributes) &&
      !/\s(?:generated|clover)\s*=/.test(root.attributes)
    );
  },
  async parse(source, path) {
    const document: Document = {
      root: null,
      sources: [],
      files: new Map(),
      conditionsSeen: false,
      lineElements: { covered: 0, total: 0 },
      problems: [],
    };
    const xml = await readXml(source, path, readerOf(document, path), EXPECTED);
    if (!xml.ok) return xml;
    const [problem, ...more] = document.problems;
    if (problem !== undefined) return { ok: false, problems: [problem, ...more] };
    const measured = document.conditionsSeen || (stated(document, 'branches-valid') ?? 0) > 0;
    const files = [...document.files].map(([name, { consistent, ...hits }]) =>
      coverageOfHits(name, hits, { measured, consistent, unlisted: 0 }),
    );
    return parsed({
      kind: 'coverage',
      ...originOf({ time: document.root?.attributes['timestamp'] }),
      defects: defectsOf(document, files, path),
      files,
      roots: document.sources,
    });
  },
};

function readerOf(document: Document, path: string): XmlReader {
  const parents: string[] = [];
  let source = '';
  let current: ClassLines | null = null;
  const complain = (message: string, line: number): void => {
    if (document.problems.length >= MAXIMUM_PROBLEMS) return;
    document.problems.push({ code: 'report-shape', message, at: { path, line }, hint: `Expected ${EXPECTED}.` });
  };
  return {
    open(name, attributes, line) {
      const parent = parents.at(-1);
      if (parent === undefined) {
        document.root = { name, attributes };
        if (name !== 'coverage') complain('The root element is not <coverage>.', line);
      } else if (name === 'class') {
        if (!attributes['filename']) complain('A <class> has no file name.', line);
        current = linesOfFile(document, attributes['filename'] ?? '');
      } else if (name === 'line' && parent === 'lines' && parents.at(-2) === 'class' && current !== null) {
        const complaint = readLine(document, current, attributes);
        if (complaint !== null) complain(complaint, line);
      } else if (name === 'source') {
        source = '';
      }
      parents.push(name);
    },
    close(name) {
      parents.pop();
      if (name === 'source') document.sources.push(source.trim());
    },
    text(text) {
      if (parents.at(-1) === 'source') source += text;
    },
  };
}

function linesOfFile({ files }: Document, name: string): ClassLines {
  const known = files.get(name) ?? { lines: new Map(), branches: new Map(), consistent: true };
  files.set(name, known);
  return known;
}

/** Takes in one `<line>`; returns what is wrong with it. */
function readLine(document: Document, current: ClassLines, attributes: Record<string, string>): string | null {
  const number = wholeNumber(attributes['number']);
  const hits = wholeNumber(attributes['hits']);
  if (number === null || hits === null || number > MAXIMUM_LINES) return 'A <line> has no number or no hits.';
  document.lineElements.total += 1;
  if (hits > 0) document.lineElements.covered += 1;
  addLine(current.lines, number, hits > 0);
  const condition = attributes['condition-coverage'];
  if (condition === undefined) return null;
  document.conditionsSeen = true;
  const branches = branchesOf(condition, attributes['missing-branches']);
  if (branches === null) return 'A condition-coverage is not like "50% (1/2)".';
  if (branches.total === 0) return null;
  const known = current.branches.get(number) ?? branches;
  const together = uniteLineBranches(known, branches);
  current.branches.set(number, together ?? known);
  current.consistent &&= together !== null;
  return null;
}

/** The counts of `50% (1/2)`, with the destinations never taken where they are named (`12,exit`). */
function branchesOf(condition: string, missing = ''): LineBranches | null {
  const [, covered, total] = /\((\d{1,9})\/(\d{1,9})\)\s*$/.exec(condition) ?? [];
  if (covered === undefined || total === undefined || Number(covered) > Number(total)) return null;
  const untaken = Number(total) - Number(covered);
  const named = missing
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (named.length === untaken) return { total: Number(total), missing: named.sort() };
  return unnamedBranches({ covered: Number(covered), total: Number(total) });
}

/** The root's own counts, where it has them, must be those of its lines; some tools count a repeated line twice. */
function defectsOf(document: Document, files: readonly FileCoverage[], path: string): Problem[] {
  const lines = sumRatios(files.map((file) => file.lines));
  const branches = sumRatios(files.map((file) => file.branches ?? { covered: 0, total: 0 }));
  const claims: [attribute: string, ...counted: number[]][] = [
    ['lines-valid', lines.total, document.lineElements.total],
    ['lines-covered', lines.covered, document.lineElements.covered],
    ['branches-valid', branches.total],
    ['branches-covered', branches.covered],
  ];
  return claims.flatMap(([attribute, ...counted]) => {
    const claim = stated(document, attribute);
    if (claim === null || counted.includes(claim)) return [];
    return {
      code: 'coverage-totals-disagree',
      message: `The report says ${attribute}="${claim}", its lines add up to ${counted[0] ?? 0}.`,
      at: { path },
      hint:
        'Let the coverage tool write the report again. Istanbul (Jest, nyc, c8) leaves out branches of lines that no ' +
        'statement begins on: give its `json` or `lcov` instead.',
    };
  });
}

function stated({ root }: Document, attribute: string): number | null {
  return wholeNumber(root?.attributes[attribute]);
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,20}$/.test(text) ? Number(text) : null;
}
