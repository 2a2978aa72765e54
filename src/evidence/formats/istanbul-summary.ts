import { z } from 'zod';
import {
  parsed,
  sumRatios,
  type CoverageEvidence,
  type FileCoverage,
  type Problem,
  type Ratio,
} from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { mapOf } from '../maps.ts';

const count = z.int().nonnegative();

const counts = z
  .object({ total: count, covered: count })
  .refine(({ covered, total }) => covered <= total, 'more is covered than there is');

const entry = z.object({ lines: counts, branches: counts });

const report = mapOf(entry, 'expected an object of files');

/** The key of the sums, beside those of the files. */
const TOTAL = 'total';

/**
 * The totals that Istanbul's reporter `json-summary` writes for each file:
 * https://istanbul.js.org/docs/advanced/alternative-reporters/#json-summary
 * It names no lines, so that the summaries of two shards can't be united.
 */
export const format: Format<CoverageEvidence> = {
  id: 'istanbul-summary',
  title: 'Istanbul summary (coverage-summary.json)',
  kind: 'coverage',
  produce: 'npx c8 --reporter=json-summary --reports-dir=reports npm test',
  usualNames: ['**/coverage-summary*.json'],
  sniff: ({ text }) => /^\s*\{\s*"total"\s*:\s*\{\s*"(?:lines|statements|functions|branches)"\s*:\s*\{/.test(text),
  async parse(source, path) {
    const json = await readJson(
      source,
      path,
      report,
      '`coverage-summary.json`, the output of Istanbul’s `json-summary`',
    );
    if (!json.ok) return json;
    const entries = [...json.value].filter(([file]) => file !== TOTAL);
    const files = entries.map(([reportedPath, { lines, branches }]): FileCoverage => ({
      reportedPath,
      lines,
      branches,
      detail: null,
      consistent: true,
    }));
    return parsed({ kind: 'coverage', defects: totalDefects(json.value.get(TOTAL), files, path), files, roots: [] });
  },
};

function totalDefects(stated: z.infer<typeof entry> | undefined, files: FileCoverage[], path: string): Problem[] {
  const lines = sumRatios(files.map((file) => file.lines));
  const branches = sumRatios(files.flatMap((file) => file.branches ?? []));
  if (stated !== undefined && same(stated.lines, lines) && same(stated.branches, branches)) return [];
  const message =
    stated === undefined
      ? 'The report has no total.'
      : `The total says ${describe(stated.lines, stated.branches)}, the files add up to ${describe(lines, branches)}.`;
  const hint = 'Let the coverage tool write the report again.';
  return [{ code: 'coverage-totals-disagree', message, at: { path }, hint }];
}

function same(one: Ratio, other: Ratio): boolean {
  return one.covered === other.covered && one.total === other.total;
}

function describe(lines: Ratio, branches: Ratio): string {
  return `${lines.covered}/${lines.total} lines and ${branches.covered}/${branches.total} branches`;
}
