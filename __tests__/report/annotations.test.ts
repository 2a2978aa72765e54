import { describe, expect, it } from '@jest/globals';
import type { Report, Result } from '../../src/model/index.ts';
import { annotationsOf } from '../../src/report/index.ts';
import { componentOf, rowOf, scenario } from './scenarios.ts';

/** A report of one component whose rows are the given changes to a required, failing row. */
function reportOf(...changes: Partial<Result>[]): Report {
  const report = scenario('blocked');
  const row = rowOf(report, 'min-coverage', 'staging');
  componentOf(report).results = changes.map((change) => ({ ...row, findings: [], ...change }));
  return report;
}

const places = (report: Report) => annotationsOf(report).map(({ path, line, level }) => `${level} ${path}:${line}`);

describe('annotations', () => {
  it('stand where the findings of a required failing row are', () => {
    expect(places(scenario('blocked'))).toEqual([
      'failure src/cache/eviction.py:18',
      'failure src/cache/client.py:52',
      'failure specs/cache.md:223',
      'warning specs/cache.md:224',
      'warning src/cache/client.py:41',
      'warning src/cache/client.py:3',
    ]);
  });

  it('stand at the criterion, with found, needed and remedy, where no finding names a place', () => {
    const [annotation] = annotationsOf(reportOf({ remediation: 'Write tests.' }));
    expect(annotation).toEqual({
      path: 'specs/cache.md',
      line: 224,
      level: 'failure',
      title: 'cache: Test coverage (staging)',
      message: 'Found 66.66 % (40/60), needed ≥ 70 %. Write tests.',
    });
  });

  it('stand on line 1 of the specification for a demand that no line names', () => {
    expect(places(reportOf({ criterion: null }))).toEqual(['failure specs/cache.md:1']);
  });

  it('of a row in error stand at the criterion and at the report', () => {
    const findings = [{ outcome: 'fail' as const, message: 'truncated', path: 'reports/junit.xml', line: 9 }];
    expect(places(reportOf({ status: 'error', findings }))).toEqual([
      'failure specs/cache.md:224',
      'failure reports/junit.xml:9',
    ]);
  });

  it('are worst first: failing rows, then missing ones, then warnings', () => {
    const at = (path: string, outcome: 'fail' | 'warning') => [{ outcome, message: path, path, line: 1 }];
    const report = reportOf(
      { status: 'pass', findings: at('a', 'warning') },
      { status: 'missing', criterion: { text: '', path: 'b', line: 2, ticked: false } },
      { status: 'fail', findings: at('c', 'fail') },
    );
    expect(places(report)).toEqual(['failure c:1', 'failure b:2', 'warning a:1']);
  });

  it('leave out notes, failures of rows that are not required and components that are not affected', () => {
    const findings = (['note', 'fail'] as const).map((outcome) => ({ outcome, message: 'm', path: 'a', line: 1 }));
    expect(annotationsOf(reportOf({ required: false, findings }))).toEqual([]);
    const unaffected = scenario('blocked');
    componentOf(unaffected).affected = false;
    expect(annotationsOf(unaffected)).toEqual([]);
  });

  it('say the same of one line only once, though two stages demand it', () => {
    const findings = [{ outcome: 'fail' as const, message: 'm', path: 'a', line: 1 }];
    expect(places(reportOf({ stage: 'development', findings }, { findings }))).toEqual(['failure a:1']);
  });

  it('are plain lines within the limits of GitHub', () => {
    for (const annotation of annotationsOf(scenario('hostile'))) {
      expect(annotation.title.length).toBeLessThanOrEqual(255);
      expect(annotation.message.length).toBeLessThanOrEqual(2_000);
      expect(annotation.title + annotation.message).not.toMatch(/\p{Cc}/u);
      expect(annotation.line).toBeGreaterThan(0);
    }
  });
});
