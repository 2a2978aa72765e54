import type { BaselineRecord, Problem } from '../model/index.ts';
import { grouped } from './grouped.ts';
import { named } from './join-parts.ts';

type Covered = NonNullable<BaselineRecord['coverage']>[number];

/** What one shard leaves of coverage, and the ids of the components that it judges. */
interface CoveringPart {
  components: string[];
  record: Pick<BaselineRecord, 'coverage'>;
}

/** The coverage that all shards together leave; `null` when none measured any. */
export interface JoinedCoverage {
  files: Covered[] | null;
  problems: Problem[];
}

/**
 * A component's files are covered as the part says that judges it: another part may have run a few of their lines by the way.
 * Where several parts judge components of one file and don't say the same, all files of these components are left out: some
 * of a component's files have another share than all, maybe a lower one, and with no file it has no baseline.
 */
export function joinCoverage(parts: CoveringPart[], ownersOf: (path: string) => string[]): JoinedCoverage {
  const measured = parts.map(({ components, record }) => ({
    components,
    files: new Map((record.coverage ?? []).map((file) => [file.path, file])),
  }));
  if (parts.every(({ record }) => record.coverage === null)) return { files: null, problems: [] };
  const partOf = new Map(measured.flatMap((part) => part.components.map((id) => [id, part] as const)));
  const paths = [...new Set(measured.flatMap(({ files }) => [...files.keys()]))].sort();
  const said = paths.map((path): Said => {
    const owners = ownersOf(path);
    const judging = new Set(owners.flatMap((id) => partOf.get(id) ?? []));
    const asked = owners.length === 0 ? measured.filter(({ files }) => files.has(path)) : [...judging];
    return { path, owners, figures: asked.map(({ files }) => files.get(path) ?? null) };
  });
  const contradicted = said.filter((file) => !isAgreed(file));
  const unknown = withNeighbours(contradicted, said);
  const agreed = said.filter((file) => isAgreed(file) && !file.owners.some((id) => unknown.has(id)));
  return {
    files: agreed.flatMap(({ figures: [figure] }) => figure ?? []),
    problems: contradicted.length === 0 ? [] : [contradiction(contradicted, unknown)],
  };
}

/** What the parts whose word counts say of a file; `null` for one that does not mention it. */
interface Said {
  path: string;
  owners: string[];
  figures: (Covered | null)[];
}

function isAgreed({ figures: [first, ...others] }: Said): boolean {
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first));
}

/** The components of the files, and those that share a file with one of them: they would lack it. */
function withNeighbours(contradicted: Said[], all: Said[]): Set<string> {
  const sharing = all.filter(({ owners }) => owners.length > 1);
  const neighbours = grouped(
    sharing.flatMap(({ owners }) => owners.map((id) => ({ id, owners }))),
    ({ id }) => id,
  );
  const found = new Set(contradicted.flatMap(({ owners }) => owners));
  // A set that grows while it is walked is walked to its end.
  for (const id of found)
    for (const { owners } of neighbours.get(id) ?? []) for (const owner of owners) found.add(owner);
  return found;
}

function contradiction(files: Said[], components: Set<string>): Problem {
  const also = components.size === 0 ? '' : ` and without all files of ${named([...components])}`;
  return {
    code: 'baseline-differs',
    message: `The parts don’t agree on the coverage of ${named(files.map(({ path }) => path))}; the baseline is without it${also}.`,
    hint: 'Judge components that share files in one part, or give all parts the same report.',
  };
}
