import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, graphqlSync, GraphQLError } from 'graphql';
import { z } from 'zod';
import { deploymentsTo, historyOf } from './facts.ts';
import { blobSha, type Files, type State, type StoredCheckRun, type StoredPullRequest } from './state.ts';

/** GitHub's own schema: a query that GitHub would not understand is not understood here. */
const schema = buildSchema(published.idl, { assumeValidSDL: true, noLocation: true });

const bodyShape = z.strictObject({ query: z.string(), variables: z.record(z.string(), z.unknown()).default({}) });

/** What a GraphQL request is answered, or how it departs from GitHub's schema. */
export function answerGraphql(body: unknown, state: State): { body: object } | { violations: string[] } {
  const checked = bodyShape.safeParse(body);
  if (!checked.success) return { violations: [z.prettifyError(checked.error)] };
  const { query: source, variables: variableValues } = checked.data;
  const { data, errors } = graphqlSync({ schema, source, variableValues, rootValue: rootOf(state) });
  const misunderstood = errors?.filter(({ extensions }) => extensions.type === undefined) ?? [];
  if (misunderstood.length > 0) return { violations: misunderstood.map(({ message }) => message) };
  if (errors === undefined) return { body: { data } };
  return {
    body: { data, errors: errors.map(({ message, path, extensions }) => ({ type: extensions.type, path, message })) },
  };
}

/** Anything that GitHub refuses; the part becomes null and the error says where. */
export function refusedPart(
  type: 'NOT_FOUND' | 'FORBIDDEN',
  message = 'Resource not accessible by integration',
): never {
  throw new GraphQLError(message, { extensions: { type } });
}

interface Named {
  owner: string;
  name: string;
}

function rootOf(state: State) {
  const account = `${state.app}[bot]`;
  return {
    viewer: { login: account },
    repository: ({ owner, name }: Named) => {
      if (`${owner}/${name}` !== state.repository)
        return refusedPart('NOT_FOUND', 'Could not resolve to a Repository.');
      return {
        pullRequest: ({ number }: { number: number }) => pullRequestOf(state, number),
        deployments: (asked: { environments: string[] } & Page) => deploymentsOf(state, asked),
        object: (named: { oid?: string; expression?: string }) => objectOf(state, named),
      };
    },
    minimizeComment: ({ input }: { input: { subjectId: string } }) => minimize(state, input.subjectId, true),
    unminimizeComment: ({ input }: { input: { subjectId: string } }) => minimize(state, input.subjectId, false),
  };
}

/** GraphQL names an app by its slug alone. */
function actor(login: string | null) {
  if (login === null) return null;
  const isBot = login.endsWith('[bot]');
  return { __typename: isBot ? 'Bot' : 'User', login: login.replace('[bot]', '') };
}

function connection<T>(all: T[], { first, after }: { first: number; after?: string | null }) {
  const start = Number(after ?? 0);
  const end = start + first;
  return {
    totalCount: all.length,
    pageInfo: { hasNextPage: end < all.length, endCursor: all.length === 0 ? null : String(end) },
    nodes: all.slice(start, end),
  };
}

type Page = Parameters<typeof connection>[1];

