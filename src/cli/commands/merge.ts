import type { Command } from 'commander';
import { failedReport, gitChange, merge, render, reportFormats, type CheckOptions } from '../../commands/index.ts';
import type { CliCommand, Outcome } from '../command.ts';
import { formatOf, gather, withRepository } from '../options.ts';
import { pathInRoot } from '../paths.ts';
import { wholeCheck, type WholeFlags } from '../whole.ts';

interface Flags extends WholeFlags {
  format: string;
  stage?: string;
  promotion?: true;
  advisory?: true;
}

/** `maturity-gates merge REPORT...` */
export const mergeCommand: CliCommand = {
  name: 'merge',
  summary: 'one verdict from the JSON reports of the shards',
  define: (command, answer) => {
    withOptions(command).action(async (parts: string[], flags: Flags) => {
      answer(await merged(parts, flags));
    });
  },
  refusal: (problems, format) => {
    const known = reportFormats.includes(format) ? format : 'terminal';
    return (view) => render(failedReport(problems, null), known, view);
  },
};

function withOptions(command: Command): Command {
  return withRepository(command.argument('<REPORT...>', 'JSON reports of all shards, or globs of them'))
    .option('--evidence <glob>', 'where review files are; replaces the configured; may be repeated', gather)
    .option('--base <ref>', 'the same as the shards were given')
    .option('--stage <stage>', 'the same as the shards were given')
    .option('--promotion', 'the same as the shards were given')
    .option('--advisory', 'the same as the shards were given')
    .option('--format <format>', reportFormats.join(', '), 'terminal')
    .option('--output <file>', 'write the report there instead of to standard output')
    .option('--now <time>', 'judge as of this ISO 8601 time')
    .addHelpText(
      'after',
      '\nExit codes: 0 ready or advisory, 1 blocked, 2 inconclusive,\n3 bad usage or configuration, or parts that are missing, repeated or foreign.',
    );
}

async function merged(parts: string[], flags: Flags): Promise<Outcome> {
  const format = formatOf(flags.format, reportFormats);
  const options: CheckOptions = {
    ...wholeCheck(flags),
    stage: flags.stage ?? null,
    promotion: flags.promotion === true,
    enforce: flags.advisory === true ? false : null,
  };
  const paths = parts.map((path) => pathInRoot(options.root, path));
  const { report, exitCode } = await merge(paths, options, await gitChange(options.root, flags.base ?? null));
  return { text: (view) => render(report, format, view), exitCode, output: flags.output ?? null };
}
