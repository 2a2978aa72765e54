import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { writeReports } from '../../src/action/report-files.ts';
import type { Report } from '../../src/model/index.ts';
import { predicateErrors } from '../report/vsa-schema.ts';
import { reportOf } from './report.ts';

const view = { width: 120, colour: false, byteLimit: Infinity, linkTo: null, fullReport: null, mermaid: false };
const decision = { repositoryUrl: 'https://github.com/octo/demo', now: '2026-11-22T12:00:00.000Z' };
const commit = 'c0'.repeat(20);

async function written(report: Report) {
  const folder = join(mkdtempSync(join(tmpdir(), 'reports-')), 'deep', 'maturity');
  const files = await writeReports(report, { folder, view, decision, measured: null, badges: true });
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return { files, folder, read };
}

describe('the report files', () => {
  it('are the report and the decision about it, in a folder that is made', async () => {
    const { files, folder, read } = await written(reportOf({ commit }));
    expect(files).toMatchObject({ json: join(folder, 'maturity.json'), problem: null });
    expect(read('maturity.json')).toMatchObject({ schemaVersion: 1, commit });
    const summary = read('verdict.vsa.json');
    expect(predicateErrors(summary)).toEqual([]);
    expect(summary).toMatchObject({
      verificationResult: 'PASSED',
      resourceUri: `git+https://github.com/octo/demo@${commit}`,
    });
  });

  it('are badges, too, as SVG and as endpoints of shields.io', async () => {
    const { folder, read } = await written(reportOf({ commit }));
    expect(read('badge.json')).toMatchObject({ schemaVersion: 1, label: 'maturity' });
    expect(readFileSync(join(folder, 'badge.svg'), 'utf8')).toMatch(/^<svg /);
    expect(readdirSync(join(folder, 'badges'))).toEqual(
      reportOf()
        .components.flatMap(({ id }) => [id, `${id}.json`, `${id}.svg`])
        .sort(),
    );
  });

  it('say FAILED when nothing could be judged', async () => {
    const { read } = await written(reportOf({ commit, verdict: 'inconclusive', components: [], stages: [] }));
    expect(predicateErrors(read('verdict.vsa.json'))).toEqual([]);
    expect(read('verdict.vsa.json')).toMatchObject({ verificationResult: 'FAILED' });
  });

  it('are a problem to tell where they can’t be written', async () => {
    const occupied = join(mkdtempSync(join(tmpdir(), 'reports-')), 'occupied');
    writeFileSync(occupied, '');
    const files = await writeReports(reportOf(), { folder: occupied, view, decision, measured: null, badges: true });
    expect(files).toMatchObject({ json: null, html: null, problem: { code: 'report-not-written' } });
  });
});
