import { describe, expect, it } from '@jest/globals';
import { readCheckRuns } from '../../src/github/check-runs-of-others.ts';
import { commitNamed, files, type State } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const head = commitNamed('head');

type CheckRun = State['checkRuns'][number];

function checkRun(id: number, changes: Partial<CheckRun> = {}): CheckRun {
  return {
    id,
    app: 'github-actions',
    name: 'Grafana import',
    head_sha: head,
    external_id: '',
    status: 'completed',
    conclusion: 'success',
    output: { title: '', summary: '', text: null },
    annotations: [],
    ...changes,
  };
}

function factsOf(...checkRuns: CheckRun[]): Promise<Awaited<ReturnType<typeof readCheckRuns>>> {
  return new Promise((resolve, reject) => {
    withGitHub({ checkRuns, commits: new Map([[head, files({})]]) }, async (client) => {
      resolve(await readCheckRuns(client, head, ['Grafana import']));
    }).catch(reject);
  });
}

const success = { name: 'Grafana import', app: 'github-actions', own: false, conclusion: 'success' };

describe('the check runs that criteria are bound to', () => {
  it('are those of the name on the commit', async () => {
    const other = checkRun(2, { name: 'Grafana export', conclusion: 'failure' });
    const elsewhere = checkRun(3, { head_sha: commitNamed('other'), conclusion: 'failure' });
    expect(await factsOf(checkRun(1), other, elsewhere)).toEqual([success]);
  });

  it('are the newest of each app', async () => {
    const facts = await factsOf(
      checkRun(7),
      checkRun(3, { conclusion: 'failure' }),
      checkRun(5, { app: 'other-ci', conclusion: 'neutral' }),
    );
    expect(facts).toHaveLength(2);
    expect(facts).toEqual(expect.arrayContaining([success, { ...success, app: 'other-ci', conclusion: 'neutral' }]));
  });

  it('have no conclusion before they have come to an end', async () => {
    expect(await factsOf(checkRun(9, { status: 'in_progress', conclusion: null }), checkRun(1))).toEqual([
      { ...success, conclusion: null },
    ]);
  });

  it('are known for our own by their mark', async () => {
    expect(await factsOf(checkRun(9, { external_id: 'maturity-gates:17/1' }))).toEqual([{ ...success, own: true }]);
  });

  it('take one request a name', () =>
    withGitHub({ checkRuns: [checkRun(1)] }, async (client, github) => {
      await readCheckRuns(client, head, ['Grafana import', 'Smoke test']);
      expect(askedFor(github)).toHaveLength(2);
    }));

  it('lack a permission: it is named', () =>
    withGitHub({ permissions: { checks: 'none', contents: 'read', 'pull-requests': 'read' } }, async (client) => {
      await expect(readCheckRuns(client, head, ['Grafana import'])).rejects.toMatchObject({
        problem: { code: 'missing-permission', hint: expect.stringContaining('checks: read') },
      });
    }));
});
