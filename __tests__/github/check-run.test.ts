import { describe, expect, it } from '@jest/globals';
import { publishCheckRun, type CheckRun } from '../../src/github/index.ts';
import { commitNamed, files } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const head = commitNamed('head');
const commits = new Map([[head, files({})]]);

const run: CheckRun = {
  name: 'Maturity',
  commit: head,
  conclusion: 'failure',
  reference: '17/1',
  title: 'Blocked: cache has not earned staging',
  summary: '# Blocked\n',
  text: 'Judged in this run.\n',
  annotations: [],
};

function annotations(count: number, from = 0): CheckRun['annotations'] {
  return Array.from({ length: count }, (_, index) => ({
    path: 'specs/cache.md',
    line: from + index + 1,
    level: 'failure',
    title: 'cache: coverage',
    message: `Line ${from + index + 1} demands more.`,
  }));
}

describe('a check run', () => {
  it('is created completed, with conclusion, title, summary and text', () =>
    withGitHub({ commits }, async (client, github) => {
      const { url, problem } = await publishCheckRun(client, run);

      expect(problem).toBeNull();
      expect(url).toBe('https://github.invalid/octo/demo/runs/5000000001');
      const [stored] = github.state.checkRuns;
      expect(stored).toMatchObject({
        name: 'Maturity',
        head_sha: head,
        status: 'completed',
        conclusion: 'failure',
        external_id: 'maturity-gates:17/1',
        output: {
          title: 'Blocked: cache has not earned staging',
          summary: '# Blocked\n',
          text: 'Judged in this run.\n',
        },
      });
    }));

  it('is updated in place by the next run, and shows no annotation twice', () =>
    withGitHub({ commits }, async (client, github) => {
      await publishCheckRun(client, { ...run, annotations: annotations(3) });
      await publishCheckRun(client, {
        ...run,
        conclusion: 'success',
        reference: '17/2',
        annotations: [...annotations(3), ...annotations(1, 70)],
      });

      expect(github.state.checkRuns).toHaveLength(1);
      expect(github.state.checkRuns[0]).toMatchObject({ conclusion: 'success', external_id: 'maturity-gates:17/2' });
      expect(github.state.checkRuns[0]?.annotations.map(({ start_line }) => start_line)).toEqual([1, 2, 3, 71]);
    }));

  it('leaves a run of the same name alone that somebody else made', () =>
    withGitHub({ commits }, async (client, github) => {
      await publishCheckRun(client, run);
      const [first] = github.state.checkRuns;
      if (first !== undefined) first.external_id = 'another-tool';

      await publishCheckRun(client, { ...run, conclusion: 'success' });

      expect(github.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
    }));

  it('is begun anew, with all annotations, when the earlier one belongs to another app', () =>
    withGitHub({ commits }, async (client, github) => {
      await publishCheckRun(client, { ...run, annotations: annotations(2) });
      github.state.app = 'our-own-app';

      const { problem } = await publishCheckRun(client, { ...run, annotations: annotations(2) });

      expect(problem).toBeNull();
      expect(github.state.checkRuns.map(({ app }) => app)).toEqual(['github-actions', 'our-own-app']);
      expect(github.state.checkRuns[1]?.annotations).toHaveLength(2);
    }));

  it('carries annotations in batches of fifty, each request with the whole output', () =>
    withGitHub({ commits }, async (client, github) => {
      await publishCheckRun(client, { ...run, annotations: annotations(120) });

      expect(askedFor(github)).toEqual([
        `GET commits/${head}/check-runs`,
        'POST check-runs',
        'PATCH check-runs/5000000001',
        'PATCH check-runs/5000000001',
      ]);
      const [stored] = github.state.checkRuns;
      expect(stored?.annotations.map(({ start_line }) => start_line)).toEqual(
        Array.from({ length: 120 }, (_, index) => index + 1),
      );
      expect(stored?.output.summary).toBe('# Blocked\n');
    }));

  it('shows the two hundred worst annotations and says how many are left out', () =>
    withGitHub({ commits }, async (client, github) => {
      await publishCheckRun(client, { ...run, annotations: annotations(237) });

      const [stored] = github.state.checkRuns;
      expect(stored?.annotations).toHaveLength(200);
      expect(stored?.output.summary).toContain('and 37 more are not');
    }));

  it('says nothing of annotations left out when there are exactly two hundred', () =>
    withGitHub({ commits }, async (client, github) => {
      await publishCheckRun(client, { ...run, annotations: annotations(200) });
      expect(github.state.checkRuns[0]?.output.summary).toBe('# Blocked\n');
    }));

  it('is cut by bytes at a line end, with fences and details closed', () =>
    withGitHub({ commits }, async (client, github) => {
      const summary = `<details>\n\n\`\`\`\n${'ééééééééé\n'.repeat(6_000)}\`\`\`\n</details>\n`;
      const { problem } = await publishCheckRun(client, {
        ...run,
        summary,
        text: summary,
        annotations: annotations(201),
      });

      expect(problem).toBeNull();
      const output = github.state.checkRuns[0]?.output;
      expect(Buffer.byteLength(output?.summary ?? '')).toBeLessThanOrEqual(65_535);
      expect(Buffer.byteLength(output?.text ?? '')).toBeLessThanOrEqual(65_535);
      expect(Buffer.byteLength(output?.text ?? '')).toBeGreaterThan(65_000);
      expect(output?.text).toMatch(/ééééééééé\n```\n\s*<\/details>\s*$/);
    }));

  it('has titles and messages within the limits', () =>
    withGitHub({ commits }, async (client, github) => {
      const [one] = annotations(1);
      if (one === undefined) throw new Error('no annotation');
      const { problem } = await publishCheckRun(client, {
        ...run,
        title: 'x'.repeat(400),
        annotations: [{ ...one, title: '🙂'.repeat(300), message: '🙂'.repeat(40_000) }],
      });

      expect(problem).toBeNull();
      const [stored] = github.state.checkRuns;
      expect(stored?.output.title).toBe(`${'x'.repeat(254)}…`);
      expect(stored?.annotations[0]?.title).toBe(`${'🙂'.repeat(127)}…`);
      expect(stored?.annotations[0]?.message).toMatch(/^(🙂)+…$/u);
    }));

  it('that may not be written is a problem that names the permission', () =>
    withGitHub(
      { commits, permissions: { checks: 'read', contents: 'read', 'pull-requests': 'read' } },
      async (client) => {
        const { url, problem } = await publishCheckRun(client, run);
        expect(url).toBeNull();
        expect(problem).toMatchObject({ code: 'missing-permission' });
        expect(problem?.message).toContain('`checks: write`');
      },
    ));
});
