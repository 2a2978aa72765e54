import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { format as deployment } from '../../src/evidence/formats/deployment.ts';
import { format as detectSecrets } from '../../src/evidence/formats/detect-secrets.ts';
import { format as junit } from '../../src/evidence/formats/junit.ts';
import { format as pyright } from '../../src/evidence/formats/pyright.ts';
import { format as verifytypes } from '../../src/evidence/formats/pyright-verifytypes.ts';
import { format as review } from '../../src/evidence/formats/review.ts';
import { format as ruff } from '../../src/evidence/formats/ruff.ts';
import type { Format } from '../../src/evidence/format.ts';
import { evidenceOf, headOf, parse, problemsOf } from './reading.ts';

/** Reports that tools really wrote, with figures that other programs counted. */
const corpus = process.env['MATURITY_CORPUS'] ?? join(import.meta.dirname, '../../../shared/evidence');
const present = existsSync(join(corpus, 'truth.json'));

const formats: readonly Format[] = [deployment, detectSecrets, junit, pyright, review, ruff, verifytypes];
const count = z.number();
const entries = z.record(
  z.string(),
  z.looseObject({ kind: z.string(), exists: z.boolean(), truth: z.record(z.string(), z.unknown()) }),
);
type Entry = [path: string, truth: Record<string, unknown>];

const truth = present ? entries.parse(JSON.parse(readFileSync(join(corpus, 'truth.json'), 'utf8'))) : {};
const files = Object.entries(truth).filter(([, { exists }]) => exists);
const ofKind = (...kinds: string[]): Entry[] =>
  files.filter(([, { kind }]) => kinds.includes(kind)).map(([path, { truth: own }]) => [path, own]);
const content = (path: string): Uint8Array => readFileSync(join(corpus, path));
const claimants = (path: string): string[] =>
  formats.filter((format) => format.sniff(headOf(content(path), path))).map(({ id }) => id);
