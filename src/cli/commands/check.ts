import { resolve } from 'node:path';
import type { Command } from 'commander';
import { check, failedReport, gitChange, render, reportFormats, type CheckOptions } from '../../commands/index.ts';
import type { CliCommand, Outcome } from '../command.ts';
import { formatOf, gather, timeOf, withRepository, type RepositoryFlags } from '../options.ts';
import { pathInRoot } from '../paths.ts';
import { progressOn } from '../progress.ts';

interface Flags extends RepositoryFlags {
  component?: string[];
  stage?: string;
  promotion?: true;
  evidence?: string[];
  baseline?: string[];
  base?: string;
  format: string;
  output?: string;
  advisory?: true;
  now?: string;
}

/** `maturity-gates check [SPEC...]`, the default command. */
export const checkCommand: CliCommand = {
  name: 'check',
  summary: 'judge which stage each component has earned (the default command)',
  define: (command, answer) => {
    withOptions(command).action(async (specs: string[], flags: Flags) => {
      answer(await judged(specs, flags));
    });
  },
  refusal: (problems, format) => {
    const known = reportFormats.includes(format) ? format : 'terminal';
    return (view) => render(failedReport(problems, null), known, view);
  },
};

function withOptions(command: Command): Command {
  return withRepository(command.argument('[SPEC...]', 'specifications to judge (default: those of the configuration)'))
    .option('--component <id>', 'judge this component only; may be repeated', gather)
    .option('--stage <stage>', 'judge as if this were the target stage')
    .option('--promotion', 'require the operation gates up to the target too')
    .option('--evidence <glob>', 'where reports are; replaces the configured; may be repeated', gather)
    .option('--baseline <glob>', 'an earlier run to compare with; may be repeated', gather)
    .option('--base <ref>', 'git commit or branch whose policy must not be weakened')
    .option('--format <format>', reportFormats.join(', '), 'terminal')
    .option('--output <file>', 'write the report there instead of to standard output')
    .option('--advisory', 'report, and exit with 0 whatever the verdict')
    .option('--offline', 'make no request (the command line never does)')
    .option('--now <time>', 'judge as of this ISO 8601 time')
    .addHelpText(
      'after',
      '\nExit codes: 0 ready or advisory, 1 blocked, 2 inconclusive,\n3 bad usage or configuration, or no specification found.',
    );
}

async function judged(specs: string[], flags: Flags): Promise<Outcome> {
  const format = formatOf(flags.format, reportFormats);
  const root = resolve(flags.root);
  const options: CheckOptions = {
    root,
    specs: specs.map((path) => pathInRoot(root, path)),
    config: flags.config === undefined ? null : pathInRoot(root, flags.config),
    components: flags.component ?? [],
    stage: flags.stage ?? null,
    promotion: flags.promotion === true,
    evidence: flags.evidence ?? [],
    baseline: flags.baseline ?? [],
    enforce: flags.advisory === true ? false : null,
    now: timeOf(flags.now),
  };
  const { report, exitCode } = await check(
    options,
    await gitChange(root, flags.base ?? null),
    progressOn(process.stderr, Date.now),
  );
  return { text: (view) => render(report, format, view), exitCode, output: flags.output ?? null };
}
