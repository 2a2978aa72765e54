import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/junit.ts';
import type { Report } from '../../src/model/index.ts';
import { renderer } from '../../src/report/renderers/junit.ts';
import { bytes, evidenceOf } from '../evidence/reading.ts';
import { componentOf, rowOf, scenario, scenarioNames, viewOf } from './scenarios.ts';

const xmlOf = (report: Report): string => renderer.render(report, viewOf());
const casesOf = async (report: Report) => (await evidenceOf(format, bytes(xmlOf(report)))).cases;

/** Rows by what a reader of test results has to see of them, counted without the renderer. */
function expectedOutcomes({ components }: Report): Record<string, number> {
  const counts = { passed: 0, failed: 0, error: 0, skipped: 0 };
  for (const { affected, results } of components) {
    for (const { status, required } of results) {
      if (status === 'pass') counts.passed += 1;
      else if (!required || !affected || status === 'waived' || status === 'not-applicable') counts.skipped += 1;
      else if (status === 'error') counts.error += 1;
      else counts.failed += 1;
    }
  }
  return counts;
}

describe('the JUnit report', () => {
  it.each(scenarioNames)(
    'of %s is read back by our own format, a case for each row, with the same outcome',
    async (name) => {
      const report = scenario(name);
      const counts: Record<string, number> = { passed: 0, failed: 0, error: 0, skipped: 0 };
      for (const { outcome } of await casesOf(report)) counts[outcome] = (counts[outcome] ?? 0) + 1;
      const expected = expectedOutcomes(report);
      const beyond = report.problems.length;
      const outcome = report.verdict === 'ready' ? 'skipped' : 'error';
      expected[outcome] = (expected[outcome] ?? 0) + beyond;
      expect(counts).toEqual(expected);
    },
  );

  it.each(scenarioNames)('of %s declares as many as it holds', (name) => {
    const xml = xmlOf(scenario(name));
    const held = (pattern: RegExp): number => [...xml.matchAll(pattern)].length;
    const [, tests, failures, errors, skipped] =
      /<testsuites name="[^"]*" tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(xml) ?? [];
    expect([tests, failures, errors, skipped].map(Number)).toEqual([
      held(/<testcase /g),
      held(/<failure /g),
      held(/<error /g),
      held(/<skipped /g),
    ]);
  });

  it.each(scenarioNames)('of %s fails if, and only if, the report is not ready', async (name) => {
    const bad = (await casesOf(scenario(name))).filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
    expect(bad.length > 0).toBe(scenario(name).verdict !== 'ready');
  });

  it('fails where nothing could be judged, even without a problem, and where no row is open', async () => {
    expect((await casesOf({ ...scenario('problems-only'), problems: [] })).map(({ outcome }) => outcome)).toEqual([
      'error',
    ]);
    const report = scenario('ready');
    report.verdict = 'inconclusive';
    componentOf(report).verdict = 'inconclusive';
    const bad = (await casesOf(report)).filter(({ outcome }) => outcome === 'error');
    expect(bad).toHaveLength(1);
  });

  it('skips what the verdict does not count: rows that are not required or of components that are not affected', async () => {
    const report = scenario('blocked');
    componentOf(report).affected = false;
    const outcomes = new Set((await casesOf({ ...report, verdict: 'ready' })).map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(['passed', 'skipped']));
  });

  it('says what was found, needed and how to mend it', () => {
    const xml = xmlOf(scenario('blocked'));
    expect(xml).toContain('<failure message="fail: found 66.66 % (40/60), needed ≥ 70 %">');
    expect(xml).toContain('<failure message="missing: found nothing, needed 0 failed, 0 in error">');
    expect(xml).toContain('src/cache/eviction.py covers 4 of 16 lines. (src/cache/eviction.py:18)');
    expect(xml).toContain('Test the lines that no test reaches');
  });

  it('counts the findings that it leaves out', () => {
    const report = scenario('blocked');
    const row = rowOf(report, 'min-coverage', 'staging');
    row.findings = Array.from({ length: 73 }, () => ({
      outcome: 'fail' as const,
      message: 'm',
      path: null,
      line: null,
    }));
    expect(xmlOf(report)).toContain('\nand 23 more\n');
  });

  it('holds nothing that XML does not allow', () => {
    const report = scenario('blocked');
    componentOf(report).id = 'a\u0000b\uFFFEc\ud800"<&>\'';
    const xml = xmlOf(report);
    expect(xml.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u);
    expect(xml).toContain('name="ab\uFFFDc\uFFFD&quot;&lt;&amp;&gt;&apos;"');
  });
});
