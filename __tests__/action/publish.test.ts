import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readEvent } from '../../src/action/event.ts';
import { readInputs } from '../../src/action/inputs.ts';
import { publish } from '../../src/action/publish.ts';
import type { Client } from '../../src/github/index.ts';
import type { Report } from '../../src/model/index.ts';
import { commitNamed, files } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from '../github/loopback.ts';
import { component, reportOf, row } from './report.ts';

const head = commitNamed('head');
const base = commitNamed('base');
const commits = new Map([[head, files({})]]);
const readOnly = { checks: 'read', contents: 'read', 'pull-requests': 'read' } as const;

const blocked = reportOf({
  verdict: 'blocked',
  commit: head,
  components: [component({ verdict: 'blocked', achievedStage: null, results: [row({ status: 'fail' })] })],
});

// The toolkit remembers where the summary is: one file for all tests, emptied before each.
const folder = mkdtempSync(join(tmpdir(), 'publish-'));
const summaryFile = join(folder, 'summary.md');
const outputFile = join(folder, 'output');
let stdout: string;

beforeEach(() => {
  writeFileSync(summaryFile, '');
  writeFileSync(outputFile, '');
  process.env.GITHUB_STEP_SUMMARY = summaryFile;
  process.env.GITHUB_OUTPUT = outputFile;
  stdout = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    stdout += String(chunk);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

interface Changes {
  report?: Report;
  inputs?: Record<string, string>;
  fork?: boolean;
  event?: string;
}

async function published(
  client: Client | null,
  { report = blocked, inputs = {}, fork = false, event = 'pull_request' }: Changes = {},
) {
  const payload = {
    pull_request: {
      number: 12,
      head: { sha: head, repo: { full_name: fork ? 'mallory/demo' : 'octo/demo' } },
      base: { sha: base, repo: { full_name: 'octo/demo' } },
    },
  };
  const read = readEvent(event, payload, head);
  await publish({
    outcome: { report, exitCode: report.verdict === 'ready' ? 0 : 1, measured: null },
    inputs: readInputs((name) => inputs[name] ?? '').inputs,
    surroundings: {
      workspace: folder,
      repository: { owner: 'octo', name: 'demo' },
      sha: head,
      event: { name: event, path: '' },
      apiUrl: '',
      serverUrl: 'https://github.com',
      runId: '17',
      runAttempt: '2',
      job: 'gate',
      ref: null,
      workflowRef: null,
      temporary: folder,
    },
    event: read.ok ? read.value : null,
    api: client === null ? null : { client, askOverview: null },
    changedPaths: null,
  });
  return { summary: readFileSync(summaryFile, 'utf8'), outputs: readFileSync(outputFile, 'utf8') };
}

describe('publishing', () => {
  it('says the verdict in summary, check run and comment, in this order, and in outputs and files', () =>
    withGitHub({ commits }, async (client, github) => {
      const { summary, outputs } = await published(client);

      expect(askedFor(github)).toEqual([
        `GET commits/${head}/check-runs`,
        'POST check-runs',
        'GET issues/12/comments',
        'POST issues/12/comments',
        'GET issues/12/comments',
      ]);
      expect(github.state.checkRuns[0]).toMatchObject({ name: 'Maturity', conclusion: 'failure', head_sha: head });
      expect(github.state.checkRuns[0]?.external_id).toBe('maturity-gates:17/2//gate');
      expect(github.state.checkRuns[0]?.annotations).toMatchObject([{ path: 'specs/cache.md', start_line: 40 }]);
      expect(github.state.comments[0]?.body).toContain('cache');
      expect(summary).toContain('cache');
      expect(outputs).toContain(join(folder, 'maturity', 'maturity.json'));
      expect(JSON.parse(readFileSync(join(folder, 'maturity', 'maturity.json'), 'utf8'))).toMatchObject({
        verdict: 'blocked',
      });
    }));

  it('annotates once: the log leaves it to the check run', () =>
    withGitHub({ commits }, async (client) => {
      await published(client);
      expect(stdout.match(/^::error .*$/gm)).toHaveLength(1);
      expect(stdout).not.toContain('file=');
    }));

  it('with a read-only token falls back to summary and log, and names both permissions', () =>
    withGitHub({ commits, permissions: readOnly }, async (client, github) => {
      const { summary } = await published(client);

      expect(github.state).toMatchObject({ checkRuns: [], comments: [] });
      expect(stdout).toMatch(/^::warning ?.*checks: write/m);
      expect(stdout).toMatch(/^::warning ?.*pull-requests: write/m);
      expect(stdout).toMatch(/^::error .*file=specs\/cache\.md,line=40/m);
      expect(summary).toContain('checks: write');
    }));

  it('sends nobody to grant what GitHub never gives a fork', () =>
    withGitHub({ commits, permissions: readOnly }, async (client) => {
      await published(client, { fork: true });
      expect(stdout).toContain('GitHub gives pull requests from forks a read-only token');
      expect(stdout).not.toContain('Grant');
    }));

  it('without a token says so, and writes summary and log', async () => {
    const { summary } = await published(null);
    expect(summary).toContain('cache');
    expect(stdout).toMatch(/^::warning .*checks: write.*pull-requests: write/m);
    expect(stdout).toMatch(/^::error .*file=specs\/cache\.md/m);
  });

  it('comments on no push', () =>
    withGitHub({ commits }, async (client, github) => {
      await published(client, { event: 'push' });
      expect(github.state.checkRuns).toHaveLength(1);
      expect(github.state.comments).toHaveLength(0);
    }));

  it('leaves out what the inputs turn off', () =>
    withGitHub({ commits, permissions: readOnly }, async (client, github) => {
      const { summary } = await published(client, {
        inputs: { comment: 'false', summary: 'false', annotations: 'none' },
      });
      expect(summary).toBe('');
      expect(askedFor(github).join()).not.toContain('comments');
      expect(stdout).not.toContain('file=');
    }));

  it('uses the check name given, and the folder given for reports', () =>
    withGitHub({ commits }, async (client, github) => {
      await published(client, { inputs: { 'check-name': 'Gate', 'report-dir': 'out' } });
      expect(github.state.checkRuns[0]?.name).toBe('Gate');
      expect(github.state.comments[0]?.body).toMatch(/^<!-- maturity-gates:Gate -->/);
      expect(JSON.parse(readFileSync(join(folder, 'out', 'maturity.json'), 'utf8'))).toMatchObject({
        schemaVersion: 1,
      });
    }));

  it('shows the problems of a run that could judge nothing in summary, check run and log', () =>
    withGitHub({ commits }, async (client, github) => {
      const problem = {
        code: 'bad-input',
        message: 'The input enforce is wrong.',
        path: null,
        line: null,
        hint: 'Mend it.',
      };
      const { summary } = await published(client, {
        report: reportOf({ verdict: 'inconclusive', components: [], problems: [problem] }),
      });
      expect(summary).toContain('The input enforce is wrong.');
      expect(github.state.checkRuns[0]).toMatchObject({ conclusion: 'failure' });
      expect(github.state.checkRuns[0]?.output.summary).toContain('The input enforce is wrong.');
      expect(stdout).toContain('::error ::The input enforce is wrong. Mend it.');
    }));

  it('warns when the report can’t be written', async () => {
    writeFileSync(join(folder, 'occupied'), '');
    await published(null, { inputs: { 'report-dir': 'occupied' } });
    expect(stdout).toMatch(/^::warning .*Could not write the report/m);
  });
});
