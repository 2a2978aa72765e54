import { describe, expect, it } from '@jest/globals';
import type { FinishedRun } from '../../src/action/finished-run.ts';
import { reportIn } from '../../src/action/fork-report.ts';
import { forkVerdict } from '../../src/action/fork-verdict.ts';
import { parsed, unparsed, type Report } from '../../src/model/index.ts';
import { component, reportOf, row } from './report.ts';

const commit = 'a'.repeat(40);
const run: FinishedRun = {
  ...{ id: 900, attempt: 1, event: 'pull_request', conclusion: 'success' },
  ...{ commit, branch: 'feature', repository: 'dev-ines/demo' },
};
const ready = reportOf({ commit });

function codeOf(text: string): string | null {
  const read = reportIn(Buffer.from(text), commit);
  return read.ok ? null : read.problems[0].code;
}

describe('the report of a fork', () => {
  it('is taken as it is, without what the schema does not know', () => {
    const read = reportIn(Buffer.from(JSON.stringify({ ...ready, pullRequest: 666 })), commit);
    expect(read).toEqual(parsed(ready));
  });

  it.each<[string, string, string]>([
    ['no JSON', '{"verdict": "ready"', 'not-a-report'],
    ['nothing', '', 'not-a-report'],
    ['JSON as deep as can be', '['.repeat(200_000) + ']'.repeat(200_000), 'not-a-report'],
    ['another JSON', '{"verdict": "ready"}', 'not-a-report'],
    ['a verdict that is none', JSON.stringify({ ...ready, verdict: 'splendid' }), 'not-a-report'],
    ['another version', JSON.stringify({ ...ready, schemaVersion: 2 }), 'not-a-report'],
    ['more than a report needs', JSON.stringify(ready).padEnd(10_000_001), 'report-too-large'],
    ['another commit', JSON.stringify({ ...ready, commit: 'b'.repeat(40) }), 'foreign-report'],
    ['no commit', JSON.stringify({ ...ready, commit: null }), 'foreign-report'],
  ])('that is of %s is refused', (_what, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it.each(['../../../evil/x', '..', 'a/../../x', './x', String.raw`a\..\x`])(
    'whose path %j would lead a link elsewhere is refused, wherever it stands',
    (path) => {
      const finding = { outcome: 'fail', message: 'x', path, line: 1 } as const;
      const inFinding = component({ results: [row({ findings: [finding] })] });
      expect(codeOf(JSON.stringify({ ...ready, components: [inFinding] }))).toBe('not-a-report');
      const inSpec = component({ spec: { path, sha256: '' } });
      expect(codeOf(JSON.stringify({ ...ready, components: [inSpec] }))).toBe('not-a-report');
    },
  );

  it('may have dots in names', () => {
    const spec = { path: 'specs/v1..2/.hidden/a...md', sha256: '' };
    expect(codeOf(JSON.stringify({ ...ready, components: [component({ spec })] }))).toBeNull();
  });
});

describe('the verdict on a fork', () => {
  const conclusionOf = (report: Report, conclusion: string) =>
    forkVerdict({ ...run, conclusion }, parsed(report)).conclusion;

  it('is a success only if report and run both say so', () => {
    expect(conclusionOf(ready, 'success')).toBe('success');
    expect(conclusionOf({ ...ready, advisory: true }, 'success')).toBe('success');
    for (const verdict of ['blocked', 'inconclusive'] as const) {
      expect(conclusionOf({ ...ready, verdict }, 'success')).toBe('failure');
      expect(conclusionOf({ ...ready, verdict, advisory: true }, 'success')).toBe('failure');
    }
    for (const ending of ['failure', 'cancelled', 'timed_out', 'skipped', 'neutral', 'stale', 'action_required']) {
      expect(conclusionOf(ready, ending)).toBe('failure');
    }
  });

  it('says whose word it is, and where the run contradicts the report', () => {
    expect(forkVerdict(run, parsed(ready)).title).toBe('Self-reported by the fork: Ready: cache has earned staging');
    expect(forkVerdict({ ...run, conclusion: 'cancelled' }, parsed(ready)).title).toBe(
      'Self-reported by the fork: the report says ready, but its run ended with cancelled',
    );
  });

  it('without a report is a failure that has its problems', () => {
    const verdict = forkVerdict(run, unparsed({ code: 'no-report', message: 'There is none.' }));
    expect(verdict).toMatchObject({ conclusion: 'failure', report: { commit, problems: [{ code: 'no-report' }] } });
  });
});
