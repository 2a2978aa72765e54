import type { Command } from 'commander';
import { UserError } from '../model/index.ts';

/** Options of every command that reads a repository. */
export interface RepositoryFlags {
  root: string;
  config?: string;
}

/** Adds `--root` and `--config`. */
export function withRepository(command: Command): Command {
  return command
    .option('--root <dir>', "the repository's root; every path is relative to it", '.')
    .option('--config <file>', 'configuration (default: .github/maturity.yml)');
}

/** Gathers the values of an option that may be repeated. */
export function gather(value: string, all: string[] = []): string[] {
  return [...all, value];
}

/** One of the formats a command has. @throws UserError for another word */
export function formatOf<F extends string>(written: string, formats: readonly F[]): F {
  const known = formats.find((one) => one === written);
  if (known !== undefined) return known;
  throw usage(`there is no format "${written}"; expected ${formats.join(', ')}`);
}

/** The time of the run as ISO 8601: what `--now` says, else the clock's. @throws UserError for what is no time. */
export function timeOf(written: string | undefined): string {
  if (written === undefined) return new Date().toISOString();
  const time = /^\d{4}-\d{2}-\d{2}/.test(written) ? new Date(written) : new Date(NaN);
  if (Number.isNaN(time.getTime())) throw usage(`"${written}" is no ISO 8601 time (such as 2026-11-22T12:00:00Z)`);
  return time.toISOString();
}

/** A command line that can't be understood. */
export function usage(message: string): UserError {
  return new UserError({
    code: 'usage',
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    hint: 'See maturity-gates --help.',
  });
}
