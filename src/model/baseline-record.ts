import { z } from 'zod';
import { concerns } from './evidence.ts';

/** Name of the file in which a run leaves what later runs compare with, beside its report. */
export const BASELINE_FILE = 'maturity-baseline.json';

/** What the file says it is. */
export const BASELINE_KIND = 'maturity-baseline';

/** A record of a large repository has some megabytes; a larger one is a mistake or an attack. */
export const MOST_BASELINE_BYTES = 50_000_000;

/** Nobody has more; a longer list is a mistake or an attack. */
const MOST = 500_000;
const text = z.string().max(4_096);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(MOST);

const ratio = z
  .object({ covered: z.int().nonnegative(), total: z.int().nonnegative() })
  .refine(({ covered, total }) => covered <= total, 'covers more than there is');

const benchmark = z.object({
  name: text,
  value: z.number(),
  unit: text,
  better: z.enum(['lower', 'higher']),
  spread: z.number().nullable(),
  samples: z.number().nullable(),
  file: text.nullable().describe('The file of the repository that holds it'),
});

/** What a run measured, without any text of its findings. A part that is `null` was not measured, or not soundly. */
export const baselineRecordSchema = z.object({
  schemaVersion: z.literal(1),
  kind: z.literal(BASELINE_KIND),
  tool: z.object({ name: text, version: text }),
  commit: text.nullable(),
  coverage: list(z.object({ path: text, lines: ratio, branches: ratio.nullable() })).nullable(),
  diagnostics: list(
    z.object({
      concern: z.enum(concerns),
      tool: text,
      findings: list(z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/), count: z.int().positive() })),
    }),
  ),
  benchmarks: list(z.object({ report: text, benchmarks: list(benchmark) })).nullable(),
});

export type BaselineRecord = z.infer<typeof baselineRecordSchema>;
