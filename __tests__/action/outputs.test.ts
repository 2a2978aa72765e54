import { describe, expect, it } from '@jest/globals';
import { outputsOf } from '../../src/action/outputs.ts';
import { component, reportOf, row } from './report.ts';

const files = { json: '/tmp/maturity/report.json', html: null, problem: null };

describe('the outputs of the action', () => {
  it('state verdict, stages and files', () => {
    expect(outputsOf(reportOf(), files)).toMatchObject({
      verdict: 'ready',
      passed: 'true',
      'achieved-stage': 'staging',
      'target-stage': 'staging',
      'failed-gates': '[]',
      'report-json': '/tmp/maturity/report.json',
      'report-html': '',
    });
  });

  it('state the lowest stage over all components, and none when one has none', () => {
    const low = component({ id: 'low', achievedStage: 'development' });
    const none = component({ id: 'none', achievedStage: null });
    expect(outputsOf(reportOf({ components: [component(), low] }), files)['achieved-stage']).toBe('development');
    expect(outputsOf(reportOf({ components: [component(), low, none] }), files)['achieved-stage']).toBe('');
    expect(outputsOf(reportOf({ components: [] }), files)['achieved-stage']).toBe('');
  });

  it('are not passed when advisory and not ready', () => {
    expect(outputsOf(reportOf({ advisory: true, verdict: 'blocked' }), files).passed).toBe('false');
    expect(outputsOf(reportOf({ verdict: 'inconclusive' }), files).passed).toBe('false');
  });

  it('list required rows that do not hold, and no others', () => {
    const results = [
      row(),
      row({ status: 'fail', stage: 'staging' }),
      row({ gate: 'e2e-tests-pass', status: 'missing', required: false }),
      row({ gate: 'lint-clean', status: 'waived' }),
      row({ gate: 'code-reviewed', status: 'error' }),
    ];
    const outputs = outputsOf(reportOf({ components: [component({ results })] }), files);
    expect(JSON.parse(outputs['failed-gates'])).toEqual([
      { component: 'cache', stage: 'staging', gate: 'min-coverage', status: 'fail' },
      { component: 'cache', stage: 'development', gate: 'code-reviewed', status: 'error' },
    ]);
  });

  it('offer a job matrix with one entry a component', () => {
    const outputs = outputsOf(reportOf({ components: [component({ achievedStage: null })] }), files);
    expect(JSON.parse(outputs.matrix)).toEqual({
      include: [{ component: 'cache', verdict: 'ready', 'target-stage': 'staging', 'achieved-stage': '' }],
    });
  });

  it('leave a list empty, not cut, when it would not fit', () => {
    const components = Array.from({ length: 5_000 }, (_, index) => component({ id: `component-${index}` }));
    const outputs = outputsOf(reportOf({ components }), files);
    expect(outputs.components).toBe('');
    expect(outputs.matrix).toBe('');
  });
});
