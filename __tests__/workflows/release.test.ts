import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { read } from './repository.ts';
import { readWorkflow, type Workflow } from './workflow.ts';

const release = readWorkflow(read('.github/workflows/release.yml'));

function scriptOf({ jobs }: Workflow, name: string): string {
  const script = Object.values(jobs).flatMap(({ steps }) => steps.filter((step) => step['name'] === name));
  return script[0]?.run ?? '';
}

/** Runs a step as the runner does, in a folder that holds what a release looks at. */
function runStep(name: string, changes: { ref: string; changelog?: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '1.2.3' }));
  writeFileSync(join(folder, 'CHANGELOG.md'), changes.changelog ?? '# Changelog\n\n## [1.2.3]\n');
  writeFileSync(join(folder, 'output'), '');
  const { status, stdout } = spawnSync('bash', ['-e', '-c', scriptOf(release, name)], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      GITHUB_REF: changes.ref,
      GITHUB_OUTPUT: join(folder, 'output'),
    },
  });
  return { status, stdout, output: readFileSync(join(folder, 'output'), 'utf8') };
}

describe('a release', () => {
  it.each(['refs/heads/main', 'refs/tags/v1.2.3'])('has the version of package.json on %s', (ref) => {
    expect(runStep('Check the version', { ref })).toMatchObject({ status: 0, output: 'version=1.2.3\n' });
  });

  it.each(['refs/tags/v1.2.4', 'refs/heads/feature', 'refs/tags/v1x2x3'])('is refused on %s', (ref) => {
    const { status, stdout, output } = runStep('Check the version', { ref });
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(stdout).toContain(`::error::Release main, or the tag v1.2.3: this is ${ref}.`);
  });

  it('is refused when the changelog does not tell of it', () => {
    const { status, stdout } = runStep('Check the version', {
      ref: 'refs/heads/main',
      changelog: '## [Unreleased]\n\n## [1x2.3]\n',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('CHANGELOG.md::There is no section [1.2.3].');
  });

  it('is a dry run by default, which reaches no job that may write', () => {
    expect(release.on).toMatchObject({ workflow_dispatch: { inputs: { 'dry-run': { default: true } } } });
    const writing = Object.values(release.jobs).filter(({ permissions = {} }) =>
      Object.values(permissions).includes('write'),
    );
    expect(writing.map((job) => job.if)).toEqual(["${{ github.event_name == 'push' || !inputs.dry-run }}"]);
  });

  it('attests and tags before it publishes, and moves the major tag last', () => {
    const steps = release.jobs['publish']?.steps ?? [];
    const order = ['actions/attest@', 'git/refs', 'npm publish', 'gh release create', 'refs/tags/$major'];
    const places = order.map((text) => steps.findIndex(({ uses = '', run = '' }) => `${uses}${run}`.includes(text)));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });
});
