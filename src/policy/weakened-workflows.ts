import { weakenedTriggers } from './weakened-triggers.ts';
import { editor, same, valueText, type Edit, type WorkflowEdit } from './workflow-edit.ts';
import { gateSteps, localGates, mapOf, usesGate, type GateStep, type WorkflowFile, type YamlMap } from './workflow.ts';

/** What the whole workflow gives its jobs. */
const shared = ['permissions', 'env', 'defaults', 'concurrency'];

/** Of a step: what is compared by itself, or is only a name. */
const compared = new Set(['with', 'if', 'continue-on-error', 'name', 'id']);

/** Inputs that only change what is shown. */
const shown = new Set(['comment', 'annotations', 'summary', 'report-dir']);

/**
 * Edits of the workflows and local actions that use this action. Whatever touches the job that judges, its triggers or its
 * permissions may loosen it, unless it is plainly harmless; edits of other jobs are remarks. YAML is compared, not text.
 */
export function editedWorkflows(base: WorkflowFile[], head: WorkflowFile[]): WorkflowEdit[] {
  const [before, after] = [localGates(base), localGates(head)];
  const kept = new Map(head.map((file) => [file.path, file]));
  return base
    .filter((file) => usesGate(file, before))
    .flatMap((file) => editsOf(file, kept.get(file.path), before, after));
}

function editsOf(
  base: WorkflowFile,
  head: WorkflowFile | undefined,
  before: Set<string>,
  after: Set<string>,
): WorkflowEdit[] {
  const edit = editor(base, head);
  if (head === undefined) return [edit('', 'was removed')];
  if (base.text === head.text) return [];
  if (base.content === null || head.content === null) return [edit('', 'can’t be compared, for it is no valid YAML')];
  const [was, is] = [mapOf(base.content.value), mapOf(head.content.value)];
  if (same(was, is)) return [];
  const steps = gateSteps(base, before);
  if (steps.length === 0) return [edit('', 'was changed')];
  const jobs = new Set(steps.map(({ job }) => job));
  const found = [
    ...weakenedTriggers(was['on'], is['on']).map(({ key, message }) => edit(key, message)),
    ...shared.filter((key) => !same(was[key], is[key])).map((key) => edit(key, `${key} of all jobs were changed`)),
    ...[...jobs].flatMap((job) => editsOfJob(job, { base, head, before, after }, edit)),
    ...[...feedingJobs(steps, was)]
      .filter((job) => !jobs.has(job) && !same(jobIn(was, job), jobIn(is, job)))
      .map((job) => edit(`jobs/${job}`, `the job ${job}, whose outputs the judging job is given, was changed`)),
  ];
  return found.length > 0 ? found : [{ ...edit('jobs', 'was changed beside the job that judges'), loosens: false }];
}

/** The jobs whose outputs decide what the judging ones are given as inputs. */
function feedingJobs(steps: GateStep[], workflow: YamlMap): Set<string> {
  const given = steps.map(({ job, value }) => {
    const { env, strategy } = jobIn(workflow, job);
    return JSON.stringify([value['with'], env, strategy]);
  });
  return new Set(given.flatMap((text) => [...text.matchAll(/\bneeds\.([\w-]+)/g)].map(([, job = '']) => job)));
}

function jobIn(workflow: YamlMap, job: string): YamlMap {
  return mapOf(mapOf(workflow['jobs'])[job]);
}

interface Compared {
  base: WorkflowFile;
  head: WorkflowFile;
  before: Set<string>;
  after: Set<string>;
}

function editsOfJob(job: string, { base, head, before, after }: Compared, edit: Edit): WorkflowEdit[] {
  const jobOf = (file: WorkflowFile): YamlMap => jobIn(mapOf(file.content?.value), job);
  const [was, is] = [jobOf(base), jobOf(head)];
  if (same(was, is)) return [];
  const key = `jobs/${job}`;
  if (Object.keys(is).length === 0) return [edit(key, `the job ${job} was removed`)];
  const own = (file: WorkflowFile, local: Set<string>): GateStep[] =>
    gateSteps(file, local).filter((step) => step.job === job);
  const [then, now] = [own(base, before), own(head, after)];
  const named = [
    ...switchedOff(key, `the job ${job}`, was, is, edit),
    ...then.flatMap((step, index) => editsOfStep(step, now[index], edit)),
    ...(now.length > then.length
      ? [edit(key, `the job ${job} judges once more, which may hide the first verdict`)]
      : []),
  ];
  if (named.length > 0) return named;
  const rest = same(withoutGates(was, then), withoutGates(is, now));
  return rest ? [] : [edit(key, `the job ${job} that judges was changed`)];
}

function editsOfStep({ job, index, value: was }: GateStep, now: GateStep | undefined, edit: Edit): WorkflowEdit[] {
  const place = (one: number | null): string => `jobs/${job}${one === null ? '' : `/steps/${one}`}`;
  if (now === undefined) return [edit(place(index), `the step of ${job} that judges was removed`)];
  const is = now.value;
  const key = place(now.index);
  const whole = index === null ? [] : switchedOff(key, 'the step that judges', was, is, edit);
  const inputs = editedInputs(key, mapOf(was['with']), mapOf(is['with']), edit);
  const rest = Object.keys({ ...was, ...is })
    .filter((name) => (index === null ? name === 'uses' : !compared.has(name)))
    .filter((name) => !same(was[name], is[name]));
  return [
    ...whole,
    ...inputs,
    ...rest.map((name) =>
      edit(
        `${key}/${name}`,
        `${name} of the step that judges became ${valueText(is[name])}, it was ${valueText(was[name])}`,
      ),
    ),
  ];
}

/** A condition under which nothing is judged, or a failure that doesn't count. */
function switchedOff(key: string, who: string, was: YamlMap, is: YamlMap, edit: Edit): WorkflowEdit[] {
  return ['if', 'continue-on-error'].flatMap((name) => {
    const harmless = is[name] === undefined || (name === 'continue-on-error' && is[name] === false);
    return harmless || same(was[name], is[name])
      ? []
      : [edit(`${key}/${name}`, `${who} got ${name}: ${valueText(is[name])}`)];
  });
}

function editedInputs(key: string, was: YamlMap, is: YamlMap, edit: Edit): WorkflowEdit[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => !shown.has(name) && !same(was[name], is[name]))
    .map((name) =>
      edit(`${key}/with/${name}`, `the input ${name} became ${valueText(is[name])}, it was ${valueText(was[name])}`),
    );
}

/** A job without the steps that judge, and without what is compared by itself. */
function withoutGates({ if: _if, 'continue-on-error': _continue, ...job }: YamlMap, gates: GateStep[]): YamlMap {
  const judging = new Set(gates.map(({ value }) => value));
  const { steps } = job;
  return Array.isArray(steps) ? { ...job, steps: steps.filter((step) => !judging.has(mapOf(step))) } : job;
}
