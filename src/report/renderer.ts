import type { Report } from '../model/index.ts';

/** How a report is to be shown. */
export interface View {
  /** Columns of the terminal. */
  width: number;
  /** Whether ANSI colours may be used. */
  colour: boolean;
  /** Upper bound for the rendered text, in UTF-8 bytes; what does not fit is counted and said. */
  byteLimit: number;
  /** Turns a place of the repository into a link, where the surroundings have one. */
  linkTo: ((path: string, line: number | null) => string) | null;
  /** Link to the complete report, said where something is left out. */
  fullReport: string | null;
  /** Whether Mermaid diagrams are drawn there: GitHub does so in comments, and says nothing of check runs and summaries. */
  mermaid: boolean;
}

/**
 * A pure function of report and view. A renderer with much code of its own loads it when it is asked for, so that other runs
 * need not, and promises its text.
 */
export interface Renderer<Text extends string | Promise<string> = string> {
  id: string;
  /** Name of the file a rendered report is kept in. */
  fileName: string;
  render(report: Report, view: View): Text;
}
