import type { Command } from 'commander';
import { programOf } from '../src/cli/program.ts';

/** A command as the reference shows it: heading, sentence and a table of its options. */
interface Reference {
  heading: string;
  text: string;
  options: [string, string, string][];
}

/** The whole command line, which nobody runs. */
export function commandLine(): Command {
  return programOf(
    '',
    () => undefined,
    () => undefined,
  );
}

/** `check [SPEC...]` and its sentence, for every command. */
export function describedCommands(): [string, string][] {
  return commandLine().commands.map((command) => [
    `[\`${written(command)}\`](docs/command-line.md#${command.name()})`,
    sentence(command.description()),
  ]);
}

/** Every command with all of its options. */
export function commandReference(): Reference[] {
  return commandLine().commands.map((command) => ({
    heading: `## ${command.name()}`,
    text: `\`maturity-gates ${written(command)}\`: ${command.description()}.`,
    options: command.options.map(({ flags, description, defaultValue }) => [
      `\`${flags}\``,
      description,
      defaultValue === undefined ? '' : `\`${String(defaultValue)}\``,
    ]),
  }));
}

function written(command: Command): string {
  const operands = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? name : `[${name}]`;
  });
  return [command.name(), ...operands].join(' ');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
