import {
  USAGE_EXIT_CODE,
  type Change,
  type ComponentReport,
  type Problem,
  type ReportedProblem,
} from '../model/index.ts';
import { boxChangesText, type BoxChange } from '../report/index.ts';
import { reportedProblem } from '../run/index.ts';
import { parseSpec } from '../spec/index.ts';
import { readVerbatim, replaceText } from '../workspace/index.ts';
import { check } from './check.ts';
import type { CheckOptions } from './check-options.ts';
import { syncPlan, type SyncPlan } from './sync-plan.ts';

/** What `sync` is asked to do, besides what `check` is. */
export interface SyncOptions extends CheckOptions {
  /** Only report what would change. */
  checkOnly: boolean;
  /** Also untick what evidence contradicts. */
  untick: boolean;
}

/** What `sync` answers. */
export interface SyncOutcome {
  changes: BoxChange[];
  problems: ReportedProblem[];
  /** Whether the changes, if there are any, were written. */
  written: boolean;
  /** 0 done or nothing to do, 1 `checkOnly` and something is to change, 3 bad usage, or a file that can't be synchronised. */
  exitCode: number;
}

/**
 * Ticks the boxes of criteria that evidence proves, and touches no other byte. Boxes that rest on a word (functional
 * requirements, approvals, lines that no gate recognises) are left alone.
 */
export async function sync(options: SyncOptions, change: Change): Promise<SyncOutcome> {
  const { report, exitCode } = await check(options, change);
  if (exitCode === USAGE_EXIT_CODE) return { changes: [], problems: report.problems, written: true, exitCode };
  const done: SyncPlan[] = [];
  for (const component of report.components) done.push(await synchronise(component, options));
  const changes = done.flatMap((plan) => plan.changes);
  const problems = done.flatMap((plan) => plan.problems);
  return {
    changes,
    problems: [...report.problems, ...problems.map(reportedProblem)],
    written: !options.checkOnly,
    exitCode: problems.length > 0 ? USAGE_EXIT_CODE : options.checkOnly && changes.length > 0 ? 1 : 0,
  };
}

/** The outcome for people, or `{changes, problems}` for machines. */
export function renderSync(outcome: SyncOutcome, format: 'terminal' | 'json', width: number): string {
  if (format === 'terminal') return boxChangesText(outcome, width);
  const { changes, problems } = outcome;
  return `${JSON.stringify({ changes, problems }, null, 2)}\n`;
}

/** What `sync` answers when it could not begin. */
export function failedSync(problems: Problem[]): SyncOutcome {
  return { changes: [], problems: problems.map(reportedProblem), written: true, exitCode: USAGE_EXIT_CODE };
}

/** One specification, whole or not at all. */
async function synchronise({ spec, results }: ComponentReport, options: SyncOptions): Promise<SyncPlan> {
  const { root, untick, checkOnly } = options;
  const file = await readVerbatim(root, spec.path);
  if (!file.ok) return unchanged(file.problems);
  const { text, sha256 } = file.value;
  if (sha256 !== spec.sha256) return unchanged([changedMeanwhile(spec.path)]);
  const plan = syncPlan(text, parseSpec(text, spec.path, sha256).spec, results, untick);
  if (checkOnly || plan.changes.length === 0) return plan;
  const replaced = await replaceText(root, spec.path, plan.text);
  return replaced.ok ? plan : unchanged(replaced.problems);
}

function unchanged(problems: Problem[]): SyncPlan {
  return { text: '', changes: [], problems };
}

function changedMeanwhile(path: string): Problem {
  return {
    code: 'file-changed',
    message: 'The specification changed while it was judged; nothing was written.',
    at: { path },
    hint: 'Run sync again.',
  };
}
