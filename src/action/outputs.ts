import { holds, type ComponentReport, type Report } from '../model/index.ts';
import { lowestStage } from '../report/index.ts';
import type { ReportFiles } from './report-files.ts';

/** A job's outputs share 1 MB; a list that needs more is left out, and its reader fails instead of seeing a part. */
const MOST_CHARACTERS = 200_000;

/** What each output says; `action.yml` and the table of the README are generated from it. */
export const outputDescriptions = {
  verdict: '`ready`, `inconclusive` or `blocked`',
  passed: '`true` when the verdict is `ready`',
  'achieved-stage': 'The lowest achieved stage over the components; empty if one has achieved none',
  'target-stage': 'The lowest target stage over the components',
  'failed-gates': 'JSON: `[{component, stage, gate, status}]`, the required rows that do not hold',
  components: 'JSON: id, verdict and stages of each component',
  'report-json': 'Path of the JSON report',
  'report-html': 'Path of the HTML report: one page that needs no network',
  matrix: 'JSON: `{include: [{component, …}]}` for a job matrix; with `shards` `{include: [{shard, components}]}`',
} as const;

/** The action's outputs by name. Lists are JSON; one that is too long is empty (`report-json` has it all). */
export function outputsOf(report: Report, files: ReportFiles): Record<keyof typeof outputDescriptions, string> {
  const { verdict, components } = report;
  return {
    verdict,
    passed: String(verdict === 'ready'),
    'achieved-stage': lowestStage(report, ({ achievedStage }) => achievedStage) ?? '',
    'target-stage': lowestStage(report, ({ targetStage }) => targetStage) ?? '',
    'failed-gates': json(components.flatMap(failedGates)),
    components: json(components.map(summaryOf)),
    'report-json': files.json ?? '',
    'report-html': files.html ?? '',
    matrix: json({ include: components.map(matrixEntry) }),
  };
}

function failedGates({ id, results }: ComponentReport) {
  return results
    .filter(({ required, status }) => required && !holds(status))
    .map(({ stage, gate, status }) => ({ component: id, stage, gate, status }));
}

function summaryOf({ id, affected, verdict, declaredStatus, targetStage, achievedStage, promotable }: ComponentReport) {
  return { id, affected, verdict, declaredStatus, targetStage, achievedStage, promotable };
}

/** An entry of `strategy.matrix.include`: one job a component. */
function matrixEntry({ id, verdict, targetStage, achievedStage }: ComponentReport) {
  return { component: id, verdict, 'target-stage': targetStage ?? '', 'achieved-stage': achievedStage ?? '' };
}

function json(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MOST_CHARACTERS ? text : '';
}
