import { z } from 'zod';

const percentage = z.number().min(0).max(100);

/** What can be demanded of the coverage; what is not named is not asked for, but for the total. */
export const coverageParams = z.strictObject({
  percent: percentage.default(60).describe('The least share that must be covered, in percent'),
  measure: z
    .enum(['combined', 'lines', 'branches'])
    .default('combined')
    .describe('combined: lines, and branches where they are measured, as coverage.py’s total'),
  patch: percentage
    .optional()
    .describe('The least share of the changed lines that must be covered, in percent; without a base it asks nothing'),
  file: percentage.optional().describe('The least share of every single file that must be covered, in percent'),
  drop: percentage
    .optional()
    .describe(
      'How far the total may be below the baseline’s, in percentage points; `percent: 0, drop: 0` fails only on regression',
    ),
});

export type CoverageParams = z.infer<typeof coverageParams>;