function pullRequestOf(state: State, number: number) {
  const found = state.pullRequests.find((pullRequest) => pullRequest.number === number);
  if (found === undefined)
    return refusedPart('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
  if (state.permissions['pull-requests'] === 'none') return refusedPart('FORBIDDEN');
  return {
    author: actor(found.author),
    headRefOid: found.head,
    latestOpinionatedReviews: (page: Page) => connection(reviewsOf(found), page),
    comments: (page: Page) => connection(commentsOf(state, number), page),
  };
}

function reviewsOf({ reviews }: StoredPullRequest) {
  return reviews.map((review) => ({
    ...review,
    author: actor(review.author),
    commit: review.commit === null ? null : { oid: review.commit },
  }));
}

function commentsOf(state: State, issue: number) {
  return state.comments
    .filter((comment) => comment.issue === issue)
    .map(({ id, body, author, minimized = false }) => ({
      id: `IC_${id}`,
      fullDatabaseId: String(id),
      body,
      viewerDidAuthor: author === `${state.app}[bot]`,
      isMinimized: minimized,
    }));
}

function minimize(state: State, nodeId: string, minimized: boolean) {
  const comment = state.comments.find(({ id }) => nodeId === `IC_${id}`);
  if (comment === undefined) return refusedPart('NOT_FOUND', 'Could not resolve to a node.');
  if (state.permissions['pull-requests'] !== 'write') return refusedPart('FORBIDDEN');
  comment.minimized = minimized;
  return {};
}

function objectOf(state: State, { oid, expression }: { oid?: string; expression?: string }) {
  if (expression !== undefined) return treeOf(state, expression);
  if (oid !== undefined && (state.commits.has(oid) || state.parents.has(oid))) return commitOf(state, oid);
  if (state.permissions.contents === 'none') return refusedPart('FORBIDDEN');
  const all = [...state.commits.values()].flatMap((files) => [...files.values()]);
  const bytes = all.find((candidate) => blobSha(candidate) === oid);
  return bytes === undefined ? null : { __typename: 'Blob', oid, text: bytes.toString('utf8') };
}

/** A commit of a history, and its parents. */
function lineOf(state: State, oid: string) {
  const parents = (state.parents.get(oid) ?? []).map((parent) => ({ oid: parent }));
  return { oid, parents: (page: Page) => connection(parents, page) };
}

function deploymentsOf(state: State, { environments, ...asked }: { environments: string[] } & Page) {
  if (state.permissions.deployments === 'none') return refusedPart('FORBIDDEN');
  const found = environments.flatMap((environment) => deploymentsTo(environment, state));
  return connection(
    found.map(({ environment, sha, createdAt, statuses }) => ({
      environment,
      commitOid: sha,
      createdAt,
      statuses: (page: Page) =>
        connection(
          statuses.toReversed().map((status) => ({ ...status, state: status.state.toUpperCase() })),
          page,
        ),
    })),
    asked,
  );
}

interface CheckFilter {
  filterBy?: { checkName?: string };
}

function commitOf(state: State, oid: string) {
  const ofCommit = (name?: string) =>
    state.checkRuns.filter((run) => run.head_sha === oid && (name ?? run.name) === run.name);
  return {
    __typename: 'Commit',
    oid,
    history: (page: Page) => {
      if (state.permissions.contents === 'none') return refusedPart('FORBIDDEN');
      return connection(
        historyOf(oid, state).map((sha) => lineOf(state, sha)),
        page,
      );
    },
    checkSuites: ({ filterBy, ...page }: CheckFilter & Page) => {
      if (state.permissions.checks === 'none') return refusedPart('FORBIDDEN');
      const apps = [...new Set(ofCommit(filterBy?.checkName).map(({ app }) => app))];
      return connection(
        apps.map((app) => ({ checkRuns: (asked: CheckFilter & Page) => checkRunsOf(app, ofCommit, asked, state) })),
        page,
      );
    },
  };
}

function checkRunsOf(
  app: string,
  ofCommit: (name?: string) => StoredCheckRun[],
  { filterBy, ...page }: CheckFilter & Page,
  state: State,
) {
  const runs = ofCommit(filterBy?.checkName).filter((run) => run.app === app);
  return connection(
    runs
      .toSorted((one, other) => other.id - one.id)
      .map((run) => ({
        externalId: run.external_id,
        resourcePath: `/${state.repository}/runs/${run.id}`,
        annotations: (asked: Page) => connection(run.annotations, asked),
      })),
    page,
  );
}

/** `<commit>:<folder>`; `null` where the commit has no such folder. */
function treeOf(state: State, expression: string) {
  if (state.permissions.contents === 'none') return refusedPart('FORBIDDEN');
  const [commit = '', folder = ''] = expression.split(':');
  const files = state.commits.get(commit);
  const entries = files === undefined ? [] : entriesOf(files, folder === '' ? '' : `${folder}/`);
  return entries.length === 0 ? null : { __typename: 'Tree', entries };
}

function entriesOf(files: Files, prefix: string): object[] {
  const below = [...files].filter(([path]) => path.startsWith(prefix));
  const blobs = below
    .filter(([path]) => !path.slice(prefix.length).includes('/'))
    .map(([path, bytes]) => ({
      name: path.slice(prefix.length),
      mode: bytes.toString().startsWith('symlink:') ? 0o120000 : 0o100644,
      type: 'blob',
      size: bytes.length,
      oid: blobSha(bytes),
      object: () => ({ __typename: 'Blob', oid: blobSha(bytes) }),
    }));
  const folders = new Set(below.flatMap(([path]) => /^([^/]+)\//.exec(path.slice(prefix.length))?.[1] ?? []));
  const trees = [...folders].map((name) => ({
    name,
    mode: 0o40000,
    type: 'tree',
    size: 0,
    oid: blobSha(Buffer.from(name)),
    object: () => ({ __typename: 'Tree', entries: entriesOf(files, `${prefix}${name}/`) }),
  }));
  return [...trees, ...blobs];
}
