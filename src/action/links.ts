import { relativeUri, type View } from '../report/index.ts';
import type { Surroundings } from './surroundings.ts';

/** Links to lines of files at the judged commit; none when it is unknown. */
export function linkTo(surroundings: Surroundings, commit: string | null): View['linkTo'] {
  if (commit === null) return null;
  const files = `${repositoryLink(surroundings)}/blob/${commit}`;
  return (path, line) => `${files}/${relativeUri(path)}${line === null ? '' : `?plain=1#L${line}`}`;
}

/** The page of the workflow run, with its summary. */
export function runLink(surroundings: Surroundings): string {
  return `${repositoryLink(surroundings)}/actions/runs/${surroundings.runId}`;
}

/** The repository's page. */
export function repositoryLink({ serverUrl, repository }: Surroundings): string {
  return `${serverUrl}/${repository.owner}/${repository.name}`;
}
