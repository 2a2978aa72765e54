import { locatedDiagnostics } from '../collect/index.ts';
import { indexFiles } from '../evidence/index.ts';
import { finding, type Known } from '../gates/index.ts';
import {
  ReadFailure,
  type Change,
  type CheckRunFact,
  type DiagnosticsEvidence,
  type EvidenceReport,
  type EvidenceSet,
} from '../model/index.ts';
import { wantedFacts, type OwnedComponent, type RunInput, type WantedFacts } from '../run/index.ts';
import { baselineOf } from './baseline.ts';
import { deploymentsOf } from './deployments.ts';

/** Facts that the API is asked for only when a gate needs them. */
type OptionalFacts = Pick<RunInput, 'deployments' | 'scans' | 'checkRuns' | 'baseline'>;

/** What the input holds in their place until they are read. */
export const notReadYet: Omit<OptionalFacts, 'baseline'> = {
  deployments: { state: 'missing', why: 'The deployments were not read.' },
  scans: { state: 'missing', why: 'Code scanning was not read.' },
  checkRuns: { state: 'missing', why: 'The check runs were not read.' },
};

const nothing: WantedFacts = {
  environments: [],
  changesSince: false,
  securityScan: false,
  checks: [],
  baseline: false,
};

/** The facts that the rows of a run ask for. */
export async function optionalFacts(
  change: Change,
  owned: OwnedComponent[],
  input: RunInput,
  root: string,
): Promise<OptionalFacts> {
  // Without an API nothing has to be chosen.
  const wanted = change.api === null ? nothing : wantedFacts(owned, input);
  const { evidence, configuration, repositoryFiles, now } = input;
  const [deployments, scans, checkRuns, baseline] = await Promise.all([
    deploymentsOf(change, evidence, wanted, { root, now }),
    scansOf(change, configuration.codeScanning, wanted, repositoryFiles),
    checkRunsOf(change, wanted),
    baselineOf(change, wanted, input.baseline),
  ]);
  return { deployments, scans, checkRuns, baseline };
}

const verified = finding('note', 'Verified by the API.');

/** The open alerts of the tools that the configuration names; known without any where it names none. */
async function scansOf(
  { api }: Change,
  tools: string[],
  { securityScan }: WantedFacts,
  repository: string[],
): Promise<Known<EvidenceSet['diagnostics']>> {
  if (tools.length === 0) return { state: 'known', value: [], evidence: [], notes: [] };
  if (api === null)
    return { state: 'missing', why: `The code scanning alerts of ${tools.join(', ')} are only known on GitHub.` };
  if (!securityScan)
    return { state: 'missing', why: 'Not asked for: no row that counts here demands a security review.' };
  const reports: EvidenceReport<DiagnosticsEvidence>[] = [];
  return orError(async () => {
    for (const tool of tools) {
      const read = await api.readCodeScanning(tool);
      if (typeof read === 'string') return { state: 'missing', why: read };
      reports.push(read);
    }
    const evidence = reports.map(({ provenance }) => provenance);
    return { state: 'known', value: locatedDiagnostics(reports, indexFiles(repository)), evidence, notes: [verified] };
  });
}

/** The check runs that criteria are bound to. */
async function checkRunsOf({ api, commit }: Change, { checks }: WantedFacts): Promise<Known<CheckRunFact[]>> {
  if (api === null) return { state: 'missing', why: 'Check runs of other jobs are only known on GitHub.' };
  if (checks.length === 0)
    return { state: 'missing', why: 'Not asked for: no row that counts here is bound to a check run.' };
  return orError(async () => ({
    state: 'known',
    value: await api.readCheckRuns(checks),
    evidence: [
      { path: `check runs of ${commit ?? ''}`, format: 'github-check-runs', sha256: '', trust: 'api-verified' },
    ],
    notes: [verified],
  }));
}

async function orError<T>(read: () => Promise<Known<T>>): Promise<Known<T>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { state: 'error', problems: [error.problem], evidence: [] };
  }
}
