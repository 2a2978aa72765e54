import { createHash } from 'node:crypto';
import type { Concern, Diagnostic } from './evidence.ts';

/**
 * What makes a diagnostic the same in two runs: rule, message and file, not the line, which moves. Not the tool either:
 * one finding stays one when ruff's JSON becomes its SARIF. A digest, so that nobody reads a message out of it.
 */
export function fingerprintOf(concern: Concern, { rule, message, at }: Diagnostic): string {
  return createHash('sha256')
    .update(JSON.stringify([concern, rule, at.path, message]))
    .digest('hex');
}
