import { z } from 'zod';
import type { Severity } from '../model/index.ts';

/** Mildest first. */
export const severities = ['note', 'warning', 'error'] as const;

/** What may be asked of the diagnostics of a concern; the default level is the gate's. */
export const diagnosticsParams = (level: Severity) =>
  z.strictObject({
    level: z.enum(severities).default(level).describe('The mildest severity that fails the gate'),
    tools: z.array(z.string()).default([]).describe('Tools whose report must be among the evidence'),
    count: z
      .enum(['all', 'new'])
      .default('all')
      .describe('new: only findings that the baseline has not; existing ones are counted in a note'),
  });
export type DiagnosticsParams = z.infer<ReturnType<typeof diagnosticsParams>>;
