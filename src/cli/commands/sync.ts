import { resolve } from 'node:path';
import type { Command } from 'commander';
import { failedSync, gitChange, renderSync, sync, type SyncOptions } from '../../commands/index.ts';
import type { CliCommand, Outcome } from '../command.ts';
import { formatOf, gather, timeOf, withRepository, type RepositoryFlags } from '../options.ts';
import { pathInRoot } from '../paths.ts';

const formats = ['terminal', 'json'] as const;

interface Flags extends RepositoryFlags {
  check?: true;
  untick?: true;
  component?: string[];
  evidence?: string[];
  baseline?: string[];
  base?: string;
  format: string;
  now?: string;
}

/** `maturity-gates sync [SPEC...]`. */
export const syncCommand: CliCommand = {
  name: 'sync',
  summary: 'tick the boxes that evidence proves, and touch nothing else',
  define: (command, answer) => {
    withOptions(command).action(async (specs: string[], flags: Flags) => {
      answer(await synchronised(specs, flags));
    });
  },
  refusal: (problems, format) => {
    const known = formats.find((one) => one === format) ?? 'terminal';
    return ({ width }) => renderSync(failedSync(problems), known, width);
  },
};

function withOptions(command: Command): Command {
  return withRepository(
    command.argument('[SPEC...]', 'specifications to synchronise (default: those of the configuration)'),
  )
    .option('--check', 'only report what would change; exit with 1 if something would')
    .option('--untick', 'also untick what evidence contradicts')
    .option('--component <id>', 'only this component; may be repeated', gather)
    .option('--evidence <glob>', 'where reports are; replaces the configured; may be repeated', gather)
    .option('--baseline <glob>', 'an earlier run to compare with; may be repeated', gather)
    .option('--base <ref>', 'git commit or branch whose policy must not be weakened')
    .option('--format <format>', 'terminal or json', 'terminal')
    .option('--offline', 'make no request (the command line never does)')
    .option('--now <time>', 'judge as of this ISO 8601 time')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, or nothing to do; 1 --check found something to do;\n3 bad usage or configuration, or a file that could not be synchronised.',
    );
}

async function synchronised(specs: string[], flags: Flags): Promise<Outcome> {
  const format = formatOf(flags.format, formats);
  const root = resolve(flags.root);
  const options: SyncOptions = {
    root,
    specs: specs.map((path) => pathInRoot(root, path)),
    config: flags.config === undefined ? null : pathInRoot(root, flags.config),
    components: flags.component ?? [],
    stage: null,
    promotion: false,
    evidence: flags.evidence ?? [],
    baseline: flags.baseline ?? [],
    enforce: null,
    now: timeOf(flags.now),
    checkOnly: flags.check === true,
    untick: flags.untick === true,
  };
  const outcome = await sync(options, await gitChange(root, flags.base ?? null));
  return { text: ({ width }) => renderSync(outcome, format, width), exitCode: outcome.exitCode, output: null };
}
