import { describe, expect, it } from '@jest/globals';
import { readInputs } from '../../src/action/inputs.ts';

function read(given: Record<string, string> = {}) {
  return readInputs((name) => given[name] ?? '');
}

describe('the inputs of the action', () => {
  it('leave everything to defaults and configuration when none is given', () => {
    expect(read()).toEqual({
      problems: [],
      inputs: {
        'github-token': null,
        specs: [],
        config: null,
        component: [],
        'target-stage': null,
        promotion: false,
        evidence: [],
        baseline: [],
        enforce: null,
        'check-name': 'Maturity',
        comment: 'keep',
        'per-component': false,
        annotations: 'all',
        summary: true,
        shards: null,
        parts: [],
        'report-dir': null,
      },
    });
  });

  it('take the baseline as a list', () => {
    expect(read({ baseline: 'old/**\nmain.json' }).inputs.baseline).toEqual(['old/**', 'main.json']);
  });

  it('take lists by line or by comma, but for commas within the braces of a glob', () => {
    const { inputs } = read({ evidence: 'reports/**\n coverage.{json,xml}, junit*.xml\n\n', component: 'a,b' });
    expect(inputs.evidence).toEqual(['reports/**', 'coverage.{json,xml}', 'junit*.xml']);
    expect(inputs.component).toEqual(['a', 'b']);
  });

  it.each([
    ['', null],
    ['target', 'target'],
    ['status', 'status'],
    ['false', false],
  ])('take enforce "%s" as %p', (text, expected) => {
    expect(read({ enforce: text }).inputs.enforce).toBe(expected);
  });

  it.each([
    ['', 'all'],
    ['true', 'all'],
    ['all', 'all'],
    ['changed', 'changed'],
    ['false', 'none'],
    ['none', 'none'],
    ['False', 'none'],
  ])('take annotations "%s" as %p', (text, expected) => {
    expect(read({ annotations: text }).inputs.annotations).toBe(expected);
  });

  it.each([
    ['', 'keep'],
    ['true', 'keep'],
    ['FALSE', null],
    ['minimize-when-ready', 'minimize'],
    ['delete-when-ready', 'delete'],
  ])('take comment "%s" as %p', (text, expected) => {
    expect(read({ comment: text }).inputs.comment).toBe(expected);
  });

  it('are told wrong all at once; a wrong one counts as not given', () => {
    const { inputs, problems } = read({
      enforce: 'no',
      comment: 'perhaps',
      'check-name': 'Gate',
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'The input `enforce`: expected `target`, `status` or `false`.',
      'The input `comment`: expected `true`, `false`, `minimize-when-ready` or `delete-when-ready`.',
    ]);
    expect(inputs).toMatchObject({ enforce: null, comment: 'keep', 'check-name': 'Gate' });
  });
});
