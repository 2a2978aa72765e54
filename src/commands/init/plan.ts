import { defaultConfigurationPath } from '../../config/index.ts';
import type { NewComponent } from './component.ts';
import { configurationText } from './configuration.ts';
import { specificationText } from './specification.ts';
import { workflowText } from './workflow.ts';

/** A file that is to be made. */
export interface PlannedFile {
  path: string;
  text: string;
}

/** What the repository has already. */
export interface Present {
  configured: boolean;
  /** Whether a workflow judges. */
  judging: boolean;
  /** Reports that lie outside the folders for them. */
  reports: string[];
}

const workflowPath = '.github/workflows/maturity.yml';

/** The path of a component's specification. */
export function specificationPath(id: string): string {
  return `specs/${id}.md`;
}

/**
 * The files that are lacking: a specification for each component of `lacking`, their configuration, and a workflow for `all`.
 * `today` is `YYYY-MM-DD`.
 */
export function plannedFiles(
  all: NewComponent[],
  lacking: NewComponent[],
  { configured, judging, reports }: Present,
  today: string,
): PlannedFile[] {
  const folders = all.flatMap(({ project: { folder } }) => (folder === '' ? [] : `${folder}/reports/**`));
  const evidence = ['reports/**', ...folders, ...reports];
  const specifications = lacking.map((component) => ({
    path: specificationPath(component.id),
    text: specificationText(component, today),
  }));
  return [
    ...specifications,
    ...(configured || lacking.length === 0
      ? []
      : [{ path: defaultConfigurationPath, text: configurationText(lacking, evidence) }]),
    ...(judging ? [] : [{ path: workflowPath, text: workflowText(all) }]),
  ];
}
