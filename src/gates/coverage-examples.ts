import type { Ratio } from '../model/index.ts';
import type { CoverageParams } from './coverage-params.ts';
import { known, nothingKnown } from './facts.ts';
import type { Example } from './gate.ts';
import type { Facts } from './known-facts.ts';

type CoverageExample = Example<CoverageParams>;

const seventy: CoverageParams = { percent: 70, measure: 'combined' };

/** What `min-coverage` means, case by case. */
export function coverageExamples(): CoverageExample[] {
  return [...ofTheTotal(), ...ofTheChange(), ...ofFiles(), ...ofTheBaseline()];
}

function example(
  name: string,
  facts: CoverageExample['facts'],
  status: CoverageExample['status'],
  own: Partial<CoverageParams> = {},
): CoverageExample {
  return { name, facts, params: { ...seventy, ...own }, status };
}

function covered(count: number, total: number, absent: string[] = []): CoverageExample['facts'] {
  return filesWith([{ covered: count, total }], absent);
}

function filesWith(ratios: Ratio[], absent: string[] = [], branches: Ratio | null = null): CoverageExample['facts'] {
  const files = ratios.map((lines, index) => ({
    path: `src/cache/file${index}.py`,
    ...{ lines, branches: null, missingLines: [] },
  }));
  const sum = (key: keyof Ratio): number => ratios.reduce((total, ratio) => total + ratio[key], 0);
  return { coverage: known({ lines: { covered: sum('covered'), total: sum('total') }, branches, files, absent }) };
}

function ofTheTotal(): CoverageExample[] {
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
    example(
      'branches count where they are measured',
      filesWith([{ covered: 8, total: 10 }], [], { covered: 2, total: 10 }),
      'fail',
    ),
  ];
}

function ofTheChange(): CoverageExample[] {
  const changed = (count: number, total: number): CoverageExample['facts'] => ({
    ...covered(70, 100),
    patch: known({ lines: { covered: count, total }, files: [{ path: 'src/cache/core.py', missingLines: [3] }] }),
  });
  const unknown: Facts['patch'] = { state: 'missing', why: 'The changed lines of src/cache/core.py are unknown.' };
  const patch = { patch: 80 };
  return [
    example('8 of 10 changed lines meet 80 %', changed(8, 10), 'pass', patch),
    example('7 of 10 changed lines do not, whatever the total', changed(7, 10), 'fail', patch),
    example('a change without a line that can be covered', changed(0, 0), 'pass', patch),
    example('a covered change does not excuse the total', { ...changed(8, 10), ...covered(69, 100) }, 'fail', patch),
    example('changed lines that nobody knows', { ...covered(70, 100), patch: unknown }, 'missing', patch),
    example('nothing to be a change of: only the total counts', covered(70, 100), 'pass', patch),
  ];
}

function ofFiles(): CoverageExample[] {
  const file = { file: 50 };
  const half = { covered: 5, total: 10 };
  const full = { covered: 90, total: 90 };
  return [
    example('the worst file has 50 %, as demanded', filesWith([half, full]), 'pass', file),
    example('the worst file has 49 %', filesWith([{ covered: 49, total: 100 }, full, full]), 'fail', file),
    example('an empty file has nothing to cover', filesWith([{ covered: 0, total: 0 }, full]), 'pass', file),
    example(
      'a file that no report mentions may be the worst',
      filesWith(new Array<Ratio>(10).fill(full), ['src/cache/a.py']),
      'missing',
      file,
    ),
  ];
}

function ofTheBaseline(): CoverageExample[] {
  const against = (now: Ratio, before: Ratio, branches: Ratio | null = null): CoverageExample['facts'] => ({
    ...filesWith([now]),
    baseline: { ...nothingKnown.baseline, coverage: known({ lines: before, branches }) },
  });
  const exactly = { percent: 0, drop: 0 };
  const before = { covered: 82, total: 100 };
  return [
    example('as much as in the baseline', against({ covered: 41, total: 50 }, before), 'pass', exactly),
    example('less than in the baseline', against({ covered: 819, total: 1000 }, before), 'fail', exactly),
    example('half a point less, as allowed', against({ covered: 815, total: 1000 }, before), 'pass', {
      ...exactly,
      drop: 0.5,
    }),
    example('no drop, but below the total', against({ covered: 60, total: 100 }, { covered: 6, total: 10 }), 'fail', {
      drop: 0,
    }),
    example(
      'where only the baseline measured branches, lines are compared',
      against({ covered: 82, total: 100 }, before, { covered: 10, total: 10 }),
      'pass',
      exactly,
    ),
    example('no baseline is not zero', covered(100, 100), 'missing', exactly),
    example(
      'a baseline that can’t be read',
      {
        ...covered(100, 100),
        baseline: {
          ...nothingKnown.baseline,
          coverage: { state: 'error', problems: [{ code: 'report-syntax', message: 'It is cut off.' }], evidence: [] },
        },
      },
      'error',
      exactly,
    ),
  ];
}
