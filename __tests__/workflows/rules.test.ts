import { describe, expect, it } from '@jest/globals';
import { languageService } from './language-service.ts';
import { flawsOf } from './rules.ts';

const diagnose = await languageService();
const own = { action: ['report-dir'], gate: ['evidence-artifacts'] };

/** A workflow without a flaw; each test breaks one thing. */
const good = `
name: Maturity
on:
  pull_request:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: maturity-\${{ github.run_id }}
  cancel-in-progress: false
jobs:
  maturity:
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - run: echo hello
      - uses: maturity-gates/maturity-gates@v1
        with:
          report-dir: maturity-report
      - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
        if: \${{ !cancelled() }}
        with:
          name: maturity-report
          path: maturity-report/
`;

function broken(from: string, to: string): string {
  expect(good).toContain(from);
  return good.replace(from, to);
}

const commit = '@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const checkout = '        with:\n          persist-credentials: false\n';

describe('the rules that our workflows keep to', () => {
  it('let a good workflow pass', () => {
    expect(flawsOf(good, own)).toEqual([]);
  });

  it.each([
    ['a tag in place of a commit', commit, '@v7 # v7.0.1', 'not pinned'],
    ['an unknown commit', commit, `@${'a'.repeat(40)} # v7.0.1`, 'not pinned'],
    ['a part of a commit', commit, '@3d3c42e # v7.0.1', 'not pinned'],
    ['a commit whose version is not said', commit, commit.slice(0, 41), 'is not said to be v7.0.1'],
    ['a commit said to be another version', commit, commit.replace('v7.0.1', 'v7.0.0'), 'is not said to be v7.0.1'],
    ['no top-level permissions', 'permissions: {}\n', '', 'permissions of its own'],
    ['top-level permissions', 'permissions: {}', 'permissions: write-all', 'permissions of its own'],
    ['a job that says none', '    permissions:\n      contents: read\n', '', 'does not say its permissions'],
    ['a checkout with credentials', checkout, '', 'leaves the token'],
    ['credentials kept by a text', 'persist-credentials: false', "persist-credentials: 'true'", 'leaves the token'],
    ['a job without a timeout', '    timeout-minutes: 5\n', '', 'has no timeout'],
    ['a branch name in a script', 'echo hello', 'echo "${{ github.head_ref }}"', 'contains an expression'],
    ['an event in a script', 'echo hello', '"echo ${{ github.event.issue.title }}"', 'contains an expression'],
    ['cancelling on the main branch', 'cancel-in-progress: false', 'cancel-in-progress: true', 'can be cancelled'],
    ['a gate without `if`', '    if: ${{ !cancelled() }}\n    runs-on', '    runs-on', 'can be skipped'],
    [
      'a gate that failures skip',
      'if: ${{ !cancelled() }}\n    runs-on',
      'if: success()\n    runs-on',
      'can be skipped',
    ],
    ['a gate with `paths`', '  pull_request:\n', "  pull_request:\n    paths: ['src/**']\n", 'pending for ever'],
    ['a gate with `paths-ignore`', 'branches: [main]', "paths-ignore: ['docs/**']", 'pending for ever'],
    ['a report that red runs keep', '        if: ${{ !cancelled() }}\n', '', 'when it is red'],
    ['a report of another name', 'name: maturity-report', 'name: report', 'when it is red'],
    ['an input that the action lacks', 'report-dir:', 'report-folder:', 'has no input report-folder'],
    ['an input that another action lacks', 'path: maturity-report/', 'paths: x', 'has no input paths'],
  ])('refuse %s', (_case, from, to, flaw) => {
    expect(flawsOf(broken(from, to), own).join('\n')).toContain(flaw);
  });

  it.each(['pull_request_target', 'workflow_run'])('refuse code of the pull request on %s', (event) => {
    const head = 'ref: ${{ github.event.pull_request.head.sha }}\n          persist-credentials';
    const text = broken('  pull_request:', `  ${event}:`);
    expect(flawsOf(text, own)).toEqual([]);
    expect(flawsOf(text.replace('persist-credentials', head), own).join()).toContain('foreign code');
  });

  it('refuse the code of a pull request, which is what a review checks out by itself', () => {
    const text = broken('  pull_request:', '  pull_request_review:');
    expect(flawsOf(text, own).join()).toContain('foreign code');
    const trusted = 'ref: ${{ github.event.repository.default_branch }}\n          persist-credentials';
    expect(flawsOf(text.replace('persist-credentials', trusted), own)).toEqual([]);
  });

  it('refuse a review’s run that a later review cancels', () => {
    const text = broken('github.run_id', 'github.event.pull_request.number').replace(
      'pull_request:',
      'pull_request_review:',
    );
    expect(flawsOf(text, own).join()).toContain('can be cancelled by another review');
    expect(flawsOf(text.replace('pull_request.number', 'review.id'), own).join()).not.toContain('by another review');
  });

  it('refuse an input that the reusable gate lacks', () => {
    const call = 'maturity-gates/maturity-gates/.github/workflows/gate.yml@v1';
    const text = `on: push\npermissions: {}\njobs:\n  maturity:\n    if: \${{ !cancelled() }}\n    permissions: {}\n    uses: ${call}\n    with: { evidence: x }\n`;
    expect(flawsOf(text, own)).toEqual([`${call} has no input evidence`]);
  });
});

describe('the schema of GitHub', () => {
  it('accepts the good workflow', async () => {
    expect(await diagnose('.github/workflows/good.yml', good)).toEqual([]);
  });

  it.each([
    ['a key that there is not', 'runs-on', 'run-on'],
    ['a permission that there is not', 'contents: read', 'content: read'],
    ['a permission’s value that there is not', 'contents: read', 'contents: admin'],
    ['an event that there is not', 'pull_request:', 'pull_requests:'],
    ['an expression that is none', '!cancelled() }}\n    runs', '!cancelled( }}\n    runs'],
    ['a context that there is not', 'github.run_id', 'github.run_idd'],
    ['text where a number belongs', 'timeout-minutes: 5', 'timeout-minutes: soon'],
    ['YAML that is none', 'permissions: {}', 'permissions: {'],
  ])('refuses %s', async (_case, from, to) => {
    expect(await diagnose('.github/workflows/broken.yml', broken(from, to))).not.toEqual([]);
  });

  it('knows node24 and refuses a runtime that there is not', async () => {
    const action = 'name: x\ndescription: y\nruns:\n  using: node24\n  main: index.js\n';
    expect(await diagnose('action.yml', action)).toEqual([]);
    expect(await diagnose('action.yml', action.replace('node24', 'node99'))).not.toEqual([]);
  });
});
