import { explain, explainFormats, renderExplanation } from '../../commands/index.ts';
import type { CliCommand } from '../command.ts';
import { formatOf } from '../options.ts';

interface Flags {
  format: string;
}

/** `maturity-gates explain [GATE]` */
export const explainCommand: CliCommand = {
  name: 'explain',
  summary: 'what a gate asks, which evidence proves it, how to produce it',
  define: (command, answer) => {
    command
      .argument('[GATE]', 'id of the gate (default: all of them in a line each)')
      .option('--format <format>', explainFormats.join(', '), 'terminal')
      .addHelpText('after', '\nExit codes: 0, or 3 for an unknown gate and bad usage.')
      .action((gate: string | undefined, flags: Flags) => {
        const format = formatOf(flags.format, explainFormats);
        const { result, exitCode } = explain(gate ?? null);
        answer({ text: ({ width }) => renderExplanation(result, format, width), exitCode, output: null });
      });
  },
  refusal: (problems, format) => {
    const known = explainFormats.find((one) => one === format) ?? 'terminal';
    return ({ width }) => renderExplanation({ state: 'none', problems }, known, width);
  },
};
