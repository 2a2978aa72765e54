import type { Provenance } from './evidence.ts';
import type { Problem } from './problem.ts';

/** A Markdown document of the repository, or why it can't be read. */
export type RepositoryDocument =
  | {
      state: 'read';
      path: string;
      provenance: Provenance;
      /** Outside headings and code. */
      words: number;
      /** As written, without marks. */
      headings: string[];
    }
  | { state: 'unreadable'; path: string; problem: Problem };

/** A file of alert rules or a dashboard; what can't be read of a known shape has problems instead of names. */
export type MonitoringFile =
  | {
      state: 'read';
      path: string;
      provenance: Provenance;
      /** Names of alert rules. */
      alerts: string[];
      /** Names of the series that rules and panels query or record. */
      series: string[];
      /** Titles of panels that query something. */
      titles: string[];
    }
  | { state: 'unreadable'; path: string; problems: [Problem, ...Problem[]] };
