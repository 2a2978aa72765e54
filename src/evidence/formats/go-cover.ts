import { parsed, type CoverageEvidence, type Problem, type StatementBlock } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { coverageOfBlocks } from '../hits.ts';
import { readLines } from '../lines.ts';

/** Nobody mends more at once. */
const MAXIMUM_PROBLEMS = 5;

const HINT =
  'Expected a cover profile, the output of `go test -coverprofile`. Was the tool stopped before it closed it?';

/** `example.com/shop/cart.go:12.34,14.2 3 1`: from line.column to line.column, number of statements, times executed. */
const record = /^(.+):(\d{1,9}\.\d{1,9},\d{1,9}\.\d{1,9}) (\d{1,9}) (\d{1,20})$/;

const modes = /^mode: (?:set|count|atomic)$/;

/** File → position → block. A package that several test binaries cover is listed by each. */
type Profile = Map<string, Map<string, StatementBlock>>;

/**
 * The cover profile of Go: https://pkg.go.dev/golang.org/x/tools/cover
 * What counts are statements, as in the total of `go tool cover -func`; branches Go doesn't know.
 */
export const format: Format<CoverageEvidence> = {
  id: 'go-cover',
  title: 'Go cover profile',
  kind: 'coverage',
  produce: 'go test ./... -coverpkg=./... -coverprofile=reports/cover.out',
  usualNames: ['**/cover*.out', '**/c.out', '**/cover*.txt'],
  sniff: ({ text }) => modes.test(text.split('\n', 1)[0]?.trimEnd() ?? ''),
  async parse(source, path) {
    const profile: Profile = new Map();
    const problems: Problem[] = [];
    const complain = (code: string, message: string, line: number): void => {
      if (problems.length < MAXIMUM_PROBLEMS) problems.push({ code, message, at: { path, line }, hint: HINT });
    };
    const stopped = await readLines(source, (line, number, ended) => {
      const complaint = number === 1 ? readMode(line) : readBlock(profile, line);
      if (complaint !== null) complain('report-syntax', `Line ${number}: ${complaint}.`, number);
      else if (!ended) complain('report-truncated', 'The last line has no end.', number);
    });
    if (stopped !== null) complain('report-syntax', `The report can't be read: ${stopped.reason}.`, stopped.line);
    else if (profile.size === 0 && problems.length === 0) complain('report-empty', 'The report names no file.', 1);
    const [problem, ...more] = problems;
    if (problem !== undefined) return { ok: false, problems: [problem, ...more] };
    const files = [...profile].map(([file, blocks]) => coverageOfBlocks(file, blocks));
    return parsed({ kind: 'coverage', defects: [], files, roots: [] });
  },
};

function readMode(line: string): string | null {
  return modes.test(line) ? null : 'not `mode: set`, `count` or `atomic`';
}

/** Takes in one block; returns what is wrong with it. */
function readBlock(profile: Profile, line: string): string | null {
  const [, file, position, statements, count] = record.exec(line) ?? [];
  if (file === undefined || position === undefined) return 'not `file:line.column,line.column statements count`';
  const blocks = profile.get(file) ?? new Map<string, StatementBlock>();
  profile.set(file, blocks);
  const block = { statements: Number(statements), hit: Number(count) > 0 };
  const known = blocks.get(position);
  if (known === undefined) blocks.set(position, block);
  else if (known.statements !== block.statements) return `${position} had another number of statements before`;
  else known.hit ||= block.hit;
  return null;
}
