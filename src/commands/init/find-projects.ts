import picomatch from 'picomatch';
import { z } from 'zod';
import { readYaml } from '../../config/index.ts';
import { goProject } from './go-project.ts';
import { isPlainPath } from './names.ts';
import { nodeProject } from './node-project.ts';
import { packageManifest } from './package-manifest.ts';
import type { Project, Sight } from './project.ts';
import { pythonProject } from './python-project.ts';

/** The projects of a repository, and folders whose names can't be written into a workflow. */
export interface FoundProjects {
  projects: Project[];
  unusable: string[];
}

const kinds: { manifests: string[]; read: (sight: Sight, folder: string) => Promise<Project> }[] = [
  { manifests: ['pyproject.toml', 'setup.cfg', 'setup.py'], read: pythonProject },
  { manifests: ['go.mod'], read: goProject },
  { manifests: ['package.json'], read: nodeProject },
];

const usualPlaces = ['packages/*', 'services/*', 'apps/*', 'libs/*', 'components/*'];
const noComponents = /(?:^|\/)(?:docs?|examples?|tests?|__tests__|fixtures|scripts|tools|bench|website)(?:\/|$)/;

/** The packages of a workspace or of the usual folders, each a project; without any, the root's own. */
export async function findProjects(sight: Sight): Promise<FoundProjects> {
  const folders = foldersWithManifest(sight);
  const declared = await workspaces(sight);
  // Folders beside each other (backend, frontend) are projects only where the root is none itself.
  const places = [...declared, ...usualPlaces, ...(folders.includes('') ? [] : ['*'])];
  const isMember = picomatch(
    places.filter((place) => !place.startsWith('!')),
    { ignore: places.flatMap((place) => (place.startsWith('!') ? place.slice(1) : [])) },
  );
  const members = folders.filter((folder) => folder !== '' && isMember(folder) && !noComponents.test(folder));
  const chosen = members.length > 0 ? members : folders.filter((folder) => folder === '');
  const [usable, unusable] = [chosen.filter(isPlainPath), chosen.filter((folder) => !isPlainPath(folder))];
  return { projects: await Promise.all(usable.map(async (folder) => projectIn(sight, folder))), unusable };
}

function foldersWithManifest({ files }: Sight): string[] {
  const manifests = new Set(kinds.flatMap((kind) => kind.manifests));
  const found = files.filter((path) => manifests.has(path.split('/').at(-1) ?? ''));
  return [...new Set(found.map((path) => path.split('/').slice(0, -1).join('/')))].sort();
}

async function projectIn(sight: Sight, folder: string): Promise<Project> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const kind = kinds.find(({ manifests }) => manifests.some((name) => sight.files.includes(`${prefix}${name}`)));
  if (kind === undefined) throw new Error(`${folder} has no manifest`);
  return kind.read(sight, folder);
}

const pnpmWorkspace = z.looseObject({ packages: z.array(z.string()) });

/** Globs of npm, yarn and pnpm workspaces; those with `!` exclude. */
async function workspaces(sight: Sight): Promise<string[]> {
  const pnpm = readYaml((await sight.read('pnpm-workspace.yaml')) ?? '', 'pnpm-workspace.yaml');
  const declared = pnpmWorkspace.safeParse(pnpm.ok ? pnpm.value.value : null);
  const { workspaces: own } = await packageManifest(sight, '');
  const globs = [...own, ...(declared.success ? declared.data.packages : [])];
  return globs.map((glob) => glob.replace(/^(!?)\.\//, '$1').replace(/\/+$/, ''));
}
