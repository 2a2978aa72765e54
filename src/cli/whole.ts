import { resolve } from 'node:path';
import type { CheckOptions } from '../commands/index.ts';
import { timeOf, type RepositoryFlags } from './options.ts';
import { pathInRoot } from './paths.ts';

/** Options of the commands that are about all components at once. */
export interface WholeFlags extends RepositoryFlags {
  evidence?: string[];
  baseline?: string[];
  base?: string;
  output?: string;
  now?: string;
}

/** A `check` of the whole repository by its own configuration. */
export function wholeCheck(flags: WholeFlags): CheckOptions {
  const root = resolve(flags.root);
  return {
    root,
    specs: [],
    config: flags.config === undefined ? null : pathInRoot(root, flags.config),
    components: [],
    stage: null,
    promotion: false,
    evidence: flags.evidence ?? [],
    baseline: flags.baseline ?? [],
    enforce: null,
    now: timeOf(flags.now),
  };
}
