import { Command, CommanderError } from 'commander';
import { USAGE_EXIT_CODE } from '../commands/index.ts';
import { UserError, type Problem } from '../model/index.ts';
import type { CliCommand, Outcome } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { initCommand } from './commands/init.ts';
import { lintCommand } from './commands/lint.ts';
import { mergeCommand } from './commands/merge.ts';
import { planCommand } from './commands/plan.ts';
import { schemaCommand } from './commands/schema.ts';
import { stampCommand } from './commands/stamp.ts';
import { syncCommand } from './commands/sync.ts';
import { usage } from './options.ts';

/** Every command, the default one first. */
const commands: readonly [CliCommand, ...CliCommand[]] = [
  checkCommand,
  lintCommand,
  doctorCommand,
  explainCommand,
  syncCommand,
  stampCommand,
  planCommand,
  mergeCommand,
  initCommand,
  schemaCommand,
];

/** Reads the parameters after `node cli.js` and runs the command that they name. Bad usage is an answer with exit code 3. */
export async function answerTo(parameters: string[], version: string): Promise<Outcome> {
  const help: string[] = [];
  const answers: Outcome[] = [];
  try {
    const program = programOf(
      version,
      (text) => help.push(text),
      (outcome) => answers.push(outcome),
    );
    await program.parseAsync(parameters, { from: 'user' });
  } catch (error) {
    if (error instanceof UserError) return refused(error.problems, parameters);
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) return refused(usage(error.message.replace(/^error: /, '')).problems, parameters);
    return { text: () => help.join(''), exitCode: 0, output: null };
  }
  const [answer] = answers;
  if (answer === undefined) throw new Error('a command ran and did not answer');
  return answer;
}

/** The whole command line: `print` gets help and version, `answer` what a command came to. */
export function programOf(version: string, print: (text: string) => void, answer: (outcome: Outcome) => void): Command {
  const program = new Command('maturity-gates')
    .description(
      'Judge which maturity stage each component has earned, from its Markdown\nspecification and the evidence that CI produced.',
    )
    .usage('[COMMAND] [options] [SPEC...]')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help; behind a command: the options of that command')
    .helpCommand('help [COMMAND]', 'print the help of a command')
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => undefined, getOutHelpWidth: () => 80 });
  for (const { name, summary, define } of commands) {
    const command = program.command(name, { isDefault: name === commands[0].name }).description(summary);
    define(command.helpOption('--help', 'print this help'), answer);
  }
  return program.addHelpText('after', '\nExit codes: 0 it holds, 1 it does not, 2 inconclusive (check), 3 bad usage.');
}

/** A command line that can't be read may still have named its command, and asked for JSON. */
function refused(problems: Problem[], parameters: string[]): Outcome {
  const command = commands.find(({ name }) => name === parameters[0]) ?? commands[0];
  const format = /--format[= ](\w+)/.exec(parameters.join(' '))?.[1] ?? 'terminal';
  return { text: command.refusal(problems, format), exitCode: USAGE_EXIT_CODE, output: null };
}
