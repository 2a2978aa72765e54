import { formatPercent, meetsPercent, type Finding, type Ratio, type Threshold } from '../../model/index.ts';
import { coverageExamples } from '../coverage-examples.ts';
import { dropPart, measured, patchPart, share, worstFilePart, type CoveragePart } from '../coverage-parts.ts';
import { coverageParams, type CoverageParams } from '../coverage-params.ts';
import type { Gate, Judgement } from '../gate.ts';
import type { ComponentCoverage, Facts } from '../known-facts.ts';
import { finding, unproven } from '../judgement.ts';
import { demandedCoverage } from '../language/coverage.ts';

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

export const gate: Gate<CoverageParams> = {
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
  comparesWithBaseline: ({ drop }) => drop !== undefined,
  params: coverageParams,
  recognise: ({ clauses, thresholds, section }) => {
    const named = demandedCoverage(clauses);
    if (named === null && section !== 'coverage-target') return undefined;
    const ofPart = named?.patch !== undefined || named?.file !== undefined;
    if (ofPart || !['coverage-target', 'nfr'].includes(section)) return named ?? undefined;
    const percent = highestShare(thresholds);
    return percent === null ? undefined : { percent };
  },
  strictest: (one, other) => ({
    percent: Math.max(one.percent, other.percent),
    measure: one.measure === 'combined' ? other.measure : one.measure,
    patch: both(one.patch, other.patch, Math.max),
    file: both(one.file, other.file, Math.max),
    drop: both(one.drop, other.drop, Math.min),
  }),
  judge: (facts, params) => {
    const { percent, measure } = params;
    const expected = demandedOf(params);
    const { coverage } = facts;
    if (coverage.state !== 'known') return unproven(coverage, expected);
    const ratio = measured(coverage.value, measure);
    const notes = [...coverage.notes, ...absentFiles(coverage.value)];
    const judged = { actual: share(ratio), expected, evidence: coverage.evidence };
    if (tooManyAbsent(coverage.value)) return { ...judged, status: 'error', findings: notes };
    if (ratio.total === 0) {
      const why = measure === 'branches' ? 'no branch was measured' : 'there is nothing to measure';
      return { ...judged, status: 'missing', findings: [finding('fail', `0 of 0 covered: ${why}.`), ...notes] };
    }
    const others = otherParts(facts, coverage.value, params);
    const parts = [totalPart(coverage.value, ratio, percent), ...others];
    const summary = others.length === 0 ? [] : [finding('note', `${sentence(parts)}.`)];
    return {
      status: worst(parts),
      actual: Object.assign({}, ...parts.map(({ actual }) => actual)) as Record<string, unknown>,
      expected,
      findings: [...parts.flatMap(({ findings }) => findings), ...summary, ...notes],
      evidence: [...coverage.evidence, ...parts.flatMap(({ evidence }) => evidence)],
    };
  },
  examples: coverageExamples(),
};

/** What was asked for: the total, and what is named besides. */
function demandedOf({ percent, patch, file, drop }: CoverageParams): Record<string, number> {
  const named = Object.entries({ patch, file, drop }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { percent, ...Object.fromEntries(named) };
}

function both(one: number | undefined, other: number | undefined, stricter: typeof Math.max): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : stricter(one, other);
}

function otherParts({ patch, baseline }: Facts, coverage: ComponentCoverage, params: CoverageParams): CoveragePart[] {
  const { measure } = params;
  return [
    ...(params.drop === undefined ? [] : [dropPart(coverage, baseline.coverage, measure, params.drop)]),
    ...(params.patch === undefined ? [] : [patchPart(patch, params.patch)]),
    ...(params.file === undefined ? [] : [worstFilePart(coverage, measure, params.file)]),
  ];
}

function totalPart(coverage: ComponentCoverage, ratio: Ratio, percent: number): CoveragePart {
  const part = { actual: { ...share(ratio) }, said: `total ${formatPercent(ratio)}`, evidence: [] };
  if (meetsPercent(ratio, percent)) return { ...part, status: 'pass', findings: [] };
  const shortfall = finding(
    'fail',
    `Less than ${percent} %: ${ratio.total - ratio.covered} of ${ratio.total} are not covered.`,
  );
  return { ...part, status: 'fail', findings: [shortfall, ...worstFiles(coverage)] };
}

function sentence(parts: CoveragePart[]): string {
  const words = parts
    .map(({ said }) => said)
    .join(', ')
    .replaceAll(', (', ' (');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What fails says more than what is not known. */
function worst(parts: CoveragePart[]): Judgement['status'] {
  const statuses = parts.map(({ status }) => status);
  return (['fail', 'error', 'missing'] as const).find((status) => statuses.includes(status)) ?? 'pass';
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
