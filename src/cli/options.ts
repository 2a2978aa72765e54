import { Command, CommanderError, Option } from 'commander';
import { UserError, type Enforcement } from '../model/index.ts';

/** The command line, decided. */
export interface CommandLine {
  specs: string[];
  root: string;
  config: string | null;
  components: string[];
  stage: string | null;
  promotion: boolean;
  evidence: string[];
  base: string | null;
  format: 'terminal' | 'json' | 'markdown';
  output: string | null;
  enforce: Enforcement | null;
  now: string;
}

/** A command line that asks for text (`--help`, `--version`) instead of a run. */
export interface Answer {
  text: string;
}

const builtFormats = ['terminal', 'json', 'markdown'] as const;
const unbuiltFormats = ['html', 'sarif', 'junit'];
const unbuiltCommands = ['lint', 'doctor', 'explain', 'init', 'sync', 'plan', 'merge', 'schema'];

/**
 * Reads the parameters after `node cli.js`. `clock` gives the time of the run where `--now` is absent.
 * @throws UserError for everything that can't be understood.
 */
export function readCommandLine(parameters: string[], version: string, clock: () => Date): CommandLine | Answer {
  const written: string[] = [];
  const program = checkCommand(version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => written.push(text), writeErr: () => undefined, getOutHelpWidth: () => 80 });
  const given = parameters[0] === 'check' ? parameters.slice(1) : parameters;
  const command = given[0] ?? '';
  if (unbuiltCommands.includes(command)) throw unbuilt(`The command "${command}"`);
  try {
    program.parse(given, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text: written.join('') };
    throw usage(error.message.replace(/^error: /, ''));
  }
  return decided(program.args, program.opts<Flags>(), clock);
}

interface Flags {
  root: string;
  config?: string;
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

function checkCommand(version: string): Command {
  const gather = (value: string, all: string[] = []): string[] => [...all, value];
  return new Command('maturity-gates')
    .description(
      'Judge which maturity stage each component has earned, from its Markdown\nspecification and the evidence that CI produced.',
    )
    .usage('[check] [options] [SPEC...]')
    .argument('[SPEC...]', 'specifications to judge (default: those of the configuration)')
    .option('--root <dir>', "the repository's root; every path is relative to it", '.')
    .option('--config <file>', 'configuration (default: .github/maturity.yml)')
    .option('--component <id>', 'judge this component only; may be repeated', gather)
    .option('--stage <stage>', 'judge as if this were the target stage')
    .option('--promotion', 'require the operation gates up to the target too')
    .option('--evidence <glob>', 'where reports are; replaces the configured; may be repeated', gather)
    .addOption(new Option('--baseline <glob>').argParser(gather).hideHelp())
    .option('--base <ref>', 'git commit or branch whose policy must not be weakened')
    .addOption(new Option('--format <format>', 'terminal, json or markdown').default('terminal'))
    .option('--output <file>', 'write the report there instead of to standard output')
    .option('--advisory', 'report, and exit with 0 whatever the verdict')
    .option('--offline', 'make no request (the command line never does)')
    .option('--now <time>', 'judge as of this ISO 8601 time')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .addHelpText(
      'after',
      '\nExit codes: 0 ready or advisory, 1 blocked, 2 inconclusive,\n3 bad usage or configuration, or no specification found.',
    );
}

function decided(specs: string[], flags: Flags, clock: () => Date): CommandLine {
  if (flags.baseline !== undefined) throw unbuilt('The option --baseline');
  return {
    specs,
    root: flags.root,
    config: flags.config ?? null,
    components: flags.component ?? [],
    stage: flags.stage ?? null,
    promotion: flags.promotion === true,
    evidence: flags.evidence ?? [],
    base: flags.base ?? null,
    format: formatOf(flags.format),
    output: flags.output ?? null,
    enforce: flags.advisory === true ? false : null,
    now: timeOf(flags.now, clock),
  };
}

function formatOf(format: string): CommandLine['format'] {
  const built = builtFormats.find((one) => one === format);
  if (built !== undefined) return built;
  if (unbuiltFormats.includes(format)) throw unbuilt(`The format "${format}"`);
  throw usage(`there is no format "${format}"; expected ${builtFormats.join(', ')}`);
}

function timeOf(written: string | undefined, clock: () => Date): string {
  if (written === undefined) return clock().toISOString();
  const time = /^\d{4}-\d{2}-\d{2}/.test(written) ? new Date(written) : new Date(NaN);
  if (Number.isNaN(time.getTime())) throw usage(`"${written}" is no ISO 8601 time (such as 2026-11-22T12:00:00Z)`);
  return time.toISOString();
}

function usage(message: string): UserError {
  return new UserError({
    code: 'usage',
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    hint: 'See maturity-gates --help.',
  });
}

function unbuilt(what: string): UserError {
  return new UserError({
    code: 'not-built-yet',
    message: `${what} is not built yet.`,
    hint: 'CHANGELOG.md says what this version can do.',
  });
}
