import type { CheckOutcome } from '../commands/index.ts';
import { publishCheckRun, type Published } from '../github/index.ts';
import type { Report } from '../model/index.ts';
import { headlineOf, renderMarkdown, type Annotation, type View } from '../report/index.ts';
import type { Api } from './change.ts';
import { conclusionOf } from './verdict.ts';

/** Limit of a check run's summary, with room for the note on what is left out. */
const SUMMARY_BYTES = 65_000;

/** Each takes a request or two of an hourly limit, one after another. */
const MOST_COMPONENTS = 20;

/** How the verdict is shown as check runs. */
export interface CheckRunOptions {
  name: string;
  /** Whether each affected component has one of its own beside the run's. */
  perComponent: boolean;
  commit: string;
  /** What made them: run id, attempt and the configuration's hash. */
  reference: string;
  /** Markdown below the summary. */
  text: string;
  view: (byteLimit: number) => View;
  annotations: (report: Report) => Annotation[];
}

/** Publishes the run's check run, and behind it those of the components, where they are asked for. */
export async function publishCheckRuns(
  { client, askOverview }: Api,
  outcome: CheckOutcome,
  options: CheckRunOptions,
): Promise<Published[]> {
  const { name, perComponent } = options;
  const published = [await publishCheckRun(client, checkRunOf(name, outcome, options), askOverview)];
  if (!perComponent) return published;
  const affected = outcome.report.components.filter((component) => component.affected);
  for (const component of affected.slice(0, MOST_COMPONENTS)) {
    const alone = { ...outcome.report, verdict: component.verdict, components: [component], problems: [] };
    const exitCode = component.verdict === 'ready' || alone.advisory ? 0 : 1;
    const run = checkRunOf(`${name} / ${component.id}`, { report: alone, exitCode }, options);
    published.push(await publishCheckRun(client, run, null));
  }
  if (affected.length > MOST_COMPONENTS) published.push({ url: null, problem: tooMany(affected.length) });
  return published;
}

function checkRunOf(name: string, outcome: Pick<CheckOutcome, 'report' | 'exitCode'>, options: CheckRunOptions) {
  const { report } = outcome;
  const { commit, reference, text, view, annotations } = options;
  return {
    ...{ name, commit, reference, text },
    conclusion: conclusionOf(outcome),
    title: headlineOf(report),
    summary: renderMarkdown(report, view(SUMMARY_BYTES)),
    annotations: annotations(report),
  };
}

function tooMany(count: number) {
  return {
    code: 'too-many-check-runs',
    message: `${count} components are affected; only the first ${MOST_COMPONENTS} have a check run of their own.`,
    hint: 'The check run of the whole names them all.',
  };
}
