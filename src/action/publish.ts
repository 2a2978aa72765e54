import * as core from '@actions/core';
import type { CheckOutcome } from '../commands/index.ts';
import { publishCheckRun, publishComment, type Client, type Published } from '../github/index.ts';
import { describeProblem, type Problem } from '../model/index.ts';
import { annotationsOf, escapeMarkdown, headlineOf, renderMarkdown, type View } from '../report/index.ts';
import type { JudgedEvent } from './event.ts';
import type { Inputs } from './inputs.ts';
import { remarksOf, writeRemarks } from './log.ts';
import { outputsOf } from './outputs.ts';
import { reportFolder, writeReports } from './report-files.ts';
import type { Surroundings } from './surroundings.ts';
import { conclusionOf } from './verdict.ts';
import { linkTo, runLink } from './links.ts';

/** A job summary may have 1 MiB; beyond it nothing is shown. */
const SUMMARY_BYTES = 1_000_000;

/** Limits of the check run's summary and of a comment (65,536 characters, with room for the marker). */
const CHECK_BYTES = 65_000;
const COMMENT_BYTES = 59_000;

/** All that publishing needs to know. */
export interface Publication {
  outcome: CheckOutcome;
  inputs: Inputs;
  surroundings: Surroundings;
  /** `null` when the event could not be read: there is no commit to hang a check run on. */
  event: JudgedEvent | null;
  client: Client | null;
}

/**
 * Says the verdict wherever it is asked for, one place after another: files, outputs, summary, check run, comment, log.
 * What can't be said is a warning; the verdict stays what it is.
 */
export async function publish(publication: Publication): Promise<void> {
  const { outcome, inputs, surroundings } = publication;
  const { report } = outcome;
  const view = (byteLimit: number, fullReport: string | null): View => ({
    width: 120,
    colour: false,
    byteLimit,
    linkTo: linkTo(surroundings, report.commit),
    fullReport,
  });

  const files = await writeReports(report, reportFolder(inputs['report-dir'], surroundings), view(Infinity, null));
  for (const [name, value] of Object.entries(outputsOf(report, files))) core.setOutput(name, value);

  const run = runLink(surroundings);
  const summary = await appendSummary(inputs, renderMarkdown(report, view(SUMMARY_BYTES, null)));
  const checkRun = await sayCheckRun(publication, renderMarkdown(report, view(CHECK_BYTES, run)));
  const comment = await sayComment(publication, renderMarkdown(report, view(COMMENT_BYTES, checkRun.url ?? run)));

  const unsaid = [files.problem, summary, tokenProblem(publication), checkRun.problem, comment.problem];
  const warnings = unsaid.filter((problem) => problem !== null).map((problem) => explain(problem, publication));
  await appendSummary(inputs, warnings.map(warningBlock).join(''));
  writeRemarks(
    remarksOf({
      failing: conclusionOf(outcome) === 'failure',
      headline: headlineOf(report),
      problems: report.problems,
      annotations: inputs.annotations && checkRun.url === null ? annotationsOf(report) : [],
      warnings,
    }),
  );
}

const unpublished: Published = { url: null, problem: null };

async function sayCheckRun({ outcome, inputs, surroundings, event, client }: Publication, summary: string) {
  if (client === null || event === null) return unpublished;
  const { report } = outcome;
  return publishCheckRun(client, {
    name: inputs['check-name'],
    commit: event.commit,
    conclusion: conclusionOf(outcome),
    reference: `${surroundings.runId}/${surroundings.runAttempt}`,
    title: headlineOf(report),
    summary,
    text: `Commit ${event.commit}, judged on \`${event.name}\` in [this run](${runLink(surroundings)}).\n`,
    annotations: inputs.annotations ? annotationsOf(report) : [],
  });
}

async function sayComment({ inputs, event, client }: Publication, body: string) {
  if (client === null || event?.comments !== true || event.pullRequest === null) return unpublished;
  if (!inputs.comment) return unpublished;
  return publishComment(client, { pullRequest: event.pullRequest, key: inputs['check-name'], body });
}

function tokenProblem({ client }: Publication): Problem | null {
  if (client !== null) return null;
  return {
    code: 'no-token',
    message: 'There is no token: neither check run nor comment was published.',
    hint: 'Give `github-token: ${{ github.token }}` and grant `checks: write` and `pull-requests: write`.',
  };
}

/** From a fork nothing can be granted, so nobody is sent to try. */
function explain(problem: Problem, { event }: Publication): Problem {
  if (event?.isFork !== true || problem.code !== 'missing-permission') return problem;
  return { ...problem, hint: 'GitHub gives pull requests from forks a read-only token; the exit code still counts.' };
}

async function appendSummary({ summary }: Inputs, markdown: string): Promise<Problem | null> {
  if (!summary || markdown === '') return null;
  try {
    await core.summary.addRaw(markdown, true).write();
    return null;
  } catch {
    return { code: 'summary-not-written', message: 'Could not write the job summary (`GITHUB_STEP_SUMMARY`).' };
  }
}

function warningBlock(problem: Problem): string {
  return `\n> [!WARNING]\n> ${escapeMarkdown(describeProblem(problem))}\n`;
}
