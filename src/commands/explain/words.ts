import { parameterText } from '../parameter-text.ts';
import type { Explanation } from './explanation.ts';

/** Where the default ladder asks for a gate: `development (percent 60), staging (percent 70)`. */
export function stagesText({ stages }: Pick<Explanation, 'stages'>): string {
  if (stages.length === 0) return 'where a line of the specification states it';
  return stages
    .map(({ stage, params }) => {
      const set = parameterText(params);
      return set === '' ? stage : `${stage} (${set})`;
    })
    .join(', ');
}

/** A parameter's default; `none` where it is empty. */
export function defaultText(parameter: Explanation['parameters'][number]): string {
  return parameterText(parameter.default) || 'none';
}
