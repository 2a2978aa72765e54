import * as core from '@actions/core';
import type { CheckOutcome } from '../commands/index.ts';
import { publishComment, referenceTo, type Published } from '../github/index.ts';
import type { Problem } from '../model/index.ts';
import { headlineOf, remarksOf, renderMarkdown, type View } from '../report/index.ts';
import { chosenAnnotations } from './annotations.ts';
import type { Api } from './change.ts';
import { publishCheckRuns } from './check-runs.ts';
import type { JudgedEvent } from './event.ts';
import type { Inputs } from './inputs.ts';
import { writeRemarks } from './log.ts';
import { outputsOf } from './outputs.ts';
import { reportFolder, writeReports } from './report-files.ts';
import { appendSummary, SUMMARY_BYTES, warningBlock } from './summary.ts';
import type { Surroundings } from './surroundings.ts';
import { conclusionOf } from './verdict.ts';
import { linkTo, repositoryLink, runLink } from './links.ts';

/** A comment may have 65,536 characters; there is room for the marker. */
const COMMENT_BYTES = 59_000;

/** All that publishing needs to know. */
export interface Publication {
  outcome: CheckOutcome;
  inputs: Inputs;
  surroundings: Surroundings;
  /** `null` when the event could not be read: there is no commit to hang a check run on. */
  event: JudgedEvent | null;
  api: Api | null;
  /** `null` when they are unknown. */
  changedPaths: string[] | null;
}

/**
 * Says the verdict wherever it is asked for, one place after another: files, outputs, summary, check run, comment, log.
 * What can't be said is a warning; the verdict stays what it is.
 */
export async function publish(publication: Publication): Promise<void> {
  const { outcome, inputs, surroundings } = publication;
  const { report } = outcome;
  const view = (byteLimit: number, fullReport: string | null, mermaid = false): View => ({
    width: 120,
    colour: false,
    byteLimit,
    linkTo: linkTo(surroundings, report.commit),
    fullReport,
    mermaid,
  });

  const files = await writeReports(report, {
    folder: reportFolder(inputs['report-dir'], surroundings),
    view: view(Infinity, null),
    decision: { repositoryUrl: repositoryLink(surroundings), now: new Date().toISOString() },
    measured: outcome.measured,
    badges: inputs['report-dir'] !== null,
  });
  for (const [name, value] of Object.entries(outputsOf(report, files))) core.setOutput(name, value);

  const run = runLink(surroundings);
  const summary = await appendSummary(inputs, renderMarkdown(report, view(SUMMARY_BYTES, null)));
  const annotations = chosenAnnotations(report, inputs.annotations, publication.changedPaths);
  const checkRuns = await sayCheckRuns(publication, (byteLimit) => view(byteLimit, run));
  const [checkRun = unpublished] = checkRuns;
  const comment = await sayComment(publication, renderMarkdown(report, view(COMMENT_BYTES, checkRun.url ?? run, true)));

  const unsaid = [files.problem, summary, tokenProblem(publication), ...problemsOf(checkRuns), comment.problem];
  const warnings = unsaid.filter((problem) => problem !== null).map((problem) => explain(problem, publication));
  await appendSummary(inputs, warnings.map(warningBlock).join(''));
  writeRemarks(
    remarksOf({
      failing: conclusionOf(outcome) === 'failure',
      headline: headlineOf(report),
      problems: report.problems,
      annotations: checkRun.url === null ? annotations : [],
      warnings,
    }),
  );
}

const unpublished: Published = { url: null, problem: null };

async function sayCheckRuns(publication: Publication, view: (byteLimit: number) => View): Promise<Published[]> {
  const { outcome, inputs, surroundings, event, api, changedPaths } = publication;
  if (api === null || event === null) return [];
  return publishCheckRuns(api, outcome, {
    name: inputs['check-name'],
    perComponent: inputs['per-component'],
    commit: event.commit,
    reference: referenceTo(surroundings, outcome.report.configuration?.sha256 ?? null),
    text: `Commit ${event.commit}, judged on \`${event.name}\` in [this run](${runLink(surroundings)}).\n`,
    view,
    annotations: (report) => chosenAnnotations(report, inputs.annotations, changedPaths),
  });
}

/** What kept them from being published, each reason once. */
function problemsOf(published: Published[]): Problem[] {
  const problems = published.flatMap(({ problem }) => problem ?? []);
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

async function sayComment({ outcome, inputs, event, api }: Publication, body: string): Promise<Published> {
  if (api === null || event?.comments !== true || event.pullRequest === null) return unpublished;
  if (inputs.comment === null) return unpublished;
  const comment = {
    pullRequest: event.pullRequest,
    key: inputs['check-name'],
    body,
    isReady: outcome.report.verdict === 'ready',
    whenReady: inputs.comment,
  };
  return publishComment(api.client, comment, api.askOverview);
}

function tokenProblem({ api }: Publication): Problem | null {
  if (api !== null) return null;
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
