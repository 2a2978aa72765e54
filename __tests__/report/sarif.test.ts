import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { z } from 'zod';
import type { Report } from '../../src/model/index.ts';
import { renderer } from '../../src/report/renderers/sarif.ts';
import { componentOf, rowOf, scenario, scenarioNames, viewOf } from './scenarios.ts';

/** The schema of SARIF 2.1.0 (https://json.schemastore.org/sarif-2.1.0-rtm.5.json) without its descriptions. */
const schemaFile = new URL('../fixtures/sarif-schema-2.1.0.json', import.meta.url);
const {
  $schema: _draft,
  id: _id,
  ...schema
} = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(schemaFile, 'utf8')));
const valid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

const place = z.object({
  physicalLocation: z.object({
    artifactLocation: z.object({ uri: z.string() }),
    region: z.object({ startLine: z.int() }),
  }),
});
const log = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({ driver: z.object({ rules: z.array(z.object({ id: z.string(), helpUri: z.url() })) }) }),
      invocations: z.array(z.object({ executionSuccessful: z.boolean() })),
      results: z.array(
        z.object({
          ruleId: z.string(),
          level: z.enum(['error', 'warning', 'note']),
          message: z.object({ text: z.string() }),
          locations: z.array(place).min(1),
          partialFingerprints: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ]),
});

function runOf(report: Report) {
  return log.parse(JSON.parse(renderer.render(report, viewOf()))).runs[0];
}

const fingerprints = (report: Report) =>
  runOf(report).results.map(({ partialFingerprints }) => partialFingerprints['maturityGates/v1']);

describe('the SARIF log', () => {
  it.each(scenarioNames)('of %s is valid by the schema of SARIF 2.1.0', (name) => {
    valid(JSON.parse(renderer.render(scenario(name), viewOf())));
    expect(valid.errors).toBeNull();
  });

  it('is judged by a schema that refuses what is no log', () => {
    expect(valid({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
    expect(valid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ level: 'bad' }] }] })).toBe(
      false,
    );
  });

  it.each(scenarioNames)('of %s has results of level error if, and only if, the report is not ready', (name) => {
    const report = scenario(name);
    const errors = runOf(report).results.filter(({ level }) => level === 'error');
    expect(errors.length > 0).toBe(report.verdict !== 'ready');
  });

  it.each(scenarioNames)('of %s names a rule with its page for each result, and tells every result apart', (name) => {
    const { results, tool } = runOf(scenario(name));
    const rules = new Set(tool.driver.rules.map(({ id }) => id));
    expect(results.filter(({ ruleId }) => !rules.has(ruleId))).toEqual([]);
    expect(new Set(fingerprints(scenario(name))).size).toBe(results.length);
  });

  it('has a result at each finding of the required rows that do not hold', () => {
    const { results } = runOf(scenario('blocked'));
    const places = results.map(({ ruleId, locations: [first] }) => {
      const { artifactLocation, region } = first?.physicalLocation ?? {};
      return `${ruleId} ${artifactLocation?.uri}:${region?.startLine}`;
    });
    expect(places).toEqual([
      'min-coverage src/cache/eviction.py:18',
      'min-coverage src/cache/client.py:52',
      'integration-tests-pass specs/cache.md:223',
    ]);
  });

  it('keeps the fingerprint of a finding whose line has moved or whose counts have changed', () => {
    const report = scenario('blocked');
    for (const finding of rowOf(report, 'min-coverage', 'staging').findings) {
      finding.line = 700;
      finding.message = finding.message.replaceAll(/\d+/g, '7');
    }
    expect(fingerprints(report)).toEqual(fingerprints(scenario('blocked')));
    rowOf(report, 'min-coverage', 'staging').findings[0] = { outcome: 'fail', message: 'other', path: 'a.py', line: 1 };
    expect(fingerprints(report)).not.toEqual(fingerprints(scenario('blocked')));
  });

  it('is an error where nothing could be judged, and did not succeed', () => {
    const { results, invocations } = runOf(scenario('problems-only'));
    expect(results.map(({ level }) => level)).toEqual(['error', 'error']);
    expect(invocations).toEqual([{ executionSuccessful: false }]);
    expect(runOf({ ...scenario('problems-only'), problems: [] }).results).toHaveLength(1);
  });

  it('tells of a component that is not ready although no row of it is open', () => {
    const report = scenario('ready');
    report.verdict = 'inconclusive';
    componentOf(report).verdict = 'inconclusive';
    expect(runOf(report).results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['maturity', 'error']]);
  });

  it('only notes what the change does not affect', () => {
    const report = scenario('blocked');
    componentOf(report).affected = false;
    const levels = runOf({ ...report, verdict: 'ready' }).results.map(({ level }) => level);
    expect(new Set(levels)).toEqual(new Set(['note']));
  });

  it('stays within what GitHub takes, and counts the rest', () => {
    const report = scenario('blocked');
    const row = rowOf(report, 'min-coverage', 'staging');
    const findings = Array.from({ length: 250 }, (_, index) => ({
      outcome: 'fail' as const,
      message: `m${'x'.repeat(index)}`,
      path: null,
      line: null,
    }));
    componentOf(report).results = Array.from({ length: 300 }, (_, index) => ({ ...row, title: `t${index}`, findings }));
    const { results } = runOf(report);
    expect(results).toHaveLength(25_000);
    expect(results.at(-1)?.message.text).toBe(`and ${300 * 101 - 24_999} more findings, left out for length.`);
    expect(results.some(({ message }) => message.text.includes('And 150 more findings.'))).toBe(true);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'a b#c?d', 'C:\\x', '\ud800', ''])(
    'leads from %j nowhere outside',
    (path) => {
      const report = scenario('blocked');
      rowOf(report, 'min-coverage', 'staging').findings = [{ outcome: 'fail', message: 'm', path, line: 1 }];
      const uri = runOf(report).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri ?? '';
      const root = 'https://example.org/root/';
      expect(new URL(uri, root).href.startsWith(root)).toBe(true);
      expect(uri).not.toBe('');
    },
  );
});
