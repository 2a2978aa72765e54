import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { formats } from '../../src/evidence/index.ts';
import { format as gitlab } from '../../src/evidence/formats/ruff-gitlab.ts';
import { format as jsonLines } from '../../src/evidence/formats/ruff-json-lines.ts';
import { format as junit } from '../../src/evidence/formats/ruff-junit.ts';
import { format as mypy } from '../../src/evidence/formats/mypy.ts';
import { format as rdjson } from '../../src/evidence/formats/ruff-rdjson.ts';
import { format as sarif } from '../../src/evidence/formats/sarif.ts';
import type { Format } from '../../src/evidence/format.ts';
import type { DiagnosticsEvidence } from '../../src/model/index.ts';
import { evidenceOf, headOf, problemsOf } from './reading.ts';

/** Reports that tools really wrote, with figures that other programs counted. */
const corpus = process.env['MATURITY_CORPUS'] ?? join(import.meta.dirname, '../../../shared/evidence');
const present = existsSync(join(corpus, 'truth.json'));

const figures = z.looseObject({
  findings: z.number().optional(),
  bytes: z.number().optional(),
  by_code: z.record(z.string(), z.number()).optional(),
  by_severity: z.record(z.string(), z.number()).optional(),
  by_level: z.record(z.string(), z.number()).optional(),
  not_json_lines: z.array(z.string()).optional(),
});
const entries = z.record(
  z.string(),
  z.looseObject({ kind: z.string(), exists: z.boolean(), text: z.string().nullish(), truth: z.looseObject({}) }),
);
type Entry = [path: string, truth: z.infer<typeof figures>, text: string | null];

const truth = present ? entries.parse(JSON.parse(readFileSync(join(corpus, 'truth.json'), 'utf8'))) : {};
const files = Object.entries(truth).filter(([, { exists }]) => exists);
const ofKind = (kind: string): Entry[] =>
  files.filter(([, own]) => own.kind === kind).map(([path, own]) => [path, figures.parse(own.truth), own.text ?? null]);
const content = (path: string): Buffer => readFileSync(join(corpus, path));
const claimants = (path: string): string[] =>
  formats.filter((format) => format.sniff(headOf(content(path), path))).map(({ id }) => id);
const tally = (words: string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};
const codes = ({ diagnostics }: DiagnosticsEvidence): Record<string, number> =>
  tally(diagnostics.map(({ rule }) => rule ?? 'null'));

/** `path:row:column` of each finding of the same run's `--output-format concise`, sorted; the beginning of the path cut off. */
const conciseOf = (path: string): string[] =>
  new TextDecoder()
    .decode(content(path))
    .split('\n')
    .flatMap((line) => /^(?:.*\/)?([^/]+?:(?:cell \d+:)?\d+:\d+): /.exec(line)?.[1] ?? [])
    .sort();
const placesOf = ({ diagnostics }: DiagnosticsEvidence): string[] =>
  diagnostics.map(({ at }) => `${basename(at.path)}:${at.line ?? 0}:${at.column ?? 0}`).sort();

const outputs: { kind: string; format: Format<DiagnosticsEvidence> }[] = [
  { kind: 'ruff-json-lines', format: jsonLines },
  { kind: 'ruff-gitlab', format: gitlab },
  { kind: 'ruff-rdjson', format: rdjson },
  { kind: 'ruff-junit', format: junit },
];
const snapshots =
  /^(?:cli-output_format_|cli-output_format_preview_|lint__output_format_)?(json-lines|json_lines|gitlab|rdjson|junit)[-.]/;
const formatOfName = new Map([
  ['json-lines', jsonLines],
  ['json_lines', jsonLines],
  ['gitlab', gitlab],
  ['rdjson', rdjson],
  ['junit', junit],
]);

