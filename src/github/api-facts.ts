import type { ApiFacts } from '../model/index.ts';
import { readLineage } from './ancestry.ts';
import { readCheckRuns } from './check-runs-of-others.ts';
import type { Client } from './client.ts';
import { readCodeScanning } from './code-scanning.ts';
import { compareCommits } from './compared-commits.ts';
import { readDeployments } from './deployments.ts';

/** What is judged, as an event says it. */
export interface Judged {
  commit: string;
  /** `null`: nothing is compared. */
  base: string | null;
  /** The pull request whose head is judged; `null` elsewhere, in the queue too. */
  pullRequest: number | null;
}

/**
 * The facts that the API is asked for only when a gate needs them.
 * @param given - the client, or throws why there is none
 */
export function apiFacts(given: () => Client, { commit, base, pullRequest }: Judged): ApiFacts {
  return {
    deployedCommit: base ?? commit,
    readDeployments: async (environments, now) => readDeployments(given(), environments, now),
    readLineage: async (of, asked, decisive) => readLineage(given(), of, asked, decisive),
    readChangedPaths: async (from, to) => (await compareCommits(given(), from, to)).changedPaths,
    readCodeScanning: async (tool) => readCodeScanning(given(), { commit, pullRequest }, tool),
    readCheckRuns: async (names) => readCheckRuns(given(), commit, names),
  };
}
