import { MANIFEST_FILE, manifestSchema, type EvidenceManifest, type Problem } from '../model/index.ts';
import { readText } from '../workspace/index.ts';

/** A file that stamps the reports of its folder and those below; a broken one leaves it open of which commit they are. */
export type Manifest = { path: string; folder: string } & (
  { state: 'read'; stamp: Omit<EvidenceManifest, 'files'>; files: Map<string, StampedFile> } | BrokenManifest
);

interface BrokenManifest {
  state: 'broken';
  problem: Problem;
}

/** A report as its manifest lists it. */
export interface StampedFile {
  /** Relative to the manifest's folder. */
  name: string;
  sha256: string;
}

/** Whether a file among the evidence is no report, but says of which commit reports are. */
export function isManifest(path: string): boolean {
  return path === MANIFEST_FILE || path.endsWith(`/${MANIFEST_FILE}`);
}

/** The manifests among the files, and those beside them or in a folder above. */
export async function collectManifests(root: string, files: Iterable<string>): Promise<Manifest[]> {
  const folders = new Set([...files].flatMap(foldersOf));
  const found = await Promise.all([...folders].sort().map((folder) => readManifest(root, folder)));
  return found.filter((manifest) => manifest !== null);
}

/** Where a manifest of the file may lie: its folder and those above; the root is the empty one. */
function foldersOf(path: string): string[] {
  const folders = path.split('/').slice(0, -1);
  return ['', ...folders.map((_folder, index) => folders.slice(0, index + 1).join('/'))];
}

async function readManifest(root: string, folder: string): Promise<Manifest | null> {
  const path = inFolder(folder, MANIFEST_FILE);
  const file = await readText(root, path);
  if (!file.ok) return file.problems[0].code === 'file-missing' ? null : broken(path, folder, file.problems[0].message);
  const manifest = parse(file.value.text);
  if (typeof manifest === 'string') return broken(path, folder, manifest);
  const { files, ...stamp } = manifest;
  const listed = files.map(({ path: name, sha256 }): [string, StampedFile] => [
    inFolder(folder, name),
    { name, sha256 },
  ]);
  return { path, folder, state: 'read', stamp, files: new Map(listed) };
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The manifest, or in a sentence what is wrong with it. */
function parse(text: string): EvidenceManifest | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'It is not complete JSON.';
  }
  const shape = manifestSchema.safeParse(json);
  if (shape.success) return repeatedIn(shape.data) ?? shape.data;
  const [issue] = shape.error.issues;
  return `At ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? ''}.`;
}

/** A file that is listed twice may have two digests: neither can be believed. */
function repeatedIn({ files }: EvidenceManifest): string | null {
  const paths = files.map(({ path }) => path);
  const repeated =
    paths.length === new Set(paths).size ? null : paths.find((path, index) => paths.indexOf(path) < index);
  return repeated ? `It lists ${repeated} twice.` : null;
}

function broken(path: string, folder: string, why: string): Manifest {
  const problem: Problem = {
    code: 'manifest-broken',
    message: `The manifest can't be read, so nobody knows of which commit the reports below it are. ${why}`,
    at: { path },
    hint: 'Write it again: maturity-gates stamp.',
  };
  return { path, folder, state: 'broken', problem };
}
