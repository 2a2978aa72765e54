import { z } from 'zod';
import {
  graphqlError,
  graphqlFailure,
  requestFailure,
  unexpectedAnswer,
  type GraphqlError,
  type Purpose,
} from './failures.ts';

/** A GraphQL answer: there is data, with `null` where an error's path leads. */
export interface GraphqlParts {
  /** An object, not yet validated. */
  data: unknown;
  errors: GraphqlError[];
}

const graphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(graphqlError).optional(),
});

/**
 * The parts of an answer to a query.
 * @throws {RequestFailure} if there is no part at all
 */
export async function partsOf(purpose: Purpose, sent: Promise<{ data: unknown }>): Promise<GraphqlParts> {
  const answered = await sent.catch((error: unknown) => {
    throw requestFailure(purpose, error);
  });
  const checked = graphqlAnswer.safeParse(answered.data);
  if (!checked.success) throw unexpectedAnswer(purpose, checked.error);
  const { data, errors = [] } = checked.data;
  if (data) return { data, errors };
  throw errors[0] === undefined ? unexpectedAnswer(purpose) : graphqlFailure(purpose, errors[0]);
}

/**
 * Where queries go, for want of `GITHUB_GRAPHQL_URL`: an enterprise server's REST API is at `/api/v3`, its GraphQL at
 * `/api/graphql`. https://docs.github.com/enterprise-server/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint
 */
export function graphqlUrlFor(apiUrl: string): string {
  return `${apiUrl.replace(/\/v3$/, '')}/graphql`;
}
