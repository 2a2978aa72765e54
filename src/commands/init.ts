import { basename, resolve } from 'node:path';
import { defaultEvidence } from '../config/index.ts';
import { UserError } from '../model/index.ts';
import { createFiles, globFiles, isFolder, isTaken, readText, repositoryFiles } from '../workspace/index.ts';
import { check } from './check.ts';
import type { CheckOptions } from './check-options.ts';
import { loadConfiguration } from './configuration.ts';
import { gitChange } from './git-change.ts';
import { componentsOf, nothingYet, type NewComponent } from './init/component.ts';
import { findProjects } from './init/find-projects.ts';
import { isPlainPath } from './init/names.ts';
import type { InitOutcome } from './init/outcome.ts';
import { plannedFiles, specificationPath, type Present } from './init/plan.ts';
import type { Sight } from './init/project.ts';
import { questioned, type Ask } from './init/questions.ts';
import { findComponents } from './specifications.ts';
import { readWorkflows } from './workflows.ts';

/** What `init` is asked to do. */
export interface InitOptions {
  root: string;
  /** ISO 8601; the specifications are dated by it. */
  now: string;
  /** Puts a question to a human; `null`: nothing is asked. */
  ask: Ask | null;
}

/** What of it is in the repository already. */
interface Existing extends Present {
  /** Ids of the components that have a specification. */
  specs: Set<string>;
  /** Paths of specifications, configuration and workflows. */
  kept: string[];
}

/**
 * Writes a specification for each component that has none, a configuration and a workflow, where they are lacking; what is there is
 * kept. Then judges what there is now. @throws UserError when the root or the configuration can't be read, or a file can't be written.
 */
export async function init({ root, now, ask }: InitOptions): Promise<InitOutcome> {
  if (!(await isFolder(root))) {
    throw new UserError({ code: 'no-root', message: `The root "${root}" is no folder.`, hint: 'Check --root.' });
  }
  const existing = await existingIn(root);
  const { projects, unusable } = await findProjects(await sightOf(root));
  const components = componentsOf(projects.length === 0 ? [nothingYet] : projects, basename(resolve(root)));
  const { lacking, leftOut } = await lackingOf(root, components, existing);
  const described = ask === null ? lacking : await questioned(lacking, ask);
  // As they were answered; one that was not chosen is no component.
  const all = components.flatMap((component) =>
    lacking.includes(component) ? (described.find(({ project }) => project === component.project) ?? []) : component,
  );
  const planned = plannedFiles(all, described, existing, now.slice(0, 10));
  const created = await createFiles(root, planned);
  if (!created.ok) throw new UserError(...created.problems);
  const { report, exitCode } = await check(plainCheck(root, now), await gitChange(root, null));
  return {
    components: all,
    files: [...created.value, ...existing.kept.map((path) => ({ path, state: 'kept' as const }))],
    leftOut: [...unusable.map((folder) => `${folder}: its name can't be written into a workflow as it is`), ...leftOut],
    report,
    judged: exitCode,
  };
}

async function existingIn(root: string): Promise<Existing> {
  const configuration = await loadConfiguration(root, null);
  const workflows = await readWorkflows(root);
  const judging = workflows.filter(({ text }) => text.includes('maturity-gates/maturity-gates'));
  const reports = await globFiles(root, [...defaultEvidence]);
  const { components } = await findComponents(root, configuration, []).catch((error: unknown) => {
    // Without a specification there is no component; of a configuration that names one, `init` may be the remedy.
    if (error instanceof UserError) return { components: [] };
    throw error;
  });
  const settings = configuration.path === null ? [] : [configuration.path];
  return {
    specs: new Set(components.map(({ spec }) => spec.id.value)),
    kept: [...components.map(({ spec }) => spec.path), ...settings, ...judging.map(({ path }) => path)],
    configured: settings.length > 0,
    judging: judging.length > 0,
    reports: reports.filter((path) => !path.startsWith('reports/') && isPlainPath(path)),
  };
}

/** A run of `check` without options. */
function plainCheck(root: string, now: string): CheckOptions {
  return {
    root,
    specs: [],
    config: null,
    components: [],
    stage: null,
    promotion: false,
    evidence: [],
    baseline: [],
    enforce: null,
    now,
  };
}

/** The components that no specification describes, and those that none can be written for. */
async function lackingOf(
  root: string,
  components: NewComponent[],
  { specs }: Existing,
): Promise<{ lacking: NewComponent[]; leftOut: string[] }> {
  // Somebody who describes a repository of one project has described that project.
  if (specs.size > 0 && components.every(({ project }) => project.folder === '')) return { lacking: [], leftOut: [] };
  const lacking: NewComponent[] = [];
  const leftOut: string[] = [];
  for (const component of components.filter(({ id }) => !specs.has(id))) {
    const path = specificationPath(component.id);
    if (await isTaken(root, path)) leftOut.push(`${path} is there, and describes no ${component.id}`);
    else lacking.push(component);
  }
  return { lacking, leftOut };
}

async function sightOf(root: string): Promise<Sight> {
  return {
    files: await repositoryFiles(root),
    read: async (path) => {
      const file = await readText(root, path);
      return file.ok ? file.value.text : null;
    },
  };
}
