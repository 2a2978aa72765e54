import { connect, type Client } from '../../src/github/index.ts';
import { startLoopback, TOKEN, type Loopback, type State } from '../e2e/loopback/index.ts';

/** Runs `test` with a client that speaks to a GitHub of its own; fails if they spoke otherwise than GitHub does. */
export async function withGitHub(
  changes: Partial<State>,
  test: (client: Client, github: Loopback) => Promise<void>,
  options: { retryBudgetMs?: number } = {},
): Promise<void> {
  const github = await startLoopback(changes);
  const repository = { owner: 'octo', name: 'demo' };
  const client = await connect({ apiUrl: github.url, token: TOKEN, repository, ...options });
  await test(client, github).finally(() => github.close());
}

/** `POST /repos/octo/demo/check-runs` as `POST check-runs`, for each request. */
export function askedFor(github: Loopback): string[] {
  return github.requests.map(({ method, url }) => {
    const path = url.replace(/\?.*/, '').replace('/repos/octo/demo/', '').replace(/^\//, '');
    return `${method} ${path}`;
  });
}
