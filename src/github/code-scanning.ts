import { z } from 'zod';
import {
  ReadFailure,
  type Diagnostic,
  type DiagnosticsEvidence,
  type EvidenceReport,
  type Severity,
} from '../model/index.ts';
import type { Client } from './client.ts';
import { RequestFailure, refusalIn } from './failures.ts';

const purpose = { doing: 'read the code scanning alerts', permission: 'security-events: read' } as const;
const commitPurpose = { doing: 'read the analysed commit', permission: 'contents: read' } as const;

const PAGE = 100;
const MOST_PAGES = 10;

const analysesAnswer = z.array(z.object({ commit_sha: z.string(), ref: z.string(), error: z.string() }));
type Analysis = z.infer<typeof analysesAnswer>[number];

const alertsAnswer = z.array(
  z.object({
    rule: z.object({
      id: z.string().nullish(),
      description: z.string().optional(),
      severity: z.string().nullish(),
      security_severity_level: z.string().nullish(),
    }),
    most_recent_instance: z.object({
      message: z.object({ text: z.string().optional() }).optional(),
      location: z.object({ path: z.string().optional(), start_line: z.int().optional() }).optional(),
    }),
  }),
);
type Alert = z.infer<typeof alertsAnswer>[number];

const commitAnswer = z.object({ parents: z.array(z.object({ sha: z.string() })) });

/** What is judged. */
export interface Scanned {
  commit: string;
  /** The pull request whose head it is; `null` elsewhere. */
  pullRequest: number | null;
}

/**
 * The open alerts of a tool, if its newest analysis is of the judged commit (on a pull request also of its test merge);
 * else a sentence that says why nothing is proven: alerts of another commit say nothing of this one.
 * @throws {ReadFailure}
 */
export async function readCodeScanning(
  client: Client,
  scanned: Scanned,
  tool: string,
): Promise<EvidenceReport<DiagnosticsEvidence> | string> {
  const [newest] = await analysesOf(client, scanned, tool);
  if (newest === undefined) return `Code scanning knows of no analysis by ${tool} here.`;
  const name = scanned.commit.slice(0, 10);
  if (!(await isOfCommit(client, newest, scanned)))
    return `The newest analysis by ${tool} is of ${newest.commit_sha.slice(0, 10)}, not of ${name}: wait for it in the job that judges.`;
  if (newest.error !== '') throw failedAnalysis(tool, newest.error);
  return {
    provenance: {
      path: `code scanning alerts of ${tool}`,
      format: 'github-code-scanning',
      sha256: '',
      trust: 'api-verified',
      commit: newest.commit_sha,
    },
    evidence: {
      kind: 'diagnostics',
      concern: 'security',
      tool: tool.toLowerCase(),
      diagnostics: (await alertsOf(client, newest.ref, tool)).map(diagnosticOf),
      declared: null,
      filesAnalyzed: null,
      defects: [],
    },
  };
}

/** Newest first: of the pull request, or of the branch (or queue entry) that the commit was analysed on. */
async function analysesOf(client: Client, { commit, pullRequest }: Scanned, tool: string): Promise<Analysis[]> {
  const list = (filter: object): Promise<Analysis[]> =>
    client.rest(purpose, analysesAnswer, 'GET /repos/{owner}/{repo}/code-scanning/analyses', {
      tool_name: tool,
      per_page: PAGE,
      ...filter,
    });
  try {
    if (pullRequest !== null) return await list({ pr: pullRequest });
    const all = await list({});
    const ref = all.find(({ commit_sha: sha }) => sha === commit)?.ref;
    return ref === undefined ? all : all.filter((one) => one.ref === ref);
  } catch (error) {
    // GitHub's words for a repository, pull request or tool without any.
    if (error instanceof RequestFailure && /no analysis found/i.test(refusalIn(error.cause)?.said ?? '')) return [];
    throw error;
  }
}

/** `refs/pull/7/merge` is analysed at a merge whose second parent is the head. */
async function isOfCommit(client: Client, { commit_sha: sha }: Analysis, { commit, pullRequest }: Scanned) {
  if (sha === commit) return true;
  if (pullRequest === null) return false;
  const { parents } = await client.rest(
    commitPurpose,
    commitAnswer,
    'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
    { commit_sha: sha },
  );
  return parents.length === 2 && parents[1]?.sha === commit;
}

async function alertsOf(client: Client, ref: string, tool: string): Promise<Alert[]> {
  const alerts: Alert[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const listed = await client.rest(purpose, alertsAnswer, 'GET /repos/{owner}/{repo}/code-scanning/alerts', {
      ...{ ref, tool_name: tool, state: 'open' },
      ...{ per_page: PAGE, page },
    });
    alerts.push(...listed);
    if (listed.length < PAGE) return alerts;
  }
  throw new ReadFailure({
    code: 'too-many-alerts',
    message: `More than ${PAGE * MOST_PAGES} code scanning alerts of ${tool} are open: too many to read.`,
    hint: 'Mend or dismiss some of them first.',
  });
}

function failedAnalysis(tool: string, said: string): ReadFailure {
  return new ReadFailure({
    code: 'analysis-failed',
    message: `The analysis by ${tool} failed: ${said.slice(0, 300).replace(/\s+/g, ' ').trim()}`,
    hint: 'Run the analysis again.',
  });
}

/** https://docs.github.com/code-security/code-scanning/managing-code-scanning-alerts/about-code-scanning-alerts#about-alert-severity-and-security-severity-levels */
const severities = new Map<string, Severity>([
  ...(['critical', 'high', 'error'] as const).map((level): [string, Severity] => [level, 'error']),
  ...(['medium', 'warning'] as const).map((level): [string, Severity] => [level, 'warning']),
  ...(['low', 'note', 'none'] as const).map((level): [string, Severity] => [level, 'note']),
]);

/** An alert without a known severity counts as the gravest. */
function diagnosticOf({ rule, most_recent_instance: { message, location } }: Alert): Diagnostic {
  const level = rule.security_severity_level ?? rule.severity ?? '';
  return {
    rule: rule.id ?? null,
    severity: severities.get(level) ?? 'error',
    message: message?.text ?? rule.description ?? 'The tool gives no message.',
    at: { path: location?.path ?? '', ...(location?.start_line === undefined ? {} : { line: location.start_line }) },
  };
}