if (!present) {
  console.log(`No corpus of real reports at ${corpus}: set MATURITY_CORPUS to its folder to compare with it.`);
  describe('The corpus of real reports', () => {
    it('is absent, so nothing was compared with it', () => {
      expect(existsSync(join(corpus, 'truth.json'))).toBe(false);
    });
  });
} else {
  describe.each(outputs)('Of the corpus, $kind', ({ kind, format }) => {
    const own = ofKind(kind);

    it('is there', () => {
      expect(own.length).toBeGreaterThan(5);
    });

    it.each(own.filter(([path]) => content(path).length > 0))('%s has the counted findings', async (path, expected) => {
      expect(claimants(path)).toEqual([format.id]);
      const evidence = await evidenceOf(format, content(path), path, 65536);
      expect(evidence.diagnostics).toHaveLength(expected.findings ?? -1);
      if (expected.by_code !== undefined) expect(codes(evidence)).toEqual(expected.by_code);
    });

    const told = own.filter(
      ([path, , text]) => text !== null && content(path).length > 0 && !path.includes('odd-files'),
    );
    it.each(told)('%s has the places of the text output', async (path, _expected, text) => {
      expect(placesOf(await evidenceOf(format, content(path), path))).toEqual(conciseOf(text ?? ''));
    });
  });

  describe('Of the corpus, ruff', () => {
    it.each(ofKind('ruff-json-lines').filter(([path]) => content(path).length === 0))(
      '%s is empty, which proves nothing',
      async (path) => {
        expect(claimants(path)).toEqual([]);
        expect(await problemsOf(jsonLines, content(path), path)).toMatchObject([{ code: 'report-empty' }]);
      },
    );

    const old = files
      .map(([path]) => path)
      .filter((path) => snapshots.test(basename(path)) && path.includes('ruff-history'))
      // Some snapshots of JUnit are of ty, which is written in the same repository.
      .filter((path) => !content(path).includes('org.ty'));
    it.each(old)('%s, of an old or new version, is read', async (path) => {
      const format = formatOfName.get(snapshots.exec(basename(path))?.[1] ?? '');
      if (format === undefined) throw new Error('no such format');
      expect(claimants(path)).toEqual([format.id]);
      const { diagnostics } = await evidenceOf(format, content(path), path);
      expect(diagnostics.length).toBeGreaterThan(0);
      const isPlaced = !path.includes('missing_file');
      expect(diagnostics.every(({ message, at }) => message !== '' && (at.path !== path) === isPlaced)).toBe(true);
    });

    it('has snapshots of many versions', () => {
      expect(old.length).toBeGreaterThan(60);
    });

    it.each(['ruff-format-gitlab', 'ruff-format-junit', 'ruff-format-json', 'ruff-format-sarif'].flatMap(ofKind))(
      '%s of the formatter is claimed by none',
      (path) => {
        expect(claimants(path)).toEqual([]);
      },
    );

    it.each(ofKind('ruff-sarif'))('%s has the counted levels', async (path, expected) => {
      expect(claimants(path)).toEqual(['sarif']);
      const evidence = await evidenceOf(sarif, content(path), path, 65536);
      expect(evidence).toMatchObject({ concern: 'lint', tool: 'ruff' });
      expect(tally(evidence.diagnostics.map(({ severity }) => severity))).toEqual(expected.by_level);
    });
  });

  describe('Of the corpus, mypy', () => {
    const own = ofKind('mypy-json');
    const begun = own.filter(([, { bytes, not_json_lines: others = [] }]) => bytes !== 0 && others.length === 0);

    it.each(begun)('%s has the counted findings', async (path, expected) => {
      // One empty line is mypy's only where the name says so.
      const name = (expected.bytes ?? 0) > 1 ? path : 'mypy.jsonl';
      expect(formats.filter((format) => format.sniff(headOf(content(path), name))).map(({ id }) => id)).toEqual([
        'mypy',
      ]);
      const evidence = await evidenceOf(mypy, content(path), path);
      expect(codes(evidence)).toEqual(expected.by_code);
      expect(tally(evidence.diagnostics.map(({ severity }) => severity))).toEqual(expected.by_severity);
    });

    it.each(own.filter((entry) => !begun.includes(entry)))('%s did not begin and is refused', async (path) => {
      expect(await problemsOf(mypy, content(path), path)).toMatchObject([{ at: { path, line: 1 } }]);
    });

    it.each(ofKind('mypy-junit'))('%s is JUnit that is claimed by none', (path) => {
      expect(claimants(path)).toEqual([]);
    });
  });
}
