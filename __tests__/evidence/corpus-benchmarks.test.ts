import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { detect, formats } from '../../src/evidence/index.ts';
import { format as pytestBenchmark } from '../../src/evidence/formats/pytest-benchmark.ts';
import { evidenceOf, headOf } from './reading.ts';

/** Reports that tools really wrote, with figures that other programs counted. */
const corpus = process.env['MATURITY_CORPUS'] ?? join(import.meta.dirname, '../../../shared/evidence');
const present = existsSync(join(corpus, 'truth.json'));

const entries = z.record(
  z.string(),
  z.looseObject({
    kind: z.string(),
    exists: z.boolean(),
    truth: z.looseObject({
      benchmarks: z.number().optional(),
      stats: z.record(z.string(), z.record(z.string(), z.number())).optional(),
    }),
  }),
);

const truth = present ? entries.parse(JSON.parse(readFileSync(join(corpus, 'truth.json'), 'utf8'))) : {};
const files = Object.entries(truth).filter(([, { exists }]) => exists);
const isBenchmark = ([path, { kind }]: (typeof files)[number]): boolean =>
  kind === 'benchmark' && path.endsWith('.json');
const content = (path: string): Uint8Array => readFileSync(join(corpus, path));
const claimant = (path: string): string | undefined => detect(headOf(content(path), path), formats)?.id;

if (!present) {
  console.log(`No corpus of real reports at ${corpus}: set MATURITY_CORPUS to its folder to compare with it.`);
  describe('The corpus of real benchmark runs', () => {
    it('is absent, so nothing was compared with it', () => {
      expect(existsSync(join(corpus, 'truth.json'))).toBe(false);
    });
  });
} else {
  describe('Of the corpus of real benchmark runs', () => {
    const real = files.filter(isBenchmark).map(([path, { truth: figures }]) => ({ path, figures }));

    it.each(real)('$path is pytest-benchmark JSON with the counted figures', async ({ path, figures }) => {
      expect(claimant(path)).toBe('pytest-benchmark');
      const { benchmarks, metrics } = await evidenceOf(pytestBenchmark, content(path), path, 65_536);
      const statistic = (fullname: string, name: string) =>
        metrics.find(({ labels, name: own }) => labels.get('benchmark') === fullname && own.endsWith(`_${name}`))
          ?.value;
      const read = benchmarks.map(({ name, value, samples }): [string, object] => {
        const [min, max, mean] = [statistic(name, 'min'), statistic(name, 'max'), statistic(name, 'mean')];
        const [stddev, ops] = [statistic(name, 'stddev'), statistic(name, 'ops')];
        return [name, { min, max, mean, stddev, ops, median: value, rounds: samples }];
      });
      expect(Object.fromEntries(read)).toEqual(figures.stats);
      expect(benchmarks).toHaveLength(figures.benchmarks ?? -1);
    });

    it('there are some', () => {
      expect(real.length).toBeGreaterThan(8);
    });

    it('every report of another kind is no measurement', () => {
      const others = files.filter((entry) => !isBenchmark(entry)).map(([path]) => path);
      const measurements = ['pytest-benchmark', 'k6-summary', 'openmetrics', 'prometheus-query', 'metrics-json'];
      expect(others.length).toBeGreaterThan(400);
      const claimed = others.filter((path) => {
        const head = headOf(content(path), path);
        return formats.some((format) => measurements.includes(format.id) && format.sniff(head));
      });
      expect(claimed).toEqual([]);
    });
  });
}
