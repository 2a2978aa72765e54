import { Argument } from 'commander';
import { schemaNames, schemaText, type SchemaName } from '../../commands/index.ts';
import { describeProblem } from '../../model/index.ts';
import type { CliCommand } from '../command.ts';

/** `maturity-gates schema config|report` */
export const schemaCommand: CliCommand = {
  name: 'schema',
  summary: 'the JSON Schema of the configuration or of the JSON report',
  define: (command, answer) => {
    command
      .addArgument(new Argument('<WHICH>', 'of what').choices(schemaNames))
      .addHelpText('after', '\nExit codes: 0, or 3 for bad usage.')
      .action((name: SchemaName) => {
        answer({ text: () => schemaText(name), exitCode: 0, output: null });
      });
  },
  refusal: (problems) => () => problems.map((problem) => `${describeProblem(problem)}\n`).join(''),
};
