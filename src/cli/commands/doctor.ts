import type { Command } from 'commander';
import { doctor, doctorFormats, gitChange, renderDoctor } from '../../commands/index.ts';
import type { CliCommand, Outcome } from '../command.ts';
import { formatOf, gather, withRepository } from '../options.ts';
import { wholeCheck, type WholeFlags } from '../whole.ts';

interface Flags extends WholeFlags {
  format: string;
}

/** `maturity-gates doctor` */
export const doctorCommand: CliCommand = {
  name: 'doctor',
  summary: 'what evidence is found, what its paths mean, what is unused and what lacks',
  define: (command, answer) => {
    withOptions(command).action(async (flags: Flags) => {
      answer(await examined(flags));
    });
  },
  refusal: (problems, format) => {
    const known = doctorFormats.find((one) => one === format) ?? 'terminal';
    return (view) => renderDoctor({ reports: [], components: [], problems }, known, view);
  },
};

function withOptions(command: Command): Command {
  return withRepository(command)
    .option('--evidence <glob>', 'where reports are; replaces the configured; may be repeated', gather)
    .option('--baseline <glob>', 'an earlier run, which is no evidence; may be repeated', gather)
    .option('--format <format>', doctorFormats.join(', '), 'terminal')
    .option('--output <file>', 'write the findings there instead of to standard output')
    .option('--now <time>', 'what counts as today, as ISO 8601 time')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is wrong with the evidence, 1 something is (what lacks is\nnot counted), 3 bad usage, or no specification found.',
    );
}

async function examined(flags: Flags): Promise<Outcome> {
  const format = formatOf(flags.format, doctorFormats);
  const options = wholeCheck(flags);
  const { examination, exitCode } = await doctor(options, await gitChange(options.root, null));
  return { text: (view) => renderDoctor(examination, format, view), exitCode, output: flags.output ?? null };
}
