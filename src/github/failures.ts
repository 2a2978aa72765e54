import { z } from 'zod';
import { ReadFailure, type Problem } from '../model/index.ts';
import { isLimited, limitHint, type Refusal } from './rate-limit.ts';

/** What the job may have to grant, as the workflow's `permissions` spells it. */
export type Permission =
  | 'actions: read'
  | 'actions: write'
  | 'checks: read'
  | 'checks: write'
  | 'contents: read'
  | 'deployments: read'
  | 'pull-requests: read'
  | 'pull-requests: write'
  | 'security-events: read';

/** What a request is for. */
export interface Purpose {
  /** Completes "Could not …": `publish the check run`. */
  doing: string;
  /** The permission that the request takes. */
  permission: Permission;
}

/** A request that GitHub did not answer as asked. Who reads facts lets it pass, who publishes makes a problem of it. */
export class RequestFailure extends ReadFailure {
  /** The HTTP status, 429 for every limit; `null` when there was no answer. */
  readonly status: number | null;

  constructor(problem: Problem, status: number | null, cause: unknown) {
    super(problem, { cause });
    this.name = 'RequestFailure';
    this.status = status;
  }
}

/** An answer that is no JSON though its status says that all is well: cut off on the way, or a proxy's page. */
export class BrokenAnswer extends Error {
  /** As a proxy would say it had it noticed; octokit's plug-ins go by it. */
  readonly status = 502;
  /** What was asked, for octokit's plug-ins. */
  readonly request: object;

  constructor(request: object) {
    super('The answer is not JSON.');
    this.name = 'BrokenAnswer';
    this.request = request;
  }
}

const answered = z.object({
  status: z.number(),
  response: z.object({
    headers: z.record(z.string(), z.unknown()).catch({}),
    data: z.object({ message: z.string() }).catch({ message: '' }),
  }),
});

/** What a GraphQL answer says of a part that it lacks: https://spec.graphql.org/October2021/#sec-Errors */
export const graphqlError = z.object({
  /** GitHub's own: `FORBIDDEN`, `NOT_FOUND`, `RATE_LIMITED`… */
  type: z.string().optional(),
  /** Where in the data the part is missing. */
  path: z.array(z.union([z.string(), z.number()])).optional(),
  message: z.string(),
});
export type GraphqlError = z.infer<typeof graphqlError>;

const STATUS_OF = new Map([
  ['FORBIDDEN', 403],
  ['NOT_FOUND', 404],
  ['RATE_LIMITED', 429],
]);

/** The failure that an error in a GraphQL answer means: the same as REST's of that kind. */
export function graphqlFailure(purpose: Purpose, error: GraphqlError): RequestFailure {
  const status = STATUS_OF.get(error.type ?? '') ?? 422;
  return new RequestFailure(problemOf(purpose, { status, headers: {}, said: error.message }), status, error);
}

/** What plugin-throttling throws when GraphQL's limit is reached and there is no waiting for it. */
const graphqlLimit = z.object({
  response: z.object({
    headers: z.record(z.string(), z.unknown()).catch({}),
    data: z.object({ errors: z.tuple([graphqlError], graphqlError) }),
  }),
});

/** Turns what octokit throws into a failure that names the missing permission, or what else to mend. */
export function requestFailure(purpose: Purpose, error: unknown): RequestFailure {
  if (error instanceof BrokenAnswer) return unexpectedAnswer(purpose);
  const refusal = refusalIn(error);
  if (refusal === null) return new RequestFailure(unreachable(purpose, error), null, error);
  const status = isLimited(refusal) ? 429 : refusal.status;
  return new RequestFailure(problemOf(purpose, refusal), status, error);
}

/** What GitHub answered, from the error that octokit made of it; `null` when there was no answer. */
export function refusalIn(error: unknown): Refusal | null {
  const rest = answered.safeParse(error);
  if (rest.success) {
    const { status, response } = rest.data;
    return { status, headers: response.headers, said: response.data.message };
  }
  const limit = graphqlLimit.safeParse(error);
  if (!limit.success) return null;
  const { headers, data } = limit.data.response;
  return { status: 429, headers, said: data.errors[0].message };
}

/**
 * An answer of another shape than GitHub documents: a proxy's page, or a server of another make.
 * @param error says where, if it is known
 */
export function unexpectedAnswer({ doing }: Purpose, error?: z.ZodError): RequestFailure {
  const path = error?.issues[0]?.path.join('.') ?? '';
  const where = path === '' ? '' : ` at \`${path}\``;
  const problem: Problem = {
    code: 'unexpected-answer',
    message: `Could not ${doing}: the API's answer has an unexpected shape${where}.`,
    hint: 'Check that `GITHUB_API_URL` is a GitHub API; a proxy may have answered in its place.',
  };
  return new RequestFailure(problem, null, error);
}

function problemOf({ doing, permission }: Purpose, refusal: Refusal): Problem {
  const { status, headers, said } = refusal;
  const failed = (code: string, why: string, hint: string): Problem => ({
    code,
    message: `Could not ${doing}: ${why}.`,
    hint,
  });
  const grant = `Grant \`${permission}\` in the job's \`permissions\`; pull requests of forks and of Dependabot get a read-only token.`;
  if (isLimited(refusal)) return failed('rate-limited', "the API's rate limit is reached", limitHint(headers));
  if (status === 401) return failed('bad-credentials', 'GitHub does not accept the token', 'Check `github-token`.');
  if (status === 403 && /not accessible by/i.test(said)) {
    return failed('missing-permission', `the token lacks the permission \`${permission}\``, grant);
  }
  if (status === 404) {
    return failed('not-found', `GitHub finds no such thing, or the token lacks \`${permission}\``, grant);
  }
  if (status >= 500) {
    return failed('github-unavailable', `GitHub answered with status ${status}`, 'Run the job again later.');
  }
  return failed('request-refused', `GitHub refused it (${status}): ${oneLine(said)}`, grant);
}

function unreachable({ doing }: Purpose, error: unknown): Problem {
  return {
    code: 'github-unreachable',
    message: `Could not ${doing}: the API did not answer (${networkCode(error)}).`,
    hint: "Check the runner's network and `GITHUB_API_URL`.",
  };
}

const thrown = z.object({ name: z.string(), code: z.unknown(), cause: z.unknown() }).partial();

/** The system's code (`ECONNREFUSED`) or the error's name; never its text, which may quote a proxy's password. */
function networkCode(error: unknown): string {
  const { name = 'unknown error', code, cause } = thrown.safeParse(error).data ?? {};
  if (typeof code === 'string') return code;
  return cause === undefined ? name : networkCode(cause);
}

function oneLine(text: string): string {
  return text.slice(0, 300).replace(/\s+/g, ' ').trim();
}
