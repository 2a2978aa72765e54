import picomatch from 'picomatch';
import type { Weakening } from '../gates/index.ts';
import { testLevels, type Location } from '../model/index.ts';
import { configurationPlace, type ComponentPolicy } from './component-policy.ts';
import { filesOf, type ComponentFiles } from './components.ts';
import { same } from './settings.ts';

/** So many lost files are named. */
const NAMED = 5;

/**
 * Exclusions added, and paths and Locations narrowed: what counts is which of the head's files belong to the component by
 * the base's policy and no longer by the head's, whatever the globs look like. A file that is gone or moved is no narrowing.
 */
export function weakenedFiles(base: ComponentPolicy, head: ComponentPolicy, repository: string[]): Weakening[] {
  if (same(placesOf(base), placesOf(head))) return [];
  const before = filesOf(base.spec, base.settings, repository);
  const after = filesOf(head.spec, head.settings, repository);
  return [
    ...lostFiles(base, head, before, after),
    ...lostTests(base, head, before, after),
    ...idleExclusions(base, head, repository),
  ];
}

/** All that decides which files belong to a component. */
function placesOf({ spec, settings }: ComponentPolicy): unknown {
  const locations = testLevels.map((level) => spec.tests[level].locations.map(({ value }) => value));
  return [spec.id.value, spec.componentRoot?.value, locations, settings?.paths, settings?.exclude, settings?.tests];
}

function lostFiles(
  base: ComponentPolicy,
  head: ComponentPolicy,
  before: ComponentFiles,
  after: ComponentFiles,
): Weakening[] {
  const lost = [...before.files].filter((path) => !after.files.has(path));
  const isExcluded = picomatch(head.settings?.exclude ?? [], { dot: true });
  const excluded = lost.filter((path) => isExcluded(path));
  const others = lost.filter((path) => !isExcluded(path));
  return [
    ...narrowed('exclusion', 'An exclusion was added: ', excluded, excludePlace(base), excludePlace(head)),
    ...narrowed('paths', 'The component’s paths were narrowed: ', others, pathsPlace(base), pathsPlace(head)),
  ];
}

function lostTests(
  base: ComponentPolicy,
  head: ComponentPolicy,
  before: ComponentFiles,
  after: ComponentFiles,
): Weakening[] {
  return testLevels.flatMap((level) => {
    const lost = [...before.tests[level]].filter((path) => !after.tests[level].has(path));
    const place = (policy: ComponentPolicy): Location =>
      (policy.settings?.tests[level] ?? null) !== null
        ? settingsPlace(policy, 'tests', level)
        : (policy.spec.tests[level].locations[0]?.at ?? { path: policy.spec.path });
    return narrowed(
      `tests ${level}`,
      `The Location of the ${level} tests was narrowed: `,
      lost,
      place(base),
      place(head),
    );
  });
}

function narrowed(subject: string, message: string, lost: string[], base: Location, head: Location): Weakening[] {
  if (lost.length === 0) return [];
  const named = lost.slice(0, NAMED).join(', ');
  const more = lost.length > NAMED ? ` and ${lost.length - NAMED} more` : '';
  const [what = subject] = subject.split(' ');
  const text = `${message}${named}${more} no longer ${lost.length === 1 ? 'counts' : 'count'}.`;
  return [{ what, subject, message: text, base, head }];
}

/** An exclusion of files that don't exist yet lets a later change add them unseen. */
function idleExclusions(base: ComponentPolicy, head: ComponentPolicy, repository: string[]): Weakening[] {
  const known = new Set(base.settings?.exclude);
  return (head.settings?.exclude ?? []).flatMap((pattern, index): Weakening[] => {
    const matches = picomatch(pattern, { dot: true });
    if (known.has(pattern) || repository.some((path) => matches(path))) return [];
    const place = settingsPlace(head, 'exclude', String(index));
    const message = `An exclusion was added: "${pattern}", which matches no file yet.`;
    return [{ what: 'exclusion', subject: `exclusion ${pattern}`, message, base: excludePlace(base), head: place }];
  });
}

const excludePlace = (policy: ComponentPolicy): Location => settingsPlace(policy, 'exclude');

function pathsPlace(policy: ComponentPolicy): Location {
  const { spec, settings } = policy;
  if ((settings?.paths ?? null) !== null) return settingsPlace(policy, 'paths');
  return spec.componentRoot?.at ?? { path: spec.path };
}

function settingsPlace({ configuration, settings, spec }: ComponentPolicy, ...keys: string[]): Location {
  return configurationPlace(configuration, ['components', settings?.id ?? spec.id.value, ...keys]);
}
