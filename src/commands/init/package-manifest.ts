import { z } from 'zod';
import { within, type Sight } from './project.ts';

/** What `init` asks of a `package.json`; what has another shape counts as absent. */
export interface PackageManifest {
  name: string | null;
  description: string | null;
  testScript: string | null;
  /** Package → version, of all kinds of dependencies. */
  packages: Map<string, string>;
  /** Globs of the workspace's packages. */
  workspaces: string[];
}

const text = z.string().nullable().catch(null).default(null);
const versions = z.record(z.string(), z.string()).catch({}).default({});
const globs = z.array(z.string());

const shape = z.looseObject({
  name: text,
  description: text,
  scripts: z.looseObject({ test: text }).catch({ test: null }).default({ test: null }),
  dependencies: versions,
  devDependencies: versions,
  peerDependencies: versions,
  workspaces: z
    .union([globs, z.looseObject({ packages: globs }).transform(({ packages }) => packages)])
    .catch([])
    .default([]),
});

/** The `package.json` of a folder; one without anything where it is absent or can't be read. */
export async function packageManifest({ read }: Sight, folder: string): Promise<PackageManifest> {
  const result = shape.safeParse(parsedJson(await read(within(folder, 'package.json'))));
  const found = result.success ? result.data : shape.parse({});
  const { name, description, scripts, workspaces } = found;
  const packages = [found.peerDependencies, found.devDependencies, found.dependencies].flatMap((all) =>
    Object.entries(all),
  );
  return { name, description, testScript: scripts.test, packages: new Map(packages), workspaces };
}

function parsedJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}') as unknown;
  } catch {
    return {};
  }
}
