import { z } from 'zod';
import { parseThresholds, type Finding } from '../../model/index.ts';
import { findingsOf } from '../benchmark-findings.ts';
import { compareBenchmarks, unusable, type Comparison, type Tolerance } from '../compare-benchmarks.ts';
import { known, nothingKnown } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import type { Facts, MeasuredBenchmark } from '../known-facts.ts';
import { finding, unproven } from '../judgement.ts';
import { stricterTarget } from '../stricter-target.ts';
import type { Clause } from '../language/clauses.ts';
import { someSays, type Phrase } from '../language/phrases.ts';
import { demandedLevels, demandsServiceLevels } from '../language/service-levels.ts';

const params = z.strictObject({
  tolerance: z.number().min(0).default(10).describe('How much worse a metric may be, in percent'),
  absolute: z
    .string()
    .refine((text) => text === '' || absoluteOf(text) !== null, 'expected a number and a unit, such as "5 ms"')
    .default('')
    .describe('How much worse every metric in such a unit may be, whatever its baseline, such as `5 ms`'),
  samples: z.int().min(1).default(3).describe('A value that stands for fewer measurements proves nothing'),
});
type Params = z.infer<typeof params>;

/** More benchmarks than this say nothing new; the rest is counted. */
const SHOWN = 1000;

/** For the examples. */
const someRun = { format: 'pytest-benchmark', sha256: '', trust: 'self-reported' as const };
const someBenchmark = {
  name: 'tests/test_cache.py::test_get',
  value: 1,
  unit: 's',
  better: 'lower' as const,
  spread: 0.01,
  samples: 50,
  reportedFile: 'tests/test_cache.py',
};

const performance =
  '(?:(?:query |api |runtime |system |application |app |overall |rendering |build )*(?:performance|perf)(?: (?:overhead|impact|benchmarks?|tests?|results?))?|benchmarks?(?: (?:results?|suites?|runs?))?)';
const phrases: Phrase[] = [
  { subject: performance, states: ['acceptable', 'unharmed'] },
  { subject: '(?:performance|perf) (?:tests?|benchmarks?)|benchmarks?(?: suites?)?', states: ['passing'] },
];
const measured =
  '(?:performance|perf|speed|latency|throughput|benchmarks?|p\\d\\d|response times?|memory|startup|bundle size)';
const worsening = '(?:regress(?:ions?|ed)|degradations?|deterioration|impact|loss|slow-?downs?|overhead)';
const regression = new RegExp(
  `(?:^| )(?:no|zero|0|without(?: any)?|[<>]=? ?\\d[\\d.]*%|(?:at most|under|within|less than|max(?:imum)?|below) \\d[\\d.]*%) (?:[\\w-]+ ){0,3}?(?:${measured} (?:\\w+ )?${worsening}|regressions? (?:in|of|on|for) (?:[\\w-]+ ){0,2}?${measured})(?![\\w-])`,
);
const withinBaseline =
  /\b(?:performance|perf|benchmarks?|latency|throughput|p\d\d|response times?)\b.*(?:within|<=?|at most|under|less than) ?\d[\d.]*% ?(?:of|slower|worse|overhead|vs|compared|from|regression|degradation)/;

/** Whether a clause compares with before: no regression, none beyond a share, or "performance is acceptable". */
function comparesPerformance(clause: Clause, clauses: readonly Clause[]): boolean {
  if (regression.test(clause.words) || withinBaseline.test(clause.words)) return true;
  // "Performance validated (meets SLAs)" is about promises, not about before.
  if (demandsServiceLevels(clauses) || Object.keys(demandedLevels(clauses)).length > 0) return false;
  return someSays([clause], ...phrases);
}

