import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Report } from '../../src/model/index.ts';
import { verificationSummary } from '../../src/report/index.ts';
import { component, reportOf } from '../action/report.ts';
import { predicateErrors } from './vsa-schema.ts';
import { scenario, scenarioNames } from './scenarios.ts';

const commit = 'a1'.repeat(20);
const context = { repositoryUrl: 'https://github.com/octo/demo', now: '2026-11-22T12:00:00.000Z' };

function summaryOf(changes: Partial<Report> = {}) {
  return verificationSummary(reportOf({ commit, ...changes }), context);
}

describe('the decision as a SLSA verification summary', () => {
  it.each(scenarioNames)('has the shape that its specification demands, for the report %s', (name) => {
    expect(predicateErrors(verificationSummary(scenario(name), context))).toEqual([]);
  });

  it('passes when the run is ready, naming the stage that every component has achieved', () => {
    const components = [
      component({ achievedStage: 'production' }),
      component({ id: 'auth', achievedStage: 'staging' }),
    ];
    expect(summaryOf({ components })).toMatchObject({
      verificationResult: 'PASSED',
      verifiedLevels: ['MATURITY_STAGING'],
      resourceUri: `git+https://github.com/octo/demo@${commit}`,
      timeVerified: '2026-11-22T12:00:00.000Z',
    });
  });

  it.each([
    ['blocked', { verdict: 'blocked' }],
    ['inconclusive', { verdict: 'inconclusive' }],
    ['advisory, though ready', { advisory: true }],
    ['about no known commit', { commit: null }],
  ] satisfies [string, Partial<Report>][])('fails when the run is %s', (_case, changes) => {
    const summary = summaryOf(changes);
    expect(summary).toMatchObject({ verificationResult: 'FAILED', verifiedLevels: ['FAILED'] });
    expect(predicateErrors(summary)).toEqual([]);
  });

  it('names no level where a component has achieved none', () => {
    expect(summaryOf({ components: [component({ achievedStage: null })] }).verifiedLevels).toEqual([]);
  });

  it('never takes a level of SLSA’s own, whatever a ladder calls its stages', () => {
    const stages = ['slsa_build level 3'];
    const { verifiedLevels } = summaryOf({ stages, components: [component({ achievedStage: 'slsa_build level 3' })] });
    expect(verifiedLevels).toEqual(['MATURITY_SLSA_BUILD_LEVEL_3']);
  });

  it('digests the policy so that `sha256sum` over configuration and specifications gives the same', () => {
    const files = new Map([
      ['.github/maturity.yml', 'version: 1\n'],
      ['specs/payments.md', '# Payments\n'],
      ['specs/auth.md', '# Auth\n'],
    ]);
    const root = mkdtempSync(join(tmpdir(), 'policy-'));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const command = 'sha256sum specs/*.md .github/maturity.yml | LC_ALL=C sort -k 2 | sha256sum';
    const digest = execFileSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' }).slice(0, 64);

    const file = (path: string) => ({ path, sha256: sha256(files.get(path) ?? '') });
    const summary = summaryOf({
      configuration: file('.github/maturity.yml'),
      components: ['specs/payments.md', 'specs/auth.md'].map((path) => component({ id: path, spec: file(path) })),
    });
    expect(summary.policy).toEqual({
      uri: `git+https://github.com/octo/demo@${commit}#.github/maturity.yml`,
      digest: { sha256: digest },
    });
  });

  it('changes the digest with a single byte of the configuration or a specification', () => {
    const configured = (configuration: string, spec: string) =>
      summaryOf({
        configuration: { path: 'c.yml', sha256: sha256(configuration) },
        components: [component({ spec: { path: 's.md', sha256: sha256(spec) } })],
      }).policy.digest.sha256;
    expect(new Set([configured('a', 'a'), configured('b', 'a'), configured('a', 'b')]).size).toBe(3);
  });
});

describe('the schema of the predicate that the tests hold it to', () => {
  const good = summaryOf();

  it.each([
    ['no verifier', { verifier: undefined }],
    ['a verifier that is no URI', { verifier: { id: 'me' } }],
    ['no resource', { resourceUri: undefined }],
    ['a policy without URI', { policy: {} }],
    ['a result of another word', { verificationResult: 'READY' }],
    ['no levels', { verifiedLevels: undefined }],
    ['a level that poses as SLSA’s', { verifiedLevels: ['SLSA_MATURITY'] }],
    ['a time that is none', { timeVerified: 'today' }],
    ['a digest that is none', { policy: { uri: 'https://example.org', digest: { sha256: 'abc' } } }],
    ['a field that nobody defined', { verdict: 'ready' }],
  ])('refuses %s', (_case, changes) => {
    expect(predicateErrors(JSON.parse(JSON.stringify({ ...good, ...changes })))).not.toEqual([]);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
