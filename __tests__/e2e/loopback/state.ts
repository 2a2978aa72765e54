import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
  /** Commits that belong to it, as `/commits/{sha}/pulls` knows them. */
  commits: string[];
  merged: { commit: string; at: string } | null;
  /** The latest opinionated review of each writer. */
  reviews: StoredReview[];
}

export type Access = 'write' | 'read' | 'none';

/** All that the loopback GitHub knows; tests set it up and look at it afterwards. */
export interface State {
  /** `owner/name` */
  repository: string;
  /** Who the token belongs to: the app's slug, its account is `<slug>[bot]`. */
  app: string;
  permissions: { checks: Access; contents: Access; 'pull-requests': Access };
  commits: Map<string, Files>;
  /** Where two commits branched off, as `base...head`; the base itself where nothing is said. */
  mergeBases: Map<string, string>;
  /** Says that the lists of files are cut. */
  truncated: boolean;
  pullRequests: StoredPullRequest[];
  checkRuns: StoredCheckRun[];
  comments: StoredComment[];
  /** Makes a request fail: its answer instead of ours, `null` to let it be. */
  fail: (method: string, path: string) => { status: number; message: string } | null;
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
    checkRuns: [],
    comments: [],
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
