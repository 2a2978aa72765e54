import type { Command } from 'commander';
import { failedReport, gitChange, MOST_SHARDS, plan, render } from '../../commands/index.ts';
import type { CliCommand, Outcome } from '../command.ts';
import { gather, withRepository } from '../options.ts';
import { wholeCheck, type WholeFlags } from '../whole.ts';

interface Flags extends WholeFlags {
  shards: string;
}

/** `maturity-gates plan --shards N` */
export const planCommand: CliCommand = {
  name: 'plan',
  summary: 'spread the components over the jobs of a matrix',
  define: (command, answer) => {
    withOptions(command).action(async (flags: Flags) => {
      answer(await planned(flags));
    });
  },
  refusal: (problems) => (view) => render(failedReport(problems, null), 'terminal', view),
};

function withOptions(command: Command): Command {
  return withRepository(command)
    .requiredOption('--shards <n>', `the most jobs that are wanted, up to ${MOST_SHARDS}`)
    .option('--evidence <glob>', 'where reports are; replaces the configured; may be repeated', gather)
    .option('--base <ref>', 'git commit or branch; components that the change removes are judged too')
    .option('--output <file>', 'write the matrix there instead of to standard output')
    .option('--now <time>', 'what counts as today, as ISO 8601 time')
    .addHelpText('after', '\nPrints `{"include":[{"shard":1,"components":"a,b"}]}` for `strategy.matrix`.')
    .addHelpText('after', '\nExit codes: 0, or 3 for bad usage or configuration, or no specification found.');
}

async function planned(flags: Flags): Promise<Outcome> {
  const options = wholeCheck(flags);
  const matrix = await plan(Number(flags.shards), options, await gitChange(options.root, flags.base ?? null));
  return { text: () => `${JSON.stringify(matrix)}\n`, exitCode: 0, output: flags.output ?? null };
}
