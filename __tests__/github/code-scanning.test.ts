import { describe, expect, it } from '@jest/globals';
import { readCodeScanning } from '../../src/github/code-scanning.ts';
import { commitNamed, type State } from '../e2e/loopback/index.ts';
import { withGitHub } from './loopback.ts';

const head = commitNamed('head');
const testMerge = commitNamed('test merge');
const main = { commit: head, pullRequest: null };
const pull = { commit: head, pullRequest: 12 };

const analysis: State['analyses'][number] = {
  tool: 'CodeQL',
  commit: head,
  ref: 'refs/heads/main',
  createdAt: '2026-11-22T10:00:00Z',
};
const alert: State['alerts'][number] = {
  tool: 'CodeQL',
  ref: 'refs/heads/main',
  rule: 'py/sql-injection',
  severity: 'warning',
  security: 'high',
  path: 'src/cache/core.py',
  line: 12,
};
const parents = new Map([[testMerge, [commitNamed('base'), head]]]);

/** What is read with a GitHub in that state. */
async function read(state: Partial<State>, scanned: { commit: string; pullRequest: number | null } = main) {
  const found: Awaited<ReturnType<typeof readCodeScanning>>[] = [];
  await withGitHub(state, async (client) => {
    found.push(await readCodeScanning(client, scanned, 'CodeQL'));
  });
  return found[0];
}

describe('code scanning alerts', () => {
  it('are the open ones of the tool on the branch, as grave as GitHub holds them', async () => {
    const others = [
      { ...alert, ref: 'refs/heads/other' },
      { ...alert, tool: 'Semgrep' },
    ];
    const soft = { ...alert, rule: 'py/unused', severity: 'note', security: null } as const;
    const medium = { ...alert, rule: 'py/medium', severity: 'error', security: 'medium' } as const;
    const unknown = { ...alert, rule: 'py/unknown', severity: null, security: null };
    expect(await read({ analyses: [analysis], alerts: [alert, soft, medium, unknown, ...others] })).toMatchObject({
      provenance: { path: 'code scanning alerts of CodeQL', trust: 'api-verified', commit: head },
      evidence: {
        kind: 'diagnostics',
        concern: 'security',
        tool: 'codeql',
        diagnostics: [
          { rule: 'py/sql-injection', severity: 'error', at: { path: 'src/cache/core.py', line: 12 } },
          { rule: 'py/unused', severity: 'note' },
          { rule: 'py/medium', severity: 'warning' },
          { rule: 'py/unknown', severity: 'error' },
        ],
      },
    });
  });

  it('may be none, when the commit was analysed', async () => {
    expect(await read({ analyses: [analysis] })).toMatchObject({ evidence: { diagnostics: [] } });
  });

  it('prove nothing without an analysis', async () => {
    expect(await read({})).toBe('Code scanning knows of no analysis by CodeQL here.');
    expect(await read({ analyses: [{ ...analysis, tool: 'Semgrep' }] })).toContain('no analysis by CodeQL');
  });

  it('prove nothing of a commit that was not analysed', async () => {
    const older = { ...analysis, commit: commitNamed('older') };
    expect(await read({ analyses: [older] })).toContain('not of');
  });

  it('prove nothing once a later commit of the branch was analysed: they are that one’s', async () => {
    const newer = { ...analysis, commit: commitNamed('newer'), createdAt: '2026-11-22T11:00:00Z' };
    expect(await read({ analyses: [analysis, newer] })).toContain('not of');
    const elsewhere = { ...newer, ref: 'refs/heads/other' };
    expect(await read({ analyses: [analysis, elsewhere] })).toMatchObject({ evidence: { diagnostics: [] } });
  });

  it('are those of the pull request’s head, or of its test merge', async () => {
    const ofMerge = { ...analysis, commit: testMerge, ref: 'refs/pull/12/merge' };
    const found = { ...alert, ref: 'refs/pull/12/merge' };
    const state = { analyses: [analysis, ofMerge], alerts: [found], parents };
    expect(await read(state, pull)).toMatchObject({ evidence: { diagnostics: [{ rule: 'py/sql-injection' }] } });
    expect(await read({ ...state, parents: new Map([[testMerge, [head, commitNamed('old head')]]]) }, pull)).toContain(
      'not of',
    );
    const ofHead = { ...analysis, ref: 'refs/pull/12/head' };
    expect(await read({ analyses: [ofHead] }, pull)).toMatchObject({ evidence: { diagnostics: [] } });
  });

  it('are an error where the analysis failed', async () => {
    await expect(read({ analyses: [{ ...analysis, error: 'no code\nfound' }] })).rejects.toMatchObject({
      problem: { code: 'analysis-failed', message: expect.stringContaining('no code found') },
    });
  });

  it('are read to the last page, unless they are too many', async () => {
    const alerts = (count: number) => Array.from({ length: count }, (_none, line) => ({ ...alert, line: line + 1 }));
    const found = await read({ analyses: [analysis], alerts: alerts(230) });
    expect(typeof found === 'object' ? found.evidence.diagnostics : []).toHaveLength(230);
    await expect(read({ analyses: [analysis], alerts: alerts(1_000) })).rejects.toMatchObject({
      problem: { code: 'too-many-alerts' },
    });
  });

  it('lack a permission or a licence: that is said', async () => {
    const permissions = {
      checks: 'write',
      contents: 'read',
      'pull-requests': 'read',
      'security-events': 'none',
    } as const;
    await expect(read({ permissions })).rejects.toMatchObject({
      problem: { code: 'missing-permission', hint: expect.stringContaining('security-events: read') },
    });
    const message = 'Advanced Security must be enabled for this repository to use code scanning.';
    await expect(read({ fail: () => ({ status: 403, message }) })).rejects.toMatchObject({
      problem: { message: expect.stringContaining('Advanced Security must be enabled') },
    });
  });
});
