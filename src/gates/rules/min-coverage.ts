import { z } from 'zod';
import { meetsPercent, percentOf, type Finding, type Ratio, type Threshold } from '../../model/index.ts';
import { known } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import type { ComponentCoverage } from '../known-facts.ts';
import { finding, unproven } from '../judgement.ts';
import { demandedCoverage } from '../language/coverage.ts';

const params = z.strictObject({
  percent: z.number().min(0).max(100).default(60).describe('The least share that must be covered, in percent'),
  measure: z
    .enum(['combined', 'lines', 'branches'])
    .default('combined')
    .describe('combined: lines, and branches where they are measured, as coverage.py’s total'),
});
type Params = z.infer<typeof params>;

/** More source files than this share absent from every report: the figure is not the component's. */
const ABSENT_LIMIT = { share: 1, of: 10 };
const SHOWN_FILES = 10;

/** Among the targets every share is one; the highest is asked for. */
function highestShare(thresholds: readonly Threshold[]): number | null {
  const percents = thresholds.filter(({ unit, comparator }) => unit === '%' && comparator.startsWith('>'));
  // "≥70% (73.2%)": the number with a comparator is the demand, the other one a measurement.
  const stated = percents.filter(({ implied }) => implied !== true);
  const wanted = stated.length > 0 ? stated : percents;
  return wanted.length === 0 ? null : Math.max(...wanted.map(({ value }) => value));
}

export const gate: Gate<Params> = {
  meta: {
    id: 'min-coverage',
    order: 5,
    title: 'Test coverage',
    claim: 'The tests execute at least the demanded share of the component’s lines and branches.',
    rationale: 'Code that no test executes can break without anybody noticing.',
    remediation:
      'Add tests for the uncovered lines and make a report: pytest --cov --cov-branch --cov-report=json:reports/coverage.json',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['coverage'],
  params,
  recognise: ({ clauses, thresholds, section }) => {
    const named = demandedCoverage(clauses);
    if (named === null && section !== 'coverage-target') return undefined;
    const percent = section === 'coverage-target' || section === 'nfr' ? highestShare(thresholds) : named;
    return percent === null ? undefined : { percent };
  },
  strictest: (one, other) => ({
    percent: Math.max(one.percent, other.percent),
    measure: one.measure === 'combined' ? other.measure : one.measure,
  }),
  judge: ({ coverage }, { percent, measure }) => {
    const expected = { percent };
    if (coverage.state !== 'known') return unproven(coverage, expected);
    const ratio = measured(coverage.value, measure);
    const actual = { ...ratio, percent: percentOf(ratio) };
    const findings = [...coverage.notes, ...absentFiles(coverage.value)];
    const judged = { actual, expected, evidence: coverage.evidence };
    if (tooManyAbsent(coverage.value)) return { ...judged, status: 'error', findings };
    if (ratio.total === 0) {
      const why = measure === 'branches' ? 'no branch was measured' : 'there is nothing to measure';
      return { ...judged, status: 'missing', findings: [finding('fail', `0 of 0 covered: ${why}.`), ...findings] };
    }
    if (meetsPercent(ratio, percent)) return { ...judged, status: 'pass', findings };
    const shortfall = finding(
      'fail',
      `Less than ${percent} %: ${ratio.total - ratio.covered} of ${ratio.total} are not covered.`,
    );
    return { ...judged, status: 'fail', findings: [shortfall, ...worstFiles(coverage.value), ...findings] };
  },
  examples: examples(),
};

function measured({ lines, branches }: ComponentCoverage, measure: Params['measure']): Ratio {
  const measuredBranches = branches ?? { covered: 0, total: 0 };
  if (measure === 'lines') return lines;
  if (measure === 'branches') return measuredBranches;
  return { covered: lines.covered + measuredBranches.covered, total: lines.total + measuredBranches.total };
}

function tooManyAbsent({ files, absent }: ComponentCoverage): boolean {
  return absent.length * ABSENT_LIMIT.of > (files.length + absent.length) * ABSENT_LIMIT.share;
}

function absentFiles(coverage: ComponentCoverage): Finding[] {
  const outcome = tooManyAbsent(coverage) ? 'fail' : 'warning';
  const shown = coverage.absent
    .slice(0, SHOWN_FILES)
    .map((path) =>
      finding(
        outcome,
        'No coverage report mentions this source file; measure it, or exclude it in the configuration.',
        { path },
      ),
    );
  const rest = coverage.absent.length - shown.length;
  return rest > 0
    ? [...shown, finding(outcome, `and ${rest} more source files that no coverage report mentions`)]
    : shown;
}

function worstFiles({ files }: ComponentCoverage): Finding[] {
  return files
    .map((file) => ({ ...file, uncovered: file.lines.total - file.lines.covered }))
    .filter(({ uncovered }) => uncovered > 0)
    .sort((one, other) => other.uncovered - one.uncovered)
    .slice(0, SHOWN_FILES)
    .map(({ path, uncovered, lines, missingLines }) => {
      const line = missingLines[0];
      return finding(
        'note',
        `${uncovered} of ${lines.total} lines are not covered.`,
        line === undefined ? { path } : { path, line },
      );
    });
}

function examples(): Example<Params>[] {
  const covered = (count: number, total: number, absent: string[] = []): Example<Params>['facts'] => {
    const lines = { covered: count, total };
    const files = [{ path: 'src/cache/core.py', lines, branches: null, missingLines: [] }];
    return { coverage: known({ lines, branches: null, files, absent }) };
  };
  const seventy: Params = { percent: 70, measure: 'combined' };
  const example = (name: string, facts: Example<Params>['facts'], status: Judgement['status']): Example<Params> => ({
    name,
    facts,
    params: seventy,
    status,
  });
  return [
    example('70 of 100 meets 70 %', covered(70, 100), 'pass'),
    example('69 of 100 does not meet 70 %', covered(69, 100), 'fail'),
    example('69.996 % does not meet 70 %: nothing is rounded', covered(17_499, 25_000), 'fail'),
    example('0 of 0 statements proves nothing', covered(0, 0), 'missing'),
    example(
      'a report without most of the component’s files is not the component’s figure',
      covered(9, 10, ['src/cache/a.py']),
      'error',
    ),
    example('no coverage report was found', {}, 'missing'),
    {
      name: 'branches count where they are measured',
      facts: {
        coverage: known({
          lines: { covered: 8, total: 10 },
          branches: { covered: 2, total: 10 },
          absent: [],
          files: [],
        }),
      },
      params: seventy,
      status: 'fail',
    },
  ];
}
