import { describe, expect, it } from '@jest/globals';
import { readDeployments } from '../../src/github/deployments.ts';
import { commitNamed, faults, type State } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const now = '2026-11-22T12:00:00Z';
const staging = { name: 'staging', days: 7 };
const production = { name: 'production', days: 0 };

type Deployment = State['deployments'][number];

/** So many hours before now. */
function ago(hours: number): string {
  return new Date(Date.parse(now) - hours * 3_600_000).toISOString();
}

let ids = 5_000_000_000;
function deployment(environment: string, hours: number, ...states: string[]): Deployment {
  const statuses = states.map((state, index) => ({ state, createdAt: ago(hours - (index + 1) / 60) }));
  return { id: (ids += 1), environment, sha: commitNamed(`${environment} ${hours}`), createdAt: ago(hours), statuses };
}

function many(count: number, ...states: string[]): Deployment[] {
  return Array.from({ length: count }, (_none, index) => deployment('staging', index + 1, ...states));
}

const noGraphql: State['fail'] = (_method, path) => (path === '/graphql' ? faults['a lacking permission'] : null);

describe('the deployments to some environments', () => {
  const deployments = [
    deployment('staging', 30, 'in_progress', 'success', 'inactive'),
    deployment('staging', 2, 'in_progress', 'failure'),
    deployment('production', 300, 'success'),
    deployment('preview', 1, 'success'),
  ];
  const [over, failed, running] = deployments;

  it('come with all their statuses in one request, and from nowhere else', () =>
    withGitHub({ deployments }, async (client, github) => {
      const { provenance, evidence } = await readDeployments(client, [staging, production], now);

      expect(provenance).toEqual({
        path: 'deployments to staging, production',
        format: 'github-deployments',
        sha256: '',
        trust: 'api-verified',
      });
      expect(evidence.deployments.map(({ sha }) => sha).sort()).toEqual([over?.sha, failed?.sha, running?.sha].sort());
      const states = evidence.deployments.find(({ sha }) => sha === over?.sha)?.statuses.map(({ state }) => state);
      expect(states?.sort()).toEqual(['in_progress', 'inactive', 'success'].sort());
      expect(askedFor(github)).toEqual(['POST graphql']);
    }));

  it(
    'come by REST where GraphQL brings nothing, and are the same',
    () =>
      withGitHub({ deployments }, async (client, github) => {
        const queried = await readDeployments(client, [staging, production], now);
        github.state.fail = noGraphql;
        const listed = await readDeployments(client, [staging, production], now);

        const bySha = (one: { sha: string }, other: { sha: string }): number => one.sha.localeCompare(other.sha);
        expect([...listed.evidence.deployments].sort(bySha)).toEqual([...queried.evidence.deployments].sort(bySha));
      }),
    60_000,
  );

  it('are none to an environment that nobody deployed to', () =>
    withGitHub({ deployments }, async (client) => {
      expect((await readDeployments(client, [{ name: 'qa', days: 7 }], now)).evidence.deployments).toEqual([]);
    }));

  it('leave out what has happened since the judgement began', () => {
    const early = { ...deployment('staging', 1, 'success'), createdAt: ago(-1) };
    const late = { state: 'failure', createdAt: ago(-0.001) };
    const [first] = deployments;
    if (first === undefined) throw new Error('There is a deployment');
    const both = [early, { ...first, statuses: [...first.statuses, late] }];
    return withGitHub({ deployments: both }, async (client) => {
      const { evidence } = await readDeployments(client, [staging], now);
      expect(evidence.deployments).toHaveLength(1);
      expect(evidence.deployments[0]?.statuses).toHaveLength(3);
    });
  });

  it('lack a permission: it is named', () =>
    withGitHub({ permissions: { ...allowed, deployments: 'none' } }, async (client) => {
      await expect(readDeployments(client, [staging], now)).rejects.toMatchObject({
        problem: { code: 'missing-permission', hint: expect.stringContaining('deployments: read') },
      });
    }));
});

const allowed: State['permissions'] = { checks: 'write', contents: 'read', 'pull-requests': 'write' };

describe('how far back deployments are read', () => {
  it('is a page where the running one is on it and no period is demanded', () =>
    withGitHub({ deployments: many(150, 'success') }, async (client, github) => {
      const { evidence } = await readDeployments(client, [{ name: 'staging', days: 0 }], now);
      expect(evidence.deployments).toHaveLength(100);
      expect(askedFor(github)).toEqual(['POST graphql']);
    }));

  it('is the demanded period, and as long as an older one may have waited for its approval', () =>
    // One an hour: 7 + 30 days are 888 of them, and nine pages.
    withGitHub({ deployments: many(1_000, 'success') }, async (client) => {
      const { evidence } = await readDeployments(client, [staging], now);
      expect(evidence.deployments).toHaveLength(900);
    }));

  it('is as far as one that succeeded', () =>
    withGitHub({ deployments: [...many(250, 'failure'), deployment('staging', 2_000, 'success')] }, async (client) => {
      const { evidence } = await readDeployments(client, [{ name: 'staging', days: 0 }], now);
      expect(evidence.deployments).toHaveLength(251);
    }));

  it('has an end: too many prove nothing', () =>
    withGitHub({ deployments: many(1_001, 'failure') }, async (client) => {
      await expect(readDeployments(client, [staging], now)).rejects.toMatchObject({
        problem: { code: 'too-many-deployments', message: expect.stringContaining('staging') },
      });
    }));

  it(
    'by REST ends sooner, as each takes a request',
    () =>
      withGitHub({ deployments: many(101, 'failure'), fail: noGraphql }, async (client) => {
        await expect(readDeployments(client, [staging], now)).rejects.toMatchObject({
          problem: { code: 'too-many-deployments' },
        });
      }),
    60_000,
  );

  it('reaches every status of a deployment that has more than a page of them', () => {
    const one = deployment('staging', 200, 'success', ...Array.from({ length: 249 }, () => 'in_progress'));
    return withGitHub({ deployments: [one] }, async (client) => {
      const { evidence } = await readDeployments(client, [staging], now);
      expect(evidence.deployments[0]?.statuses).toHaveLength(250);
      expect(evidence.deployments[0]?.statuses.filter(({ state }) => state === 'success')).toHaveLength(1);
    });
  });
});
