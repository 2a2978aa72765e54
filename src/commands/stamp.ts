import { isAuditList, isManifest } from '../collect/index.ts';
import {
  MANIFEST_FILE,
  manifestSchema,
  UserError,
  USAGE_EXIT_CODE,
  type EvidenceManifest,
  type Problem,
} from '../model/index.ts';
import { globFiles, headCommit, isFolder, openReport } from '../workspace/index.ts';
import { loadConfiguration } from './configuration.ts';
import { commitToStamp, type ActionsEvent } from './stamp/commit.ts';

/** What `stamp` is asked to do. */
export interface StampOptions {
  root: string;
  /** Files and globs of the reports; empty: the configuration's evidence. */
  globs: string[];
  config: string | null;
  /** `null`: the commit that is checked out, or the event's. */
  commit: string | null;
  /** `null` outside GitHub Actions. */
  event: ActionsEvent | null;
  run: { id: string; attempt: number } | null;
  /** Where the manifest is to lie, relative to the root; `null`: in the folder that all reports have in common. */
  output: string | null;
  /** ISO 8601 */
  now: string;
}

/** A manifest and its place, relative to the root; or why there is none. */
export type StampOutcome =
  | { ok: true; manifest: EvidenceManifest; path: string; exitCode: 0 }
  | { ok: false; problems: Problem[]; exitCode: number };

/** Says of which commit reports are, for formats that have no place for it. Writes nothing. */
export async function stamp(options: StampOptions): Promise<StampOutcome> {
  try {
    return await stamped(options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ok: false, problems: error.problems, exitCode: USAGE_EXIT_CODE };
  }
}

async function stamped({ root, globs, config, commit, event, run, output, now }: StampOptions): Promise<StampOutcome> {
  if (!(await isFolder(root))) throw refusal('no-root', `The root "${root}" is no folder.`, 'Check --root.');
  const wanted = globs.length > 0 ? globs : (await loadConfiguration(root, config)).evidence.map(({ path }) => path);
  // The list of audited secrets is a file of the repository, no report of a run.
  const found = (await globFiles(root, wanted)).filter((path) => !isManifest(path) && !isAuditList(path));
  if (found.length === 0) {
    throw refusal('no-evidence', `No file matches ${wanted.join(', ')}.`, 'Stamp when all reports are written.');
  }
  const path = output ?? placeFor(found);
  const named = commit ?? commitToStamp(await headCommit(root), event);
  if (named === null)
    throw refusal('commit-unknown', 'This is no git repository.', 'Say of which commit the reports are: --commit.');
  const manifest = manifestSchema.safeParse({
    schemaVersion: 1,
    commit: named,
    ...(run === null ? {} : { run }),
    createdAt: now,
    files: await listed(root, found, folderOf(path)),
  });
  if (manifest.success) return { ok: true, manifest: manifest.data, path, exitCode: 0 };
  const [issue] = manifest.error.issues;
  throw refusal(
    'usage',
    `At ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`,
    'See maturity-gates stamp --help.',
  );
}

/** The folder that all files have in common. */
function placeFor(files: string[]): string {
  const [first = [], ...others] = files.map((path) => path.split('/').slice(0, -1));
  const isShared = (depth: number): boolean => others.every((folders) => folders[depth] === first[depth]);
  const differing = first.findIndex((_folder, depth) => !isShared(depth));
  return [...first.slice(0, differing === -1 ? first.length : differing), MANIFEST_FILE].join('/');
}

function folderOf(path: string): string {
  if (!isManifest(path)) {
    throw refusal('usage', `The manifest has to be called ${MANIFEST_FILE}.`, 'It is looked for by this name.');
  }
  return path.slice(0, -MANIFEST_FILE.length);
}

async function listed(root: string, files: string[], folder: string): Promise<EvidenceManifest['files']> {
  const entries: EvidenceManifest['files'] = [];
  for (const path of files) {
    if (!path.startsWith(folder)) {
      throw refusal(
        'usage',
        `${path} does not lie below ${folder}, the manifest's folder.`,
        'Choose another --output.',
      );
    }
    const opened = await openReport(root, path);
    if (!opened.ok) throw new UserError(...opened.problems);
    entries.push({ path: path.slice(folder.length), sha256: await opened.value.sha256() });
  }
  return entries;
}

function refusal(code: string, message: string, hint: string): UserError {
  return new UserError({ code, message, hint });
}
