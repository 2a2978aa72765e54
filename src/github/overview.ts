import { z } from 'zod';
import type { Client, GraphqlParts } from './client.ts';
import { RequestFailure } from './failures.ts';
import type { ListedFolder, TreeEntry } from './tree-entry.ts';

/** What is asked about. */
export interface Subject {
  /** `null`: no pull request is known. */
  pullRequest: number | null;
  /** The judged commit. */
  commit: string;
  checkName: string;
}

/** A folder of a commit whose entries are asked for. */
export interface Folder extends ListedFolder {
  commit: string;
}

const author = z.object({ login: z.string() }).nullable();
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** The selection of a page of reviews: the latest verdict of each user with write access. Comments are none, a dismissal is one. */
export const REVIEWS = `author { login } headRefOid
  latestOpinionatedReviews(first: 100, after: $after, writersOnly: true) {
    pageInfo { hasNextPage endCursor }
    nodes { state submittedAt author { __typename login } commit { oid } }
  }`;

export const reviewsPart = z.object({
  author,
  headRefOid: z.string(),
  latestOpinionatedReviews: z.object({
    pageInfo,
    nodes: z.array(
      z.object({
        state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']),
        submittedAt: z.string(),
        author: z.object({ __typename: z.string().optional(), login: z.string() }).nullable(),
        commit: z.object({ oid: z.string() }).nullable(),
      }),
    ),
  }),
});
export type ReviewsPart = z.infer<typeof reviewsPart>;

const commentsPart = z.object({
  comments: z.object({
    pageInfo,
    nodes: z.array(
      z.object({
        id: z.string(),
        fullDatabaseId: z.coerce.number().pipe(z.int().positive()),
        body: z.string(),
        viewerDidAuthor: z.boolean(),
        isMinimized: z.boolean(),
      }),
    ),
  }),
});
export type CommentsPart = z.infer<typeof commentsPart>['comments'];

const checkRunsPart = z.object({
  checkSuites: z.object({
    nodes: z.array(
      z.object({
        checkRuns: z.object({
          nodes: z.array(
            z.object({
              /** `/owner/name/runs/12345`: GraphQL's own number for it has 32 bits, the real ones have more. */
              resourcePath: z.string(),
              externalId: z.string().nullable(),
              annotations: z.object({ totalCount: z.int() }),
            }),
          ),
        }),
      }),
    ),
  }),
});
/** A check run of the commit that has the name of ours. */
export type NamedCheckRun = z.infer<typeof checkRunsPart>['checkSuites']['nodes'][number]['checkRuns']['nodes'][number];

const entry = { name: z.string(), mode: z.int(), type: z.string(), size: z.int(), oid: z.string() };
const below = z.object({ entries: z.array(z.object(entry)).optional() }).nullish();
const folderPart = z.object({ entries: z.array(z.object({ ...entry, object: below })) });
type Entry = z.infer<typeof folderPart>['entries'][number];

/** What one request brought; `null` stands for a part that it did not bring: who needs it asks for it alone. */
export interface Overview {
  reviews: ReviewsPart | null;
  comments: CommentsPart | null;
  checkRuns: NamedCheckRun[] | null;
  /** The files that stand directly in the folders asked for, by commit. */
  files: Map<string, TreeEntry[]>;
}

/** Asks once for all that a run wants to know; whoever asks first says which folders are of interest. */
export type AskOverview = (folders: Folder[]) => Promise<Overview>;

/** The overview of a subject, asked for when the first part of it is needed. */
export function overviewOf(client: Client, subject: Subject): AskOverview {
  let asked: Promise<Overview> | null = null;
  return (folders) => (asked ??= read(client, subject, folders));
}

const purpose = { doing: 'read the pull request', permission: 'pull-requests: read' } as const;

async function read(client: Client, subject: Subject, folders: Folder[]): Promise<Overview> {
  const { pullRequest, commit, checkName } = subject;
  const variables = {
    commit,
    checkName,
    ...(pullRequest === null ? {} : { number: pullRequest, after: null }),
    ...Object.fromEntries(folders.map((folder, index) => [`f${index}`, `${folder.commit}:${folder.path}`])),
  };
  try {
    const query = queryFor(pullRequest !== null, folders);
    return overviewIn(await client.graphqlParts(purpose, query, variables), folders);
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return { reviews: null, comments: null, checkRuns: null, files: new Map() };
  }
}