const isEmpty = ({ empty }: Record<string, unknown>): boolean => empty === true;
const tally = (words: string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

if (!present) {
  console.log(`No corpus of real reports at ${corpus}: set MATURITY_CORPUS to its folder to compare with it.`);
  describe('The corpus of real reports', () => {
    it('is absent, so nothing was compared with it', () => {
      expect(existsSync(join(corpus, 'truth.json'))).toBe(false);
    });
  });
} else {
  describe('Of the corpus of real reports', () => {
    it.each(ofKind('junit'))('%s is JUnit with the counted figures', async (path, expected) => {
      expect(claimants(path)).toEqual(['junit']);
      const evidence = await evidenceOf(junit, content(path), path, 65536);
      const outcomes = {
        passed: 0,
        failed: 0,
        error: 0,
        skipped: 0,
        ...tally(evidence.cases.map(({ outcome }) => outcome)),
      };
      expect(outcomes).toEqual(expected['by_testcase']);
      expect(evidence.declared).toEqual(expected['suite_attributes']);
      const interrupted = ['keyboard-interrupt.xml', 'pytest-exit.xml', 'xdist-internal-error.xml'];
      expect(evidence.defects.length > 0).toBe(interrupted.includes(basename(path)));
    });

    const isRefusedRuff = ([, own]: Entry): boolean => isEmpty(own) || own['shape'] === 'statistics';

    it.each(ofKind('ruff-json').filter((entry) => !isRefusedRuff(entry)))(
      '%s is ruff JSON with the counted figures',
      async (path, expected) => {
        expect(claimants(path)).toEqual(['ruff']);
        const { diagnostics } = await evidenceOf(ruff, content(path), path, 65536);
        expect(diagnostics).toHaveLength(count.parse(expected['findings']));
        expect(tally(diagnostics.map(({ severity }) => severity))).toEqual(expected['by_severity']);
        expect(new Set(diagnostics.map(({ at }) => at.path)).size).toBe(expected['files']);
      },
    );

    it.each(ofKind('ruff-json').filter(isRefusedRuff))('%s is refused as ruff JSON', async (path) => {
      expect(claimants(path)).toEqual([]);
      expect((await problemsOf(ruff, content(path), path))[0]?.at?.path).toBe(path);
    });

    const isRuffJson = ([path]: Entry): boolean =>
      /^(json-.*|(lint__|cli-)output_format_(preview_)?json)\.json$/.test(basename(path));

    it.each(ofKind('ruff-snapshot').filter(isRuffJson))('%s, of an old or new version, is ruff JSON', async (path) => {
      const elements = z.array(z.unknown()).parse(JSON.parse(new TextDecoder().decode(content(path))));
      expect(claimants(path)).toEqual(['ruff']);
      expect((await evidenceOf(ruff, content(path), path)).diagnostics).toHaveLength(elements.length);
    });

    const isVerifytypes = ([, own]: Entry): boolean =>
      z.array(z.string()).catch([]).parse(own['other_keys']).includes('typeCompleteness');

    it.each(ofKind('pyright').filter((entry) => !isEmpty(entry[1]) && !isVerifytypes(entry)))(
      '%s is pyright JSON with the counted figures',
      async (path, expected) => {
        expect(claimants(path)).toEqual(['pyright']);
        const { diagnostics, declared, filesAnalyzed, tool, defects } = await evidenceOf(
          pyright,
          content(path),
          path,
          65536,
        );
        const severities = { error: 0, warning: 0, note: 0, ...tally(diagnostics.map(({ severity }) => severity)) };
        expect(severities).toEqual({
          error: expected['errors'],
          warning: expected['warnings'],
          note: expected['informations'],
        });
        expect(tally(diagnostics.map(({ rule }) => rule ?? '(none)'))).toEqual(expected['rules']);
        expect({
          filesAnalyzed,
          errorCount: declared?.errors,
          warningCount: declared?.warnings,
          informationCount: declared?.notes,
        }).toEqual(expected['summary']);
        expect(tool).toBe(path.includes('basedpyright') ? 'basedpyright' : 'pyright');
        expect(defects).toEqual([]);
      },
    );

    it.each(ofKind('pyright').filter(isVerifytypes))(
      '%s is of --verifytypes, with the figures of its text output',
      async (path, expected) => {
        expect(claimants(path)).toEqual(['pyright-verifytypes']);
        const { diagnostics, declared, filesAnalyzed, defects } = await evidenceOf(verifytypes, content(path), path);
        const text = new TextDecoder().decode(content(path.replace(/json$/, 'txt')));
        const figure = (what: string): number => Number(new RegExp(`${what}: (\\d+)`).exec(text)?.[1]);
        const documented = figure('Functions without docstring') + figure('Classes without docstring');
        // A private class with two methods is not exported, but counted.
        const unexported = 3;
        expect(diagnostics).toHaveLength(documented - unexported);
        expect(declared?.warnings).toBe(documented - unexported);
        expect(expected['summary']).toMatchObject({ filesAnalyzed });
        expect(defects).toEqual([]);
      },
    );

    it.each(ofKind('pyright').filter(([, own]) => isEmpty(own)))(
      '%s is empty and refused as pyright JSON',
      async (path) => {
        expect(claimants(path)).toEqual([]);
        expect(await problemsOf(pyright, content(path), path)).toMatchObject([
          { code: 'report-empty', at: { path, line: 1 } },
        ]);
      },
    );

    it.each(ofKind('secrets'))('%s is a scan with the counted figures', async (path, expected) => {
      expect(claimants(path)).toEqual(['detect-secrets']);
      const { findings, plugins, defects } = await evidenceOf(detectSecrets, content(path), path, 65536);
      const audits = tally(findings.map(({ audit }) => audit));
      expect({
        total: findings.length,
        by_type: tally(findings.map(({ type }) => type)),
        files: new Set(findings.map(({ at }) => at.path)).size,
        line_numbers: findings.filter(({ at }) => at.line !== undefined).length,
        unaudited: audits['unaudited'] ?? 0,
        real: audits['real'] ?? 0,
        false_positive: audits['false-positive'] ?? 0,
        verified: findings.filter(({ verified }) => verified).length,
      }).toEqual(
        Object.fromEntries(
          Object.entries(expected).filter(([key]) => !/^(filename_in_entry|top_level_keys|version)$/.test(key)),
        ),
      );
      expect([plugins.length > 0, defects]).toEqual([true, []]);
    });

    it.each(ofKind('broken', 'junit-other', 'ruff-json-polluted'))(
      '%s is claimed by none, or a located problem',
      async (path) => {
        for (const format of formats.filter(({ id }) => claimants(path).includes(id))) {
          const read = await parse(format, content(path), path);
          expect(read).toMatchObject({ ok: false, problems: [{ at: { path } }] });
          expect(read.ok ? undefined : read.problems[0].at?.line).toBeGreaterThan(0);
        }
      },
    );

    const own = ['junit', 'ruff-json', 'pyright', 'secrets', 'broken', 'junit-other', 'ruff-json-polluted'];

    it('every report of another kind is claimed by none', () => {
      // ruff's empty GitLab list has the bytes of its empty JSON list and says the same.
      const isEmptyList = (path: string): boolean => /ruff[^/]*\.json$/.test(path) && content(path).length < 8;
      const others = files
        .filter(
          ([path, { kind, truth: figures }]) =>
            !own.includes(kind) && !(kind === 'ruff-snapshot' && isRuffJson([path, figures])),
        )
        .map(([path]) => path)
        .filter((path) => !isEmptyList(path));
      expect(others.length).toBeGreaterThan(400);
      expect(others.filter((path) => claimants(path).length > 0)).toEqual([]);
    });
  });
}
