import picomatch from 'picomatch';
import type { Weakening } from '../gates/index.ts';
import type { Configuration, EvidenceSource, Location } from '../model/index.ts';
import { configurationPlace } from './component-policy.ts';

/** Where evidence is looked for, and what is found there. */
export interface EvidenceReading {
  sources: EvidenceSource[];
  /** Files of the workspace that the globs match → the format that is said to be theirs, if any. */
  files: Map<string, string | null>;
  at: Location;
}

/** So many reports that are no longer read are named. */
const NAMED = 5;

/**
 * Reports that the base's globs find in the workspace and the head's don't, or take for another format. A glob that the
 * base states and that finds nothing yet is missed by its text.
 */
export function weakenedEvidence(base: EvidenceReading, head: EvidenceReading, stated: boolean): Weakening[] {
  const dropped = [...base.files].filter(([path]) => !head.files.has(path)).map(([path]) => path);
  const retyped = [...base.files].filter(
    ([path, format]) => format !== null && head.files.has(path) && head.files.get(path) !== format,
  );
  const places = { base: base.at, head: head.at };
  const messages = [
    ...(dropped.length === 0 ? [] : [`Reports are no longer read: ${listed(dropped)}.`]),
    ...retyped.map(([path, format]) => `The report ${path} is no longer said to be ${format ?? ''}.`),
    ...(stated ? idle(base, head).map((path) => `The evidence glob "${path}" was removed.`) : []),
  ];
  return messages.map((message) => ({ what: 'evidence', subject: 'evidence', message, ...places }));
}

/** The configuration's line of the evidence. */
export function evidencePlace(configuration: Configuration): Location {
  return configurationPlace(configuration, ['evidence']);
}

/** Globs of the base that match no report yet, and that no glob of the head covers. */
function idle(base: EvidenceReading, head: EvidenceReading): string[] {
  const texts = new Set(head.sources.map(({ path }) => path));
  const covers = picomatch([...texts], { dot: true });
  const found = [...base.files.keys()];
  return base.sources
    .map(({ path }) => path)
    .filter((path) => !texts.has(path) && !covers(path.replaceAll('**', 'any/folder')))
    .filter((path) => !found.some((file) => picomatch.isMatch(file, path, { dot: true })));
}

function listed(paths: string[]): string {
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  return `${paths.slice(0, NAMED).join(', ')}${more}`;
}
