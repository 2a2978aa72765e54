import picomatch from 'picomatch';
import { UserError, type EvidenceSource, type Problem } from '../model/index.ts';
import { globFiles } from '../workspace/index.ts';
import { judgeFreshness, uncheckedCommits, type Present } from './freshness.ts';
import { collectManifests, isManifest, type Manifest } from './manifests.ts';
import { formatIds, goneReport, readReport, type ReadReport } from './read-report.ts';

/** Every file among the evidence, and what can't be said of one of them alone. */
export interface ReadSources {
  /** What became of each file, by its path. */
  read: Map<string, ReadReport>;
  problems: Problem[];
}

/**
 * Opens, recognises and reads every file that the sources find, once, and judges whether it is of the present.
 * @throws UserError when the configuration names a format that does not exist.
 */
export async function readSources(
  root: string,
  sources: EvidenceSource[],
  /** Files that are no evidence of the present. */
  baseline: ReadonlySet<string>,
  present: Present,
): Promise<ReadSources> {
  refuseUnknownFormats(sources);
  const found = await sourceFiles(root, sources);
  const ofPresent = [...found].filter(([path]) => !baseline.has(path));
  // Also one that lies alone: all that it lists is gone.
  const manifests = await collectManifests(
    root,
    ofPresent.map(([path]) => path),
  );
  const files = ofPresent.filter(([path]) => !isManifest(path));
  const read: [string, ReadReport][] = [];
  for (const [path, hint] of files) read.push([path, await readReport(root, path, hint)]);
  const judged = judgeFreshness(
    read.map(([, one]) => one),
    manifests,
    present,
  );
  const named = read.map(([path], index): [string, ReadReport] => [path, judged[index] ?? { state: 'ours' }]);
  const gone = goneReports(manifests, sources, new Set(found.keys()));
  return { read: new Map([...named, ...gone]), problems: uncheckedCommits(judged, present) };
}

/** What a manifest lists among the evidence and nobody brought: it may be the report that would have failed. */
function goneReports(
  manifests: Manifest[],
  sources: EvidenceSource[],
  found: ReadonlySet<string>,
): [string, ReadReport][] {
  const isEvidence = picomatch(
    sources.map(({ path }) => path),
    { dot: true },
  );
  return manifests
    .flatMap((manifest) => (manifest.state === 'read' ? [...manifest.files.keys()] : []))
    .filter((path) => !found.has(path) && isEvidence(path) && !isManifest(path))
    .map((path) => [path, goneReport(path)]);
}

function refuseUnknownFormats(sources: EvidenceSource[]): void {
  const [first, ...rest] = sources
    .filter(({ format }) => format !== null && !formatIds.includes(format))
    .map(({ path, format }): Problem => ({
      code: 'unknown-format',
      message: `The evidence "${path}" is said to be "${format ?? ''}", which is no format.`,
      hint: `Expected one of ${formatIds.join(', ')}.`,
    }));
  if (first !== undefined) throw new UserError(first, ...rest);
}

/** The files that the sources find, each once, with the first format that a source names for it. */
export async function sourceFiles(root: string, sources: EvidenceSource[]): Promise<Map<string, string | null>> {
  const files = new Map<string, string | null>();
  for (const { path, format } of sources) {
    for (const file of await globFiles(root, [path])) files.set(file, files.get(file) ?? format);
  }
  return files;
}
