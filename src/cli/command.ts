import type { Command } from 'commander';
import type { Problem } from '../model/index.ts';

/** What the place that we write to can show. */
export interface View {
  width: number;
  colour: boolean;
}

/** What a command came to. */
export interface Outcome {
  /** The answer in the format that was asked for. */
  text: (view: View) => string | Promise<string>;
  exitCode: number;
  /** File that the answer is written to; `null`: standard output. */
  output: string | null;
}

/** One command of the command line: what it takes, whom it asks, what it prints. */
export interface CliCommand {
  name: string;
  summary: string;
  /** Adds arguments, options and the action, which hands its outcome to `answer`; bad usage is a thrown UserError. */
  define: (command: Command, answer: (outcome: Outcome) => void) => void;
  /** The answer when the run could not begin; `format` is the word behind `--format`, which may be none of the command's. */
  refusal: (problems: Problem[], format: string) => Outcome['text'];
}
