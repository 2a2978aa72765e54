import { describe, expect, it } from '@jest/globals';
import { languageService } from './language-service.ts';
import { fencedWorkflows, ownAction, ownGate, ownInputs, read, workflowPaths } from './repository.ts';
import { flawsOf } from './rules.ts';
import { readWorkflow } from './workflow.ts';

const diagnose = await languageService();

describe.each(workflowPaths)('the workflow %s', (path) => {
  it('is one that GitHub accepts', async () => {
    expect(await diagnose(path, read(path))).toEqual([]);
  });

  it('keeps to the rules of docs/workflows/README.md', () => {
    expect(flawsOf(read(path), ownInputs)).toEqual([]);
  });
});

describe('the workflows within README and documentation', () => {
  it('are found', () => {
    expect(fencedWorkflows.map(([place]) => place)).toContain('README.md, block 1');
  });

  it.each(fencedWorkflows)('are ones that GitHub accepts, with inputs that there are: %s', async (_place, text) => {
    expect(await diagnose('.github/workflows/fenced.yml', text)).toEqual([]);
    expect(flawsOf(text, ownInputs).filter((flaw) => flaw.includes('has no input'))).toEqual([]);
  });
});

describe('action.yml', () => {
  it('is one that GitHub accepts', async () => {
    expect(await diagnose('action.yml', read('action.yml'))).toEqual([]);
  });
});

describe('the reusable gate', () => {
  it('takes every input of the action but token and folder, and where the evidence is', () => {
    const expected = ownAction.inputs.filter((name) => !['github-token', 'report-dir'].includes(name));
    expect(ownGate.inputs).toEqual(['evidence-artifacts', ...expected]);
  });

  it('hands every input on', () => {
    const [step] = stepsOfGate().filter(({ uses }) => uses?.startsWith('maturity-gates/') === true);
    expect(Object.keys(step?.with ?? {})).toEqual(['report-dir', ...ownGate.inputs.slice(1)]);
  });

  it('has every output of the action but the paths, which mean nothing on another machine', () => {
    expect(ownGate.outputs).toEqual(ownAction.outputs.filter((name) => !name.startsWith('report-')));
  });
});

describe('the publisher for forks', () => {
  it.each([
    ['.github/workflows/maturity-forks.yml', '.github/workflows/maturity.yml', '.github/workflows/maturity-review.yml'],
    ['docs/workflows/forks.yml', 'docs/workflows/basic.yml', 'docs/workflows/review.yml'],
  ])('waits for the gate and the reviews by the names that they have: %s', (publisher, ...others) => {
    const awaited = { workflow_run: { workflows: others.map((path) => readWorkflow(read(path))['name']) } };
    expect(readWorkflow(read(publisher)).on).toMatchObject(awaited);
  });
});

function stepsOfGate() {
  return Object.values(readWorkflow(read('.github/workflows/gate.yml')).jobs).flatMap(({ steps }) => steps);
}
