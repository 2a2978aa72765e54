import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { firstBytes } from './body.ts';
import { retryBudget } from './budget.ts';
import { graphqlFailure, requestFailure, unexpectedAnswer, type Purpose } from './failures.ts';
import { graphqlUrlFor, partsOf, type GraphqlParts } from './graphql.ts';
import { retrying } from './retrying.ts';
import { writePace } from './write-pace.ts';

export type { GraphqlParts };

/** The REST API's version that our requests and their validation were written for. */
const API_VERSION = '2022-11-28';

/** What failing requests may cost a run, all together. */
const RETRY_BUDGET_MS = 15_000;

/** Before what may have been created is looked for: GitHub may still be at it. */
const BEFORE_RETRY_MS = 1000;

/** A repository, as `GITHUB_REPOSITORY` names it. */
export interface Repository {
  owner: string;
  name: string;
}

/** How the API is reached. */
export interface Connection {
  /** `GITHUB_API_URL`: github.com's or an enterprise server's. */
  apiUrl: string;
  /** `GITHUB_GRAPHQL_URL`; derived from `apiUrl` when it is not known. */
  graphqlUrl?: string | undefined;
  token: string;
  repository: Repository;
  /** Milliseconds that requests which failed, and waits until they are tried again, may take in all; 15 s. */
  retryBudgetMs?: number;
}

/**
 * GitHub's API for one repository. Every request of the program goes through it, every answer is validated;
 * whatever goes wrong is a {@link RequestFailure}, whose problem never contains the token.
 */
export interface Client {
  repository: Repository;
  /**
   * Sends `METHOD /path/{with}/{names}`; `owner` and `repo` are filled in, other parameters go to path, query or body.
   * What fails for the moment is tried again; a POST, which might do its work twice, only where GitHub refused it for a
   * limit. An update that adds instead of replacing asks for the same with the parameter `request: { once: true }`.
   */
  rest<T>(purpose: Purpose, answer: z.ZodType<T>, route: string, parameters?: Record<string, unknown>): Promise<T>;
  /** Sends a query; the variables `owner` and `repo` are filled in. */
  graphql<T>(purpose: Purpose, answer: z.ZodType<T>, query: string, variables?: Record<string, unknown>): Promise<T>;
  /** As {@link Client.graphql}, but an answer that lacks parts is handed over with what GitHub says of them. */
  graphqlParts(purpose: Purpose, query: string, variables?: Record<string, unknown>): Promise<GraphqlParts>;
  /** Waits a moment before something is tried again; `false` at once when the run's budget has no room for it. */
  waitToRetry(): Promise<boolean>;
  /** Fetches the bytes of a file; `null` when they are more than `mostBytes`. */
  download(
    purpose: Purpose,
    mostBytes: number,
    route: string,
    parameters: Record<string, unknown>,
  ): Promise<Buffer | null>;
}

/** Opens a client. The toolkit is loaded here and not before: runs without a token don't pay for it. */
export async function connect(connection: Connection): Promise<Client> {
  const { token, repository, retryBudgetMs = RETRY_BUDGET_MS } = connection;
  const baseUrl = connection.apiUrl.replace(/\/$/, '');
  const { graphqlUrl = graphqlUrlFor(baseUrl) } = connection;
  const budget = retryBudget(retryBudgetMs);
  const [{ getOctokit }, { options, plugins }] = await Promise.all([import('@actions/github'), retrying(budget)]);
  const common = { baseUrl, userAgent: 'maturity-gates', log: silent };
  const octokit = getOctokit(token, { ...common, ...options }, ...plugins);
  octokit.hook.before('request', ({ headers }) => {
    headers['x-github-api-version'] = API_VERSION;
  });
  const inTurn = writePace();
  const place = { owner: repository.owner, repo: repository.name };

  const graphqlParts: Client['graphqlParts'] = (purpose, query, variables = {}) =>
    partsOf(purpose, octokit.request(`POST ${graphqlUrl}`, { query, variables: { ...place, ...variables } }));
  return {
    repository,
    rest: async (purpose, answer, route, parameters = {}) => {
      const request = { once: route.startsWith('POST ') };
      const send = () => octokit.request(route, { ...place, request, ...parameters });
      const sent = route.startsWith('GET ') ? send() : inTurn(send);
      const answered: { data: unknown } = await sent.catch((error: unknown) => {
        throw requestFailure(purpose, error);
      });
      return validated(purpose, answer, answered.data);
    },
    graphql: async (purpose, answer, query, variables) => {
      const { data, errors } = await graphqlParts(purpose, query, variables);
      if (errors[0] !== undefined) throw graphqlFailure(purpose, errors[0]);
      return validated(purpose, answer, data);
    },
    graphqlParts,
    waitToRetry: async () => budget.take(BEFORE_RETRY_MS) && sleep(BEFORE_RETRY_MS, true),
    // Files are on another host, to which the API redirects with a signed URL; fetch leaves the token behind then.
    download: async (purpose, mostBytes, route, parameters) => {
      const request = { parseSuccessResponseBody: false };
      try {
        const answered: { data: unknown } = await octokit.request(route, { ...place, ...parameters, request });
        return await firstBytes(answered.data, mostBytes);
      } catch (error) {
        throw requestFailure(purpose, error);
      }
    },
  };
}

function validated<T>(purpose: Purpose, answer: z.ZodType<T>, data: unknown): T {
  const checked = answer.safeParse(data);
  if (!checked.success) throw unexpectedAnswer(purpose, checked.error);
  return checked.data;
}

/** Octokit writes deprecations to the console, as the server words them: such text must not reach the job's log. */
const ignore = (): undefined => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
