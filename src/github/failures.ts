import { z } from 'zod';
import { ReadFailure, type Problem } from '../model/index.ts';

/** What the job may have to grant, as the workflow's `permissions` spells it. */
export type Permission = 'checks: write' | 'contents: read' | 'pull-requests: read' | 'pull-requests: write';

/** What a request is for. */
export interface Purpose {
  /** Completes "Could not …": `publish the check run`. */
  doing: string;
  /** The permission that the request takes. */
  permission: Permission;
}

/** A request that GitHub did not answer as asked. Who reads facts lets it pass, who publishes makes a problem of it. */
export class RequestFailure extends ReadFailure {
  /** The HTTP status, `null` when there was no answer. */
  readonly status: number | null;

  constructor(problem: Problem, status: number | null, cause: unknown) {
    super(problem, { cause });
    this.name = 'RequestFailure';
    this.status = status;
  }
}

const answered = z.object({
  status: z.number(),
  response: z.object({
    headers: z.record(z.string(), z.unknown()).catch({}),
    data: z.object({ message: z.string() }).catch({ message: '' }),
  }),
});

const graphqlErrors = z.object({
  errors: z.tuple([z.object({ type: z.string().optional(), message: z.string() })], z.unknown()),
});

/** Turns what octokit throws into a failure that names the missing permission, or what else to mend. */
export function requestFailure(purpose: Purpose, error: unknown): RequestFailure {
  const graphql = graphqlErrors.safeParse(error);
  if (graphql.success) {
    const [{ type, message }] = graphql.data.errors;
    const status = { FORBIDDEN: 403, NOT_FOUND: 404, RATE_LIMITED: 429 }[type ?? ''] ?? 422;
    return new RequestFailure(problemOf(purpose, status, message, false), status, error);
  }
  const rest = answered.safeParse(error);
  if (!rest.success) return new RequestFailure(unreachable(purpose, error), null, error);
  const { status, response } = rest.data;
  const exhausted = response.headers['x-ratelimit-remaining'] === '0';
  return new RequestFailure(problemOf(purpose, status, response.data.message, exhausted), status, error);
}

/** An answer of another shape than GitHub documents: a proxy's page, or a server of another make. */
export function unexpectedAnswer({ doing }: Purpose, error: z.ZodError): RequestFailure {
  const issue = error.issues[0];
  const where = issue === undefined ? '' : ` at \`${issue.path.join('.')}\``;
  const problem: Problem = {
    code: 'unexpected-answer',
    message: `Could not ${doing}: the API's answer has an unexpected shape${where}.`,
    hint: 'Check that `GITHUB_API_URL` is a GitHub API; a proxy may have answered in its place.',
  };
  return new RequestFailure(problem, null, error);
}

function problemOf({ doing, permission }: Purpose, status: number, said: string, exhausted: boolean): Problem {
  const failed = (code: string, why: string, hint: string): Problem => ({
    code,
    message: `Could not ${doing}: ${why}.`,
    hint,
  });
  const grant = `Grant \`${permission}\` in the job's \`permissions\`; pull requests of forks and of Dependabot get a read-only token.`;
  if (status === 429 || (status === 403 && (exhausted || /rate limit/i.test(said)))) {
    return failed('rate-limited', "the API's rate limit is reached", 'Run the job again later.');
  }
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