const ENTRY = 'name mode type size oid';
const ONE_FOLDER = `... on Tree { entries { ${ENTRY} } }`;
const TWO_FOLDERS = `... on Tree { entries { ${ENTRY} object { ${ONE_FOLDER} } } }`;

function queryFor(hasPullRequest: boolean, folders: Folder[]): string {
  const variables = [
    '$owner: String!, $repo: String!, $commit: GitObjectID!, $checkName: String!',
    ...(hasPullRequest ? ['$number: Int!, $after: String'] : []),
    ...folders.map((_folder, index) => `$f${index}: String!`),
  ];
  const pullRequest = `pullRequest(number: $number) {
    ${REVIEWS}
    comments(first: 100) {
      pageInfo { hasNextPage endCursor }
      nodes { id fullDatabaseId body viewerDidAuthor isMinimized }
    }
  }`;
  return `query Overview(${variables.join(', ')}) {
  repository(owner: $owner, name: $repo) {
    ${hasPullRequest ? pullRequest : ''}
    commit: object(oid: $commit) { ... on Commit {
      checkSuites(first: 20, filterBy: { checkName: $checkName }) { nodes {
        checkRuns(first: 20, filterBy: { checkName: $checkName, checkType: LATEST }) {
          nodes { resourcePath externalId annotations(first: 1) { totalCount } }
        }
      } }
    } }
    ${folders.map(({ deep }, index) => `f${index}: object(expression: $f${index}) { ${deep ? TWO_FOLDERS : ONE_FOLDER} }`).join('\n    ')}
  }
}`;
}

const anything = z.object({ repository: z.record(z.string(), z.unknown()) });

/** Each part stands alone: a permission that is missing takes away its part and no other. */
function overviewIn({ data, errors }: GraphqlParts, folders: Folder[]): Overview {
  const parts = anything.safeParse(data).data?.repository ?? {};
  const checkRuns = checkRunsPart.safeParse(parts.commit).data;
  return {
    reviews: errors.some(concernsReviews) ? null : (reviewsPart.safeParse(parts.pullRequest).data ?? null),
    comments: commentsPart.safeParse(parts.pullRequest).data?.comments ?? null,
    checkRuns: checkRuns?.checkSuites.nodes.flatMap((suite) => suite.checkRuns.nodes) ?? null,
    files: filesIn(parts, folders, new Set(errors.map(({ path }) => String(path?.[1])))),
  };
}

/** `null` is an author who is gone, unless an error says that it is one who can't be told: then a review is nobody's. */
function concernsReviews({ path }: GraphqlParts['errors'][number]): boolean {
  return path === undefined || (path[1] === 'pullRequest' && path[2] !== 'comments');
}

/**
 * A folder that a commit does not have is `null` without an error. A commit of which a folder could not be read, or of
 * which none came, is left out, and asked for again.
 */
function filesIn(parts: Record<string, unknown>, folders: Folder[], failed: Set<string>): Map<string, TreeEntry[]> {
  const files = new Map<string, TreeEntry[]>();
  for (const [index, { commit, path }] of folders.entries()) {
    const part = parts[`f${index}`];
    if (part === null || part === undefined) continue;
    const entries = folderPart.safeParse(part).data?.entries;
    if (entries === undefined) {
      failed.add(`f${index}`);
      continue;
    }
    const known = files.get(commit) ?? [];
    files.set(commit, [...known, ...entries.flatMap((one) => filesOf(one, path))]);
  }
  for (const [index, { commit }] of folders.entries()) {
    if (failed.has(`f${index}`) || failed.has('undefined')) files.delete(commit);
  }
  return files;
}

function filesOf({ name, mode, type, size, oid, object }: Entry, folder: string): TreeEntry[] {
  const path = folder === '' ? name : `${folder}/${name}`;
  if (type !== 'tree') return [{ path, mode: mode.toString(8), sha: oid, size }];
  return (object?.entries ?? []).flatMap((inner) => filesOf({ ...inner, object: null }, path));
}
