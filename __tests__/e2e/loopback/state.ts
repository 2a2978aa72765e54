import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredAlert, StoredAnalysis, StoredDeployment } from './facts.ts';
import type { Fault } from './faults.ts';

/** The files of a commit: path → bytes. */
export type Files = Map<string, Buffer>;

export interface StoredAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: string;
  title?: string;
  message: string;
}

export interface StoredCheckRun {
  id: number;
  app: string;
  name: string;
  head_sha: string;
  external_id: string;
  status: string;
  conclusion: string | null;
  output: { title: string; summary: string; text: string | null };
  annotations: StoredAnnotation[];
}

export interface StoredComment {
  id: number;
  issue: number;
  author: string;
  body: string;
  /** Folded away; absent: not. */
  minimized?: boolean;
}

export interface StoredReview {
  author: string | null;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';
  commit: string | null;
  submittedAt: string;
}

export interface StoredPullRequest {
  number: number;
  author: string;
  head: string;
  /** Where the head is, `octo/demo` and `feature` where nothing is said. */
  from?: { repository: string; branch: string };
  /** Closed without a merge. */
  closed?: boolean;
  /** Commits that belong to it, as `/commits/{sha}/pulls` knows them. */
  commits: string[];
  merged: { commit: string; at: string } | null;
  /** The latest opinionated review of each writer. */
  reviews: StoredReview[];
}

export interface StoredJob {
  id: number;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: 'success' | 'failure' | null;
}

export interface StoredWorkflowRun {
  id: number;
  event: string;
  head_sha: string;
  /** File name of its workflow; `ci.yml` where nothing is said. */
  workflow?: string;
  /** `main` where nothing is said. */
  branch?: string;
  /** `success` where nothing is said; `null`: it has not come to an end. */
  conclusion?: string | null;
  /** Where its commit comes from; the repository itself where nothing is said. */
  from?: string;
  jobs: StoredJob[];
  /** Ids of the jobs that somebody asked to run again. */
  rerun: number[];
}

export interface StoredArtifact {
  id: number;
  run: number;
  name: string;
  archive: Buffer;
  expired: boolean;
  /** As the API states it. */
  digest: string | null;
}

export type Access = 'write' | 'read' | 'none';

/** All that the loopback GitHub knows; tests set it up and look at it afterwards. */
export interface State {
  /** `owner/name` */
  repository: string;
  /** Who the token belongs to: the app's slug, its account is `<slug>[bot]`. */
  app: string;
  permissions: {
    /** `write` where nothing is said. */
    actions?: Access;
    deployments?: Access;
    'security-events'?: Access;
    checks: Access;
    contents: Access;
    'pull-requests': Access;
  };
  commits: Map<string, Files>;
  /** Where two commits branched off, as `base...head`; the base itself where nothing is said. */
  mergeBases: Map<string, string>;
  /** Says that the lists of files are cut. */
  truncated: boolean;
  pullRequests: StoredPullRequest[];
  /** Reviewers who may only read; all others may write. */
  readers: string[];
  checkRuns: StoredCheckRun[];
  comments: StoredComment[];
  workflowRuns: StoredWorkflowRun[];
  artifacts: StoredArtifact[];
  /** What came before a commit, the first parent first; a commit that is absent has no parents. */
  parents: Map<string, string[]>;
  deployments: StoredDeployment[];
  /** Of code scanning. */
  analyses: StoredAnalysis[];
  /** Open ones. */
  alerts: StoredAlert[];
  /** The host that keeps the artifacts: another than the API's. */
  storage: string;
  /** Makes a request fail: its answer instead of ours, `null` to let it be. */
  fail: (method: string, path: string, body?: unknown) => Fault | null;
}

/** A repository with nothing in it and a token that may do everything. */
export function emptyState(): State {
  return {
    repository: 'octo/demo',
    app: 'github-actions',
    permissions: { checks: 'write', contents: 'read', 'pull-requests': 'write' },
    commits: new Map(),
    mergeBases: new Map(),
    truncated: false,
    pullRequests: [],
    readers: [],
    checkRuns: [],
    comments: [],
    workflowRuns: [],
    artifacts: [],
    parents: new Map(),
    deployments: [],
    analyses: [],
    alerts: [],
    storage: '',
    fail: () => null,
  };
}

/** A commit's name made from a word, so that tests can be read. */
export function commitNamed(word: string): string {
  return createHash('sha1').update(word).digest('hex');
}

/** Files from texts. */
export function files(texts: Record<string, string>): Files {
  return new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
}

/** The files of a folder, as if they were committed. */
export function filesOf(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)]));
}

/** Git's name for a blob: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobSha(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
