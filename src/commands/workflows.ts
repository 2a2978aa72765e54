import { readYaml } from '../config/index.ts';
import { plainPath, type Snapshot, type Wanted } from '../model/index.ts';
import { statedInputs, type WorkflowFile } from '../policy/index.ts';
import { globFiles, readText } from '../workspace/index.ts';

/** Where workflows and local actions stand; the action's own file is a local action of its repository. */
export const workflowFiles: Wanted = {
  paths: ['action.yml', 'action.yaml'],
  globs: ['.github/workflows/*.{yml,yaml}', '.github/actions/*/action.{yml,yaml}'],
};

/** The workflows and local actions of the working tree. What can't be read has no text, which looks like a change. */
export async function readWorkflows(root: string): Promise<WorkflowFile[]> {
  const paths = await globFiles(root, [...workflowFiles.paths, ...workflowFiles.globs]);
  const files: WorkflowFile[] = [];
  for (const path of paths) {
    const file = await readText(root, path);
    files.push(workflowOf(path, file.ok ? file.value.text : ''));
  }
  return files;
}

/** The workflows and local actions of a commit. */
export async function workflowsAt(snapshot: Snapshot): Promise<WorkflowFile[]> {
  const texts = await snapshot.read(workflowFiles);
  return [...texts].map(([path, text]) => workflowOf(path, text));
}

/**
 * The configuration that a commit is judged by. Which one that is, is for its own workflows to say: a change that names
 * another one would else choose what it is compared with. Where only a run can tell, it is the one that this run asks for.
 */
export function configurationNamedBy(workflows: WorkflowFile[], asked: string | null): string | null {
  const stated = statedConfigurations(workflows);
  if (asked !== null && stated.some((path) => path === asked || isComputed(path))) return asked;
  return stated.find((path) => !isComputed(path)) ?? null;
}

/** Whether workflows say that there is a configuration, but only a run knows where. */
export function nameComputedConfiguration(workflows: WorkflowFile[]): boolean {
  return statedConfigurations(workflows).some(isComputed);
}

function statedConfigurations(workflows: WorkflowFile[]): string[] {
  return statedInputs(workflows, 'config')
    .filter((path) => path !== '')
    .map((path) => (isComputed(path) ? path : plainPath(path)));
}

const isComputed = (path: string): boolean => path.includes('${{');

function workflowOf(path: string, text: string): WorkflowFile {
  const yaml = readYaml(text, path);
  return { path, text, content: yaml.ok ? yaml.value : null };
}
