import { z } from 'zod';
import type { State, StoredPullRequest } from './state.ts';

/**
 * GraphQL by hand: GitHub's schema is in no package of ours. Known queries only; of each the variables' declarations and
 * values and the names of the fields are checked, whether GitHub has such fields was read in its documentation
 * (https://docs.github.com/graphql/reference/objects#pullrequest).
 */
const queries: Record<
  string,
  { variables: string[]; fields: string[]; answer: (state: State, variables: Variables) => object }
> = {
  Viewer: {
    variables: [],
    fields: ['viewer', 'login'],
    answer: ({ app }) => ({ data: { viewer: { login: `${app}[bot]` } } }),
  },
  Reviews: {
    variables: ['$owner: String!', '$repo: String!', '$number: Int!', '$after: String'],
    fields: [
      ...['repository', 'owner', 'name', 'repo', 'pullRequest', 'number', 'author', 'login', 'headRefOid'],
      ...['latestOpinionatedReviews', 'first', 'after', 'writersOnly', 'true', 'pageInfo', 'hasNextPage', 'endCursor'],
      ...['nodes', 'state', 'submittedAt', 'commit', 'oid'],
    ],
    answer: reviewsAnswer,
  },
};

const variablesShape = z.strictObject({
  owner: z.string().optional(),
  repo: z.string().optional(),
  number: z.int().optional(),
  after: z.string().nullish(),
});
type Variables = z.infer<typeof variablesShape>;

const bodyShape = z.strictObject({ query: z.string(), variables: variablesShape.default({}) });

/** What a GraphQL request is answered, or how it departs from the queries we know. */
export function answerGraphql(body: unknown, state: State): { body: object } | { violations: string[] } {
  const checked = bodyShape.safeParse(body);
  if (!checked.success) return { violations: [z.prettifyError(checked.error)] };
  const { query, variables } = checked.data;
  const [, name = '', declared = '', selection = ''] = /^query (\w+)(?:\(([^)]*)\))? (\{.*)$/s.exec(query) ?? [];
  const known = queries[name];
  if (known === undefined) return { violations: [`unknown query: ${query}`] };

  const declarations = declared === '' ? [] : declared.split(', ');
  const words = selection.match(/[A-Za-z]\w*/g) ?? [];
  const violations = [
    ...declarations.filter((item) => !known.variables.includes(item)).map((item) => `declares ${item}`),
    ...known.variables.filter((item) => !declarations.includes(item)).map((item) => `lacks ${item}`),
    ...known.variables
      .filter((item) => item.endsWith('!') && !(item.slice(1, item.indexOf(':')) in variables))
      .map((item) => `gives no ${item}`),
    ...words.filter((word) => !known.fields.includes(word)).map((word) => `asks for ${word}`),
  ];
  return violations.length > 0 ? { violations } : { body: known.answer(state, variables) };
}

const PAGE = 100;

function reviewsAnswer(state: State, { owner, repo, number, after }: Variables): object {
  const found = state.pullRequests.find((pullRequest) => pullRequest.number === number);
  if (found === undefined || state.repository !== `${owner ?? ''}/${repo ?? ''}`) return notFound(number);
  if (state.permissions['pull-requests'] === 'none') return forbidden;
  return { data: { repository: { pullRequest: pullRequestAnswer(found, Number(after ?? 0)) } } };
}

function pullRequestAnswer({ author, head, reviews }: StoredPullRequest, start: number): object {
  const end = start + PAGE;
  return {
    author: { login: author },
    headRefOid: head,
    latestOpinionatedReviews: {
      pageInfo: { hasNextPage: end < reviews.length, endCursor: reviews.length === 0 ? null : String(end) },
      nodes: reviews.slice(start, end).map((review) => ({
        state: review.state,
        submittedAt: review.submittedAt,
        author: review.author === null ? null : { login: review.author },
        commit: review.commit === null ? null : { oid: review.commit },
      })),
    },
  };
}

function notFound(number: number | undefined): object {
  const message = `Could not resolve to a PullRequest with the number of ${String(number)}.`;
  return { data: { repository: { pullRequest: null } }, errors: [{ type: 'NOT_FOUND', message }] };
}

const forbidden = {
  data: { repository: { pullRequest: null } },
  errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
};
