import type { Report } from '../../model/index.ts';
import type { CreatedFile } from '../../workspace/index.ts';
import type { NewComponent } from './component.ts';

/** What `init` did, and what `check` says then. */
export interface InitOutcome {
  /** All components that were found, described anew or before. */
  components: NewComponent[];
  files: CreatedFile[];
  /** What was left out, each in a sentence. */
  leftOut: string[];
  report: Report;
  /** The exit code of `check`. */
  judged: number;
}
