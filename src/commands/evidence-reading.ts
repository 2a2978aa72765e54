import { sourceFiles } from '../collect/index.ts';
import type { Configuration, EvidenceSource } from '../model/index.ts';
import { evidencePlace, type EvidenceReading } from '../policy/index.ts';
import type { GovernedInput } from '../run/index.ts';

/** What the sources of evidence find in the working tree, reports that git does not know included. */
export async function evidenceReading(
  root: string,
  configuration: Configuration,
  sources: EvidenceSource[],
): Promise<EvidenceReading> {
  return { sources, files: await sourceFiles(root, sources), at: evidencePlace(configuration) };
}

/** The base's sources of evidence, where the change narrows them and nobody approved; else none. */
export function sourcesOfBase({ approvedBy, asked, base, components }: GovernedInput): EvidenceSource[] {
  const isAsked = asked.by === 'person' && asked.evidence.length > 0;
  if (base.state !== 'known' || approvedBy !== null || isAsked) return [];
  const isNarrowed = components.some(
    ({ change }) => change.state === 'known' && change.value.weakenings.some(({ what }) => what === 'evidence'),
  );
  return isNarrowed ? base.repository.evidence.sources : [];
}
