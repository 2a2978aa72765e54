import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { detect } from '../../src/evidence/detect.ts';
import { uniteFileCoverage } from '../../src/evidence/unite-coverage.ts';
import type { CoverageEvidence, FileCoverage } from '../../src/model/index.ts';
import { coverageFormats, evidenceOf, figures } from './coverage-reading.ts';
import { headOf } from './reading.ts';

/** A folder of several hundred real reports with `truth.json`, the figures that separate programs counted in them. */
const corpus = process.env['MATURITY_CORPUS'] ?? join(import.meta.dirname, '../../../shared/evidence');

interface Entry {
  exists: boolean;
  kind: string;
  truth: Partial<Record<'covered' | 'statements' | 'covered_branches' | 'branches' | 'files', number>>;
}

const formatOfKind = new Map([
  ['coverage-json', 'coverage-py'],
  ['cobertura', 'cobertura'],
  ['lcov', 'lcov'],
]);

function contentOf(path: string): Buffer {
  const content = readFileSync(join(corpus, path));
  return path.endsWith('.gz') ? gunzipSync(content) : content;
}

function entriesOfCorpus(): [path: string, entry: Entry][] {
  const truth = JSON.parse(readFileSync(join(corpus, 'truth.json'), 'utf8')) as Record<string, Entry>;
  return Object.entries(truth).filter(([, entry]) => entry.exists);
}

if (existsSync(join(corpus, 'truth.json'))) describeCorpus(entriesOfCorpus());
else {
  it(`has no corpus of real reports to read: ${corpus} is not there (name it in MATURITY_CORPUS)`, () => {
    expect(existsSync(join(corpus, 'truth.json'))).toBe(false);
  });
}

function describeCorpus(entries: [path: string, entry: Entry][]): void {
  const reports = entries.filter(([, { kind }]) => formatOfKind.has(kind));
  const others = entries.filter(([, { kind }]) => !formatOfKind.has(kind));

  const read = async (path: string): Promise<CoverageEvidence> => {
    const content = contentOf(path);
    const format = detect(headOf(content, path), coverageFormats);
    if (format === null) throw new Error(`${path} is not recognised`);
    return evidenceOf(format.id, content, 65_536);
  };

  describe('the corpus of real reports', () => {
    it('holds reports of all three formats', () => {
      expect(new Set(reports.map(([, { kind }]) => kind))).toEqual(new Set(formatOfKind.keys()));
    });

    it.each(reports)('%s is read with the true figures', async (path, { kind, truth }) => {
      const content = contentOf(path);
      expect(detect(headOf(content, path), coverageFormats)?.id).toBe(formatOfKind.get(kind));
      const evidence = await evidenceOf(formatOfKind.get(kind) ?? '', content, 65_536);
      const [covered, lines, coveredBranches, branches] = figures(evidence.files);
      expect({ covered, lines, coveredBranches: coveredBranches ?? 0, branches: branches ?? 0 }).toEqual({
        covered: truth.covered,
        lines: truth.statements,
        coveredBranches: truth.covered_branches ?? 0,
        branches: truth.branches ?? 0,
      });
      expect(evidence.files).toHaveLength(truth.files ?? -1);
      expect(evidence.defects).toEqual([]);
    });

    it.each(others.filter(([, { kind }]) => kind !== 'broken'))('%s is claimed by no coverage format', (path) => {
      const head = headOf(contentOf(path), path);
      expect(coverageFormats.filter((format) => format.sniff(head)).map(({ id }) => id)).toEqual([]);
    });

    it.each(others.filter(([, { kind }]) => kind === 'broken'))('%s, which is broken, is never read', async (path) => {
      const content = contentOf(path);
      for (const format of coverageFormats) {
        if (format.sniff(headOf(content, path))) expect((await format.parse(once(content), path)).ok).toBe(false);
      }
    });

    it.each([
      ['cachetools/shards/coverage-combined.json', ['coverage-1.json', 'coverage-2.json']],
      ['cachetools/shards/coverage-combined.json', ['coverage-1.xml', 'coverage-2.json', 'coverage-2.xml']],
      ['click/coverage.json', ['coverage.json', 'coverage.xml', 'coverage.lcov']],
      ['edge/coverage/all.json', ['all.lcov', 'all.xml']],
      ['edge/coverage/old-6.5.json', ['old-6.5.json', 'old-6.5.lcov', 'old-6.5.xml']],
      ['cachetools/old-tools/branch/coverage.json', ['coverage.lcov', 'coverage.json', 'coverage.xml']],
    ])('%s has the figures that %j have together', async (whole, parts) => {
      const expected = await read(whole);
      const evidence = await Promise.all(parts.map((part) => read(join(whole, '..', part))));
      const united = expected.files.map(({ reportedPath }): FileCoverage => {
        const together = uniteFileCoverage(
          reportedPath,
          evidence.flatMap(({ files }) => files.filter((file) => file.reportedPath === reportedPath)),
        );
        if (!together.ok) throw new Error(together.problems[0].message);
        return together.value;
      });
      expect(figures(united)).toEqual(figures(expected.files));
    });
  });
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
