import type { Weakening } from '../gates/index.ts';
import type { Configuration } from '../model/index.ts';
import { evidencePlace } from './weakened-evidence.ts';

/** Tools whose code scanning alerts are evidence at the base and no longer at the head. */
export function droppedScans(base: Configuration, head: Configuration): Weakening[] {
  return base.codeScanning
    .filter((tool) => !head.codeScanning.includes(tool))
    .map((tool) => ({
      what: 'evidence',
      subject: `code-scanning ${tool}`,
      message: `The code scanning alerts of ${tool} are no longer evidence.`,
      base: evidencePlace(base),
      head: evidencePlace(head),
    }));
}
