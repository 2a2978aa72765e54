import type { Facts } from '../gates/index.ts';
import { concerns, onceFor, testLevels, type Problem } from '../model/index.ts';
import { ladderOf, stageNamed, stageProblems, stagesUpTo } from '../policy/index.ts';
import { documentsOf, monitoringOf } from './documents.ts';
import type { RunInput } from './input.ts';
import { complexityOf, docstringsOf } from './known-code.ts';
import { deploymentsOf, environmentsOf } from './known-deployments.ts';
import { baselineOf } from './known-baseline.ts';
import { coverageOf, diagnosticsOf, secretsOf, testsOf } from './known-evidence.ts';
import { measurementsOf } from './known-measurements.ts';
import { patchOf } from './known-patch.ts';
import { securityOf } from './known-scans.ts';
import { grouped } from './grouped.ts';
import type { OwnedComponent } from './ownership.ts';

/** What a component's facts need besides itself: the change of policy, the other components, the people. */
type Relations = Pick<Facts, 'policyChange' | 'dependencies' | 'groups'>;

/** Facts of one component. */
export function factsOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  input: RunInput,
  relations: Relations,
  target: string | null,
  problems: Problem[],
): Facts {
  const ladder = ladderOf(input.configuration);
  const diagnostics: Facts['diagnostics'] = {
    ...record(concerns, (concern) => diagnosticsOf(component, all, concern, input.evidence)),
    docs: docstringsOf(component, input.evidence),
    security: securityOf(component, all, input.scans, input.evidence),
  };
  return {
    spec: component.spec,
    now: input.now,
    specProblems: [
      ...component.spec.problems,
      ...component.problems,
      ...stageProblems(component.spec, ladder),
      ...problems,
    ],
    ladder: ladder.stages,
    stagesToTarget: stagesUpTo(ladder, target),
    stageNamed: (written) => stageNamed(ladder, written),
    readme: readmeOf(component, all.length === 1, input),
    coverage: coverageOf(component, input.evidence),
    patch: patchOf(component, input),
    tests: record(testLevels, (level) => testsOf(component, level, input.evidence)),
    diagnostics,
    baseline: baselineOf(component, all, input, diagnostics),
    complexity: complexityOf(component, input.evidence),
    documents: documentsOf(component, all, input.documents),
    monitoring: monitoringOf(input.monitoring),
    secrets: secretsOf(component, all, input.evidence),
    ...measurementsOf(component, all, input.evidence),
    reviews: input.reviews,
    deployments: deploymentsOf(component, input.deployments),
    checkRuns: input.checkRuns,
    environments: environmentsOf(component),
    ...relations,
  };
}

/** Where a component's README is looked for: in its folder, or at the root for a single component. */
export function readmePlaces({ owned }: OwnedComponent, single: boolean, repository: string[]): string[] {
  const folders = [owned.folder, ...(single ? [''] : [])].filter((folder) => folder !== null);
  const wanted = folders.map((folder) => (folder === '' ? 'readme.md' : `${folder}/readme.md`).toLowerCase());
  return wanted.flatMap((place) => readmesByPlace(repository).get(place) ?? []);
}

/** By their path in lower case. */
const readmesByPlace = onceFor((repository: string[]) =>
  grouped(
    repository.filter((path) => /(?:^|\/)readme\.md$/i.test(path)),
    (path) => path.toLowerCase(),
  ),
);

function readmeOf(component: OwnedComponent, single: boolean, { repositoryFiles, readmes }: RunInput): Facts['readme'] {
  const [path] = readmePlaces(component, single, repositoryFiles);
  const words = path === undefined ? undefined : readmes.get(path);
  if (path === undefined || words === undefined) {
    const folder = component.owned.folder ?? 'the component’s folder';
    return { state: 'missing', why: `There is no README.md in ${folder}${single ? ' or at the root' : ''}.` };
  }
  return { state: 'known', value: { path, words }, evidence: [], notes: [] };
}

function record<K extends string, T>(keys: readonly K[], value: (key: K) => T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, T>;
}
