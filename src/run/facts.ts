import type { Facts } from '../gates/index.ts';
import { concerns, testLevels, type Problem, type Spec } from '../model/index.ts';
import { declaredStage, ladderOf, rankOf, stageNamed, stagesUpTo, type Ladder } from '../policy/index.ts';
import type { RunInput } from './input.ts';
import { coverageOf, diagnosticsOf, secretsOf, testsOf } from './known-evidence.ts';
import type { OwnedComponent } from './ownership.ts';

/** Facts of one component, before its own policy is compared with the base's. */
export function factsOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  input: RunInput,
  policyChange: Facts['policyChange'],
  target: string | null,
  problems: Problem[],
): Facts {
  const ladder = ladderOf(input.configuration);
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
    tests: record(testLevels, (level) => testsOf(component, level, input.evidence)),
    diagnostics: record(concerns, (concern) => diagnosticsOf(component, concern, input.evidence)),
    secrets: secretsOf(component, all, input.evidence),
    reviews: input.reviews,
    policyChange,
  };
}

/** Where a component's README is looked for: in its folder, or at the root for a single component. */
export function readmePlaces({ owned }: OwnedComponent, single: boolean, repository: string[]): string[] {
  const folders = [owned.folder, ...(single ? [''] : [])].filter((folder) => folder !== null);
  const wanted = folders.map((folder) => (folder === '' ? 'readme.md' : `${folder}/readme.md`).toLowerCase());
  return wanted.flatMap((place) => repository.filter((path) => path.toLowerCase() === place));
}

function readmeOf(component: OwnedComponent, single: boolean, { repositoryFiles, readmes }: RunInput): Facts['readme'] {
  const [path] = readmePlaces(component, single, repositoryFiles);
  const words = path === undefined ? undefined : readmes.get(path);
  if (path === undefined || words === undefined) {
    const folder = component.owned.folder ?? 'the component’s folder';
    return { state: 'missing', why: `There is no README.md in ${folder}${single ? ' or at the root' : ''}.` };
  }
  return { state: 'known', value: { path, words }, evidence: [], notes: [] };
}

/** Status and target that are no stage, or contradict each other. */
function stageProblems({ status, targetStage }: Spec, ladder: Ladder): Problem[] {
  const known = ladder.stages.join(', ');
  const problems: Problem[] = [];
  const stage = status === null ? null : declaredStage(ladder, status.value);
  const declared = stage ?? null;
  const target = targetStage === null ? null : stageNamed(ladder, targetStage.value);
  if (status !== null && stage === undefined) {
    problems.push({
      code: 'unknown-status',
      message: `The status "${status.value}" is no stage.`,
      at: status.at,
      hint: `Expected Draft or one of ${known}.`,
    });
  }
  if (targetStage !== null && target === null) {
    problems.push({
      code: 'unknown-stage',
      message: `The target stage "${targetStage.value}" is no stage.`,
      at: targetStage.at,
      hint: `Expected one of ${known}.`,
    });
  }
  if (targetStage !== null && target !== null && rankOf(ladder, target) < rankOf(ladder, declared)) {
    problems.push({
      code: 'target-below-status',
      message: `The target stage ${target} is below the declared status ${status?.value ?? ''}.`,
      at: targetStage.at,
      hint: 'Raise the target, or lower the status.',
    });
  }
  return problems;
}

function record<K extends string, T>(keys: readonly K[], value: (key: K) => T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, T>;
}
