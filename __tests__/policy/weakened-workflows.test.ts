import { describe, expect, it } from '@jest/globals';
import { readYaml } from '../../src/config/index.ts';
import { editedWorkflows } from '../../src/policy/weakened-workflows.ts';
import { statedInputs, type WorkflowFile } from '../../src/policy/workflow.ts';

const gate = '.github/workflows/gate.yml';

function file(path: string, text: string): WorkflowFile {
  const yaml = readYaml(text, path);
  return { path, text, content: yaml.ok ? yaml.value : null };
}

/** What is said of the edit of one workflow among others that stay: loosening edits with their lines, and remarks. */
function edits(before: string, after: string | null, others: WorkflowFile[] = [], path = gate): string[] {
  const head = after === null ? [] : [file(path, after)];
  return editedWorkflows([file(path, before), ...others], [...head, ...others]).map(({ loosens, weakening }) => {
    const { message, base, head: place } = weakening;
    const said = message.replace(`The workflow ${path} uses this action: `, '');
    return `${loosens ? '' : 'remark: '}${said} ${base.line ?? 0}→${place?.line ?? 0}`;
  });
}

const workflow = (step: string, on = 'pull_request'): string =>
  `on: ${on}\njobs:\n  gate:\n    steps:\n      - uses: actions/checkout@v5\n      - ${step}\n`;

describe('a workflow uses this action', () => {
  it.each([
    ['by its name', 'uses: acme/maturity-gates@v1'],
    ['by its name at a commit', 'uses: acme/Maturity-Gates@0123456789012345678901234567890123456789'],
    ['by its command', 'run: npx maturity-gates check --base origin/main'],
  ])('%s', (_how, step) => {
    expect(edits(workflow(step), null)).toEqual(['was removed. 1→0']);
  });

  it('by a reusable workflow of its repository', () => {
    const calls = (ref: string): string =>
      `on: pull_request\njobs:\n  gate:\n    uses: acme/maturity-gates/.github/workflows/gate.yml@${ref}\n`;
    expect(edits(calls('v1'), calls('main'))).toEqual([
      'uses of the step that judges became acme/maturity-gates/.github/workflows/gate.yml@main, it was acme/maturity-gates/.github/workflows/gate.yml@v1. 4→4',
    ]);
  });

  it('by a local action that uses it, whose own edits are named too', () => {
    const action = (inputs: string): WorkflowFile =>
      file(
        '.github/actions/judge/action.yml',
        `runs: { using: composite, steps: [{ uses: acme/maturity-gates@v1, with: { ${inputs} } }] }`,
      );
    const caller = file(gate, workflow('uses: ./.github/actions/judge'));
    const found = editedWorkflows([caller, action('')], [caller, action('enforce: false')]);
    expect(found.map(({ weakening: { base } }) => base.path)).toEqual(['.github/actions/judge/action.yml']);
    expect(edits(caller.text, workflow('uses: ./elsewhere'), [action('')])).toEqual([
      'the step of gate that judges was removed. 6→6',
    ]);
    expect(statedInputs([caller, action('enforce: status')], 'enforce')).toEqual(['status']);
  });

  it('by the action of the repository itself', () => {
    const own = file('action.yml', 'name: Maturity gates\nruns: { using: node24, main: dist/index.js }\n');
    expect(edits(workflow('uses: ./'), null, [own])).toEqual(['was removed. 1→0']);
  });

  it.each([
    ['not by another name', 'uses: acme/gates@v1'],
    ['not by another command', 'run: npx other-maturity-gates-thing'],
  ])('%s', (_how, step) => {
    expect(edits(workflow(step), null)).toEqual([]);
  });

  it('where its text says so, when it is no YAML', () => {
    expect(edits('jobs: ]\n# maturity-gates', workflow('run: x'))).toEqual([
      'can’t be compared, for it is no valid YAML. 1→1',
    ]);
  });
});

const judging = 'uses: acme/maturity-gates@v1';

