import type { z } from 'zod';
import { requestFailure, unexpectedAnswer, type Purpose } from './failures.ts';

/** The REST API's version that our requests and their validation were written for. */
const API_VERSION = '2022-11-28';

/** A server that accepts a connection and says nothing must not hold the job. */
const TIMEOUT_MS = 30_000;

/** A repository, as `GITHUB_REPOSITORY` names it. */
export interface Repository {
  owner: string;
  name: string;
}

/** How the API is reached. */
export interface Connection {
  /** `GITHUB_API_URL`: github.com's or an enterprise server's. */
  apiUrl: string;
  token: string;
  repository: Repository;
}

/**
 * GitHub's API for one repository. Every request of the program goes through it, every answer is validated;
 * whatever goes wrong is a {@link RequestFailure}, whose problem never contains the token.
 */
export interface Client {
  repository: Repository;
  /** Sends `METHOD /path/{with}/{names}`; `owner` and `repo` are filled in, other parameters go to path, query or body. */
  rest<T>(purpose: Purpose, answer: z.ZodType<T>, route: string, parameters?: Record<string, unknown>): Promise<T>;
  /** Sends a query; the variables `owner` and `repo` are filled in. */
  graphql<T>(purpose: Purpose, answer: z.ZodType<T>, query: string, variables?: Record<string, unknown>): Promise<T>;
}

/** Opens a client. The toolkit is loaded here and not before: runs without a token don't pay for it. */
export async function connect({ apiUrl, token, repository }: Connection): Promise<Client> {
  const { getOctokit } = await import('@actions/github');
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: 'maturity-gates', log: silent });
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = API_VERSION;
    options.request = { ...options.request, signal: AbortSignal.timeout(TIMEOUT_MS) };
  });
  const place = { owner: repository.owner, repo: repository.name };

  return {
    repository,
    rest: (purpose, answer, route, parameters = {}) =>
      ask(purpose, answer, async () => {
        const answered: { data: unknown } = await octokit.request(route, { ...place, ...parameters });
        return answered.data;
      }),
    graphql: (purpose, answer, query, variables = {}) =>
      ask(purpose, answer, () => octokit.graphql<unknown>(query, { ...place, ...variables })),
  };
}

async function ask<T>(purpose: Purpose, answer: z.ZodType<T>, send: () => Promise<unknown>): Promise<T> {
  const data = await send().catch((error: unknown) => {
    throw requestFailure(purpose, error);
  });
  const checked = answer.safeParse(data);
  if (!checked.success) throw unexpectedAnswer(purpose, checked.error);
  return checked.data;
}

/** Octokit writes deprecations to the console, as the server words them: such text must not reach the job's log. */
const ignore = (): undefined => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
