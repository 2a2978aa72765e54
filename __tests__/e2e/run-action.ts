import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { TOKEN, type Loopback } from './loopback/index.ts';

/** The bundle, as `action.yml` names it. */
const entry = join(import.meta.dirname, '..', '..', 'dist', 'index.js');

/** An event as the runner hands it over. */
export interface Event {
  name: string;
  /** `GITHUB_SHA` */
  sha: string;
  payload: object;
}

export interface ActionRun {
  workspace: string;
  event: Event;
  /** By the names in `action.yml`; `github-token` is the loopback's own unless given. */
  inputs?: Record<string, string>;
}

export interface ActionResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
  outputs: Record<string, string>;
  summary: string;
}

/** Runs the built action as a runner does: a process of its own, inputs and files by environment, the API on loopback. */
export async function runAction(github: Loopback, { workspace, event, inputs = {} }: ActionRun): Promise<ActionResult> {
  const temporary = mkdtempSync(join(tmpdir(), 'runner-'));
  const fileWith = (name: string, content: string) => {
    writeFileSync(join(temporary, name), content);
    return join(temporary, name);
  };
  const outputFile = fileWith('output', '');
  const summaryFile = fileWith('summary', '');
  const given = Object.entries({ 'github-token': TOKEN, ...inputs });

  const child = spawn(process.execPath, [entry], {
    cwd: workspace,
    env: {
      PATH: process.env.PATH,
      HOME: temporary,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: github.state.repository,
      GITHUB_SHA: event.sha,
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: fileWith('event.json', JSON.stringify(event.payload)),
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: 'https://github.invalid',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_WORKFLOW_REF: `${github.state.repository}/.github/workflows/ci.yml@refs/heads/main`,
      GITHUB_RUN_ID: '17',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'gate',
      RUNNER_TEMP: temporary,
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  });
  const ended = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  const [exitCode, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return {
    exitCode,
    stdout,
    stderr,
    outputs: outputsIn(readFileSync(outputFile, 'utf8')),
    summary: readFileSync(summaryFile, 'utf8'),
  };
}

/** `name<<delimiter`, value, delimiter; a line each. */
function outputsIn(content: string): Record<string, string> {
  const entries = content.matchAll(/^([\w-]+)<<(\S+)\n(.*?)\n\2$/gms);
  return Object.fromEntries([...entries].map(([, name = '', , value = '']) => [name, value]));
}

/** A `pull_request` event of a branch of the repository itself. */
export function pullRequestEvent({ head, base }: { head: string; base: string }): Event {
  const repo = { full_name: 'octo/demo' };
  return {
    name: 'pull_request',
    sha: 'f'.repeat(40),
    payload: {
      action: 'synchronize',
      pull_request: {
        number: 12,
        merge_commit_sha: 'f'.repeat(40),
        head: { sha: head, repo },
        base: { ref: 'main', sha: base, repo },
      },
    },
  };
}
