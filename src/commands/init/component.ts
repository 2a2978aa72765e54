import { idsOf } from './names.ts';
import type { Project } from './project.ts';

/** A component that is to be described. */
export interface NewComponent {
  id: string;
  project: Project;
  /** Ids of other components that it is built on. */
  requires: string[];
  /** In one sentence; `null`: a human has to write it. */
  purpose: string | null;
  /** `null`: a human has to write it. */
  author: string | null;
}

/** A component for each project; `rootName` is the name of the repository's folder, for a project that has none. */
export function componentsOf(projects: Project[], rootName: string): NewComponent[] {
  const nameOf = ({ name, folder }: Project): string => name || (folder.split('/').at(-1) ?? '') || rootName;
  const ids = idsOf(projects.map(nameOf));
  const idOfPackage = new Map(projects.map(({ name }, index) => [name, ids[index] ?? '']));
  return projects.map((project, index) => ({
    id: ids[index] ?? '',
    project,
    requires: project.dependencies.flatMap((name) => (name === project.name ? [] : (idOfPackage.get(name) ?? []))),
    purpose: project.description,
    author: null,
  }));
}

/** What is described where no project is found: a component of the repository's name, whose code is still to come. */
export const nothingYet: Project = {
  folder: '',
  name: '',
  description: null,
  language: null,
  sourceFolder: 'src',
  paths: ['src/**'],
  exclude: [],
  tests: { unit: ['tests/'], integration: ['tests/integration/'], e2e: ['tests/e2e/'] },
  runtime: null,
  install: [],
  evidence: [],
  tools: {},
  off: {},
  dependencies: [],
};