describe('an edit of such a workflow', () => {
  const triggers: [string, string, string[]][] = [
    ['pull_request', '[pull_request, push]', []],
    ['[pull_request, push]', 'pull_request', ['the trigger push was removed. 1→1']],
    ['{ pull_request: { branches: [main] } }', 'pull_request', []],
    ['{ pull_request: { branches: [main] } }', '{ pull_request: { branches: [main, next] } }', []],
    [
      '{ pull_request: { branches: [main, next] } }',
      '{ pull_request: { branches: [main] } }',
      ['the trigger pull_request is narrowed by branches. 1→1'],
    ],
    [
      '{ pull_request: { branches: [main] } }',
      "{ pull_request: { branches: [main, '!main'] } }",
      ['the trigger pull_request is narrowed by branches. 1→1'],
    ],
    ['{ pull_request: { paths-ignore: [a, b] } }', '{ pull_request: { paths-ignore: [a] } }', []],
    [
      '{ pull_request: { paths-ignore: [a] } }',
      '{ pull_request: { paths-ignore: [a, b] } }',
      ['the trigger pull_request is narrowed by paths-ignore. 1→1'],
    ],
    ['pull_request', '{ pull_request: null }', []],
    // Without `types` a pull request triggers on three of its activities only, a review on all of them.
    [
      '{ pull_request: { types: [opened, synchronize, ready_for_review] } }',
      'pull_request',
      ['the trigger pull_request is narrowed by types. 1→1'],
    ],
    ['{ pull_request: { types: [opened, synchronize] } }', 'pull_request', []],
    ['{ pull_request_review: { types: [submitted, dismissed] } }', 'pull_request_review', []],
  ];
  it.each(triggers)('of its triggers, %s → %s', (before, after, said) => {
    const found = edits(workflow(judging, before), workflow(judging, after));
    expect(found.filter((one) => !one.startsWith('remark'))).toEqual(said);
  });

  it('by another step that judges, whose verdict may hide the first', () => {
    const twice = `${workflow(judging)}      - uses: acme/maturity-gates@v1\n        with: { enforce: false }\n`;
    expect(edits(workflow(judging), twice)).toEqual([
      'the job gate judges once more, which may hide the first verdict. 3→3',
    ]);
  });

  it.each([
    ['an input', `${judging}\n        with: { enforce: '\${{ needs.setup.outputs.enforce }}' }`, ''],
    [
      'the environment',
      `${judging}\n        with: { enforce: '\${{ env.E }}' }`,
      '    env: { E: "${{ needs.setup.outputs.enforce }}" }\n',
    ],
    ['the matrix', judging, '    strategy: { matrix: "${{ fromJSON(needs.setup.outputs.enforce) }}" }\n'],
  ])('of the job whose output decides %s of the one that judges', (_what, step, more) => {
    const setup = (value: string): string =>
      `  setup:\n    outputs: { enforce: ${value} }\n    steps: [{ run: 'true' }]\n`;
    expect(edits(workflow(step) + more + setup('target'), workflow(step) + more + setup('false'))).toEqual([
      expect.stringContaining('the job setup, whose outputs the judging job is given, was changed.'),
    ]);
  });

  it('beside the job that judges is a remark', () => {
    const other = '  docs:\n    steps: [{ run: make docs }]\n';
    expect(edits(workflow(judging) + other, workflow(judging))).toEqual([
      'remark: was changed beside the job that judges. 2→2',
    ]);
  });

  it.each([
    ['a condition that is removed', `if: always()\n        ${judging}`, judging],
    ['a failure that counts', `continue-on-error: true\n        ${judging}`, judging],
    ['another name of the step', `name: Gate\n        ${judging}`, `name: Judge\n        ${judging}`],
  ])('is harmless: %s', (_what, before, after) => {
    expect(edits(workflow(before), workflow(after)).filter((one) => !one.startsWith('remark'))).toEqual([]);
  });

  it('with odd shapes is compared, not thrown at', () => {
    for (const odd of ['', '[]', 'jobs: 3', 'jobs: { gate: [] }', 'jobs: { gate: { steps: maturity } }', 'on: 3']) {
      expect(edits(workflow(judging), odd).length).toBeGreaterThan(0);
      expect(() => edits(odd, workflow(judging))).not.toThrow();
    }
  });
});
