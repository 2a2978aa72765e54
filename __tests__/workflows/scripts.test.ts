import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { read, workflowPaths } from './repository.ts';
import { readWorkflow } from './workflow.ts';

const scripts = workflowPaths.flatMap((path) =>
  Object.entries(readWorkflow(read(path)).jobs).flatMap(([id, { steps }]) =>
    steps.flatMap(({ run }, index): [string, string][] =>
      run === undefined ? [] : [[`${path}, ${id}, step ${index + 1}`, run]],
    ),
  ),
);

const checker = 'shellcheck';

/** As the runner starts scripts on Linux: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell */
function shellcheck(script: string): string {
  const { stdout } = spawnSync(checker, ['--shell=bash', '--norc', '-'], { input: script, encoding: 'utf8' });
  return stdout;
}

const installed = spawnSync(checker, ['--version']).status === 0;
if (!installed) console.info('shellcheck is not installed, so the scripts of the workflows are not checked here.');

(installed ? describe : describe.skip)('the scripts within workflows, read by shellcheck', () => {
  it.each(scripts)('are clean: %s', (_place, script) => {
    expect(shellcheck(script)).toBe('');
  });

  it('would be found out', () => {
    expect(shellcheck('echo $name; cd dist; [ $a == b ]')).toMatch(/SC2086[\s\S]*SC2164|SC2164[\s\S]*SC2086/);
  });
});
