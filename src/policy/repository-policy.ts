import type { Configuration } from '../model/index.ts';
import type { EvidenceReading } from './weakened-evidence.ts';
import type { WorkflowFile } from './workflow.ts';

/** What a commit says for all of its components. */
export interface RepositoryPolicy {
  configuration: Configuration;
  evidence: EvidenceReading;
  /** Workflows and local actions. */
  workflows: WorkflowFile[];
}
