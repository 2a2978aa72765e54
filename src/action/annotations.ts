import type { Report } from '../model/index.ts';
import { annotationsOf, type Annotation } from '../report/index.ts';

/** Which findings become annotations. */
export type AnnotationChoice = 'all' | 'changed' | 'none';

/**
 * The annotations to publish: those of changed files first, then the rest, each worst first. With `changed` the rest is left
 * out, unless it is unknown what has changed.
 */
export function chosenAnnotations(
  report: Report,
  choice: AnnotationChoice,
  changedPaths: string[] | null,
): Annotation[] {
  if (choice === 'none') return [];
  const all = annotationsOf(report);
  if (changedPaths === null) return all;
  const changed = new Set(changedPaths);
  const first = all.filter(({ path }) => changed.has(path));
  return choice === 'changed' ? first : [...first, ...all.filter(({ path }) => !changed.has(path))];
}
