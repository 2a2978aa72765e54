/** A mapping of a YAML file; its values are whatever somebody wrote. */
export type YamlMap = Record<string, unknown>;

/** A workflow or a local action of the repository, as YAML. */
export interface WorkflowFile {
  path: string;
  text: string;
  /** `null`: it is no YAML. `lines`: of each key, by its path joined with `/`. */
  content: { value: unknown; lines: Map<string, number> } | null;
}

/** The step of a job by which a workflow judges. */
export interface GateStep {
  job: string;
  /** Its place among the steps; `null` for a job that calls a reusable workflow. */
  index: number | null;
  value: YamlMap;
}

/**
 * `<owner>/maturity-gates@v1`, or a reusable workflow of that repository.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
 */
const ACTION = /(?:^|\/)maturity-gates(?:\/[^@\s]*)?(?:[@:]|$)/i;
const COMMAND = /(?:^|[\s/@"'`=;&|(])maturity-gates\b/i;

/** The mapping that a value is; an empty one for anything else. */
export function mapOf(value: unknown): YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as YamlMap) : {};
}

/** The list that a value is; a single text stands for a list of one. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The steps, and the calls of reusable workflows, by which a workflow judges; `local` are the local actions that do. */
export function gateSteps({ content }: WorkflowFile, local: Set<string>): GateStep[] {
  return Object.entries(mapOf(mapOf(content?.value)['jobs'])).flatMap(([job, value]): GateStep[] => {
    const called = mapOf(value);
    const steps = stepsOf(called).flatMap((step, index) => (judges(step, local) ? [{ job, index, value: step }] : []));
    return judges(called, local) ? [{ job, index: null, value: called }, ...steps] : steps;
  });
}

/** Whether a file takes part in judging; one that is no YAML does where its text says so. */
export function usesGate(file: WorkflowFile, local: Set<string>): boolean {
  if (file.content === null) return COMMAND.test(file.text) || ACTION.test(file.text);
  return gateSteps(file, local).length > 0 || local.has(folderOf(file.path));
}

/** How `uses:` names the local actions and reusable workflows that judge, directly or by way of each other. */
export function localGates(files: WorkflowFile[]): Set<string> {
  const local = new Set<string>();
  for (let size = -1; size !== local.size;) {
    size = local.size;
    for (const file of files)
      if (isAction(file, local) || gateSteps(file, local).length > 0) local.add(folderOf(file.path));
  }
  return local;
}

/** The inputs that the files give this action, by name. */
export function statedInputs(files: WorkflowFile[], name: string): string[] {
  const local = localGates(files);
  const steps = files.flatMap((file) => [
    ...gateSteps(file, local).map(({ value }) => value),
    ...stepsOf(mapOf(mapOf(file.content?.value)['runs'])).filter((step) => judges(step, local)),
  ]);
  return steps.flatMap((step) => {
    const value = mapOf(step['with'])[name];
    if (value === undefined || value === null) return [];
    return [(typeof value === 'string' ? value : JSON.stringify(value)).trim()];
  });
}

/** This action's own file, or a composite action with a step that judges. */
function isAction({ content }: WorkflowFile, local: Set<string>): boolean {
  const action = mapOf(content?.value);
  return action['name'] === 'Maturity gates' || stepsOf(mapOf(action['runs'])).some((step) => judges(step, local));
}

function judges(step: YamlMap, local: Set<string>): boolean {
  const { uses, run } = step;
  if (typeof run === 'string' && COMMAND.test(run)) return true;
  return typeof uses === 'string' && (ACTION.test(uses) || local.has(uses.replace(/\/+$/, '')));
}

function stepsOf({ steps }: YamlMap): YamlMap[] {
  return listOf(steps).map(mapOf);
}

/** `./.github/actions/gate` for an action's file; a reusable workflow is called by its whole path. */
function folderOf(path: string): string {
  if (!/(?:^|\/)action\.ya?ml$/.test(path)) return `./${path}`;
  return `./${path.split('/').slice(0, -1).join('/')}`.replace(/\/+$/, '');
}