export const gate: Gate<Params> = {
  meta: {
    id: 'no-performance-regression',
    order: 14,
    title: 'No performance regression',
    claim: 'No benchmark of the component is worse than its baseline beyond the tolerance.',
    rationale: 'A regression that nobody measures is found by the users.',
    remediation:
      'Run the benchmarks, and keep a baseline to compare with (docs/baseline.md), or name one by --baseline: pytest --benchmark-only --benchmark-json=reports/benchmark.json',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['benchmark', 'baseline'],
  comparesWithBaseline: () => true,
  params,
  recognise: ({ clauses }) => {
    const said = clauses.find((clause) => comparesPerformance(clause, clauses));
    if (said === undefined) return undefined;
    const worse = [...said.thresholds, ...said.asideThresholds].find(
      ({ unit, comparator }) => unit === '%' && comparator.startsWith('<'),
    );
    return worse === undefined ? {} : { tolerance: worse.value };
  },
  strictest: (one, other) => ({
    tolerance: Math.min(one.tolerance, other.tolerance),
    absolute: one.absolute === '' || other.absolute === '' ? '' : stricterAbsolute(one.absolute, other.absolute),
    samples: Math.max(one.samples, other.samples),
  }),
  judge: ({ benchmarks, baseline: { benchmarks: earlier } }, params) => {
    const expected = { tolerance: shown(params) };
    if (benchmarks.state !== 'known') return unproven(benchmarks, expected);
    const broken = benchmarks.value.flatMap((one) => unusable(one) ?? []);
    if (broken.length > 0) {
      const findings = capped(broken.map((why) => finding('fail', why)));
      return { status: 'error', actual: null, expected, findings, evidence: benchmarks.evidence };
    }
    if (earlier.state !== 'known') return { ...unproven(earlier, expected), evidence: benchmarks.evidence };
    const compared = compareBenchmarks(benchmarks.value, earlier.value, toleranceOf(params));
    const judged = judge(compared);
    const evidence = [...benchmarks.evidence, ...earlier.evidence];
    return { ...judged, findings: [...judged.findings, ...earlier.notes], expected, evidence };
  },
  examples: examples(),
};

function toleranceOf({ tolerance, absolute, samples }: Params): Tolerance {
  return { relative: tolerance, absolute: absoluteOf(absolute), samples };
}

/** A size without a sign: `5 ms`. */
function absoluteOf(text: string): Tolerance['absolute'] {
  const [read, ...more] = parseThresholds(`<= ${text}`);
  return read === undefined || more.length > 0 || read.comparator !== '<=' || read.value < 0 ? null : read;
}

function stricterAbsolute(one: string, other: string): string {
  return stricterTarget(`<= ${one}`, `<= ${other}`).slice('<= '.length);
}

function shown({ tolerance, absolute }: Params): string {
  return absolute === '' ? `${tolerance} %` : `${tolerance} % or ${absolute}`;
}

function judge(compared: Comparison[]): Pick<Judgement, 'status' | 'actual' | 'findings'> {
  const count = (...outcomes: Comparison['outcome'][]): number =>
    compared.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const actual = {
    compared: count('same', 'better', 'noise', 'worse'),
    worse: count('worse'),
    new: count('new'),
    vanished: count('vanished'),
  };
  const told = compared.flatMap(findingsOf);
  const order = { fail: 0, warning: 1, note: 2 };
  const findings = capped(told.sort((one, other) => order[one.outcome] - order[other.outcome]));
  if (actual.worse > 0) return { status: 'fail', actual, findings };
  if (count('unusable') > 0) return { status: 'error', actual, findings };
  if (actual.vanished + count('few-samples') > 0) return { status: 'missing', actual, findings };
  if (actual.compared > 0) return { status: 'pass', actual, findings };
  return { status: 'missing', actual, findings: [finding('fail', 'No benchmark could be compared.'), ...findings] };
}

function capped(findings: Finding[]): Finding[] {
  const rest = findings.length - SHOWN;
  return rest > 0 ? [...findings.slice(0, SHOWN), finding('note', `and ${rest} more`)] : findings;
}

function now(...changes: Partial<MeasuredBenchmark>[]): Facts['benchmarks'] {
  return known(changes.map((change) => measuredIn('reports/benchmark.json', change)));
}

function then(...changes: Partial<MeasuredBenchmark>[]): Facts['baseline'] {
  const benchmarks = known(changes.map((change) => measuredIn('baseline/benchmark.json', change)));
  return { ...nothingKnown.baseline, benchmarks };
}

function measuredIn(path: string, change: Partial<MeasuredBenchmark>): MeasuredBenchmark {
  return { ...someBenchmark, report: { ...someRun, path }, reportedIn: path, ...change };
}

function examples(): Example<Params>[] {
  const params = { tolerance: 10, absolute: '', samples: 3 };
  const example = (
    name: string,
    status: Example<Params>['status'],
    facts: Example<Params>['facts'],
    own: Partial<Params> = {},
  ): Example<Params> => ({ name, facts, params: { ...params, ...own }, status });
  const failed = { name: 'http_req_failed_rate', unit: 'ratio', spread: null };
  return [
    example('10 % slower is within 10 %', 'pass', { benchmarks: now({ value: 1.1 }), baseline: then({}) }),
    example('11 % slower is a regression', 'fail', { benchmarks: now({ value: 1.11 }), baseline: then({}) }),
    example('faster is never a regression', 'pass', { benchmarks: now({ value: 0.2 }), baseline: then({}) }),
    example('11 % slower is noise where the runs scatter by 20 %', 'pass', {
      benchmarks: now({ value: 1.11, spread: 0.2 }),
      baseline: then({}),
    }),
    example('20 % fewer requests a second are a regression', 'fail', {
      benchmarks: now({ value: 80, better: 'higher', unit: 'request/second' }),
      baseline: then({ value: 100, better: 'higher', unit: 'request/second' }),
    }),
    example(
      'half a second more is within an absolute tolerance of 600 ms',
      'pass',
      { benchmarks: now({ value: 1.5 }), baseline: then({}) },
      { absolute: '600 ms' },
    ),
    example('the first failed requests are a regression', 'fail', {
      benchmarks: now({ ...failed, value: 0.02 }),
      baseline: then({ ...failed, value: 0 }),
    }),
    example('without a baseline nothing is compared', 'missing', { benchmarks: now({}) }),
    example('no benchmark report was found', 'missing', { baseline: then({}) }),
    example('a benchmark vanished', 'missing', { benchmarks: now({}), baseline: then({}, { name: 'test_put' }) }),
    example('only new benchmarks compare with nothing', 'missing', { benchmarks: now({}), baseline: then() }),
    example('two measurements are too few', 'missing', { benchmarks: now({ samples: 2 }), baseline: then({}) }),
    example('a clock that stands still measures nothing', 'error', {
      benchmarks: now({ value: 0 }),
      baseline: then({}),
    }),
    example('a baseline whose clock stood still compares with nothing', 'error', {
      benchmarks: now({}),
      baseline: then({ value: 0 }),
    }),
    example('NaN is no measurement', 'error', { benchmarks: now({ value: NaN }), baseline: then({}) }),
  ];
}
