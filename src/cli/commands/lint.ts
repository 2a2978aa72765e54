import { resolve } from 'node:path';
import type { Command } from 'commander';
import { lint, lintFormats, renderLint, unlinted } from '../../commands/index.ts';
import type { CliCommand, Outcome } from '../command.ts';
import { formatOf, timeOf, withRepository, type RepositoryFlags } from '../options.ts';
import { pathInRoot } from '../paths.ts';

interface Flags extends RepositoryFlags {
  format: string;
  output?: string;
  now?: string;
}

/** `maturity-gates lint [SPEC...]` */
export const lintCommand: CliCommand = {
  name: 'lint',
  summary: 'problems in specifications and configuration, and what each criterion became',
  define: (command, answer) => {
    withOptions(command).action(async (specs: string[], flags: Flags) => {
      answer(await linted(specs, flags));
    });
  },
  refusal: (problems, format) => {
    const known = lintFormats.find((one) => one === format) ?? 'terminal';
    return (view) => renderLint(unlinted(problems), known, view);
  },
};

function withOptions(command: Command): Command {
  return withRepository(command.argument('[SPEC...]', 'specifications to lint (default: those of the configuration)'))
    .option('--format <format>', lintFormats.join(', '), 'terminal')
    .option('--output <file>', 'write the findings there instead of to standard output')
    .option('--now <time>', 'what counts as today, as ISO 8601 time')
    .addHelpText('after', '\nExit codes: 0 no error, 1 errors, 3 bad usage, or no specification found.');
}

async function linted(specs: string[], flags: Flags): Promise<Outcome> {
  const format = formatOf(flags.format, lintFormats);
  const root = resolve(flags.root);
  const { result, exitCode } = await lint({
    root,
    specs: specs.map((path) => pathInRoot(root, path)),
    config: flags.config === undefined ? null : pathInRoot(root, flags.config),
    now: timeOf(flags.now),
  });
  return { text: (view) => renderLint(result, format, view), exitCode, output: flags.output ?? null };
}
