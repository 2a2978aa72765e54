import type { Change } from '../model/index.ts';
import type { Asked } from '../policy/index.ts';
import type { CheckOptions } from './check-options.ts';

/**
 * The options, and whose word they are: on GitHub (where there is an API) they are inputs of a workflow, which a pull
 * request can edit; without it a person asks.
 */
export function askedFor(options: CheckOptions, stage: string | null, { readReviews }: Change): Asked {
  const { enforce, evidence, components, specs } = options;
  return { by: readReviews === null ? 'person' : 'change', enforce, stage, evidence, components, specs };
}
