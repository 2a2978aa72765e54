import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { stamp } from '../../commands/index.ts';
import { describeProblem, type Problem } from '../../model/index.ts';
import type { CliCommand, Outcome } from '../command.ts';
import { timeOf, withRepository, type RepositoryFlags } from '../options.ts';
import { pathInRoot } from '../paths.ts';

interface Flags extends RepositoryFlags {
  commit?: string;
  output?: string;
  now?: string;
}

type Environment = Record<string, string | undefined>;

/** `maturity-gates stamp [GLOB...]` */
export const stampCommand: CliCommand = {
  name: 'stamp',
  summary: 'say of which commit reports are, in a manifest beside them',
  define: (command, answer) => {
    withOptions(command).action(async (globs: string[], flags: Flags) => {
      answer(await stamped(globs, flags, process.env));
    });
  },
  refusal: (problems) => () => textOf(problems),
};

function withOptions(command: Command): Command {
  return withRepository(command.argument('[GLOB...]', 'the reports (default: the evidence of the configuration)'))
    .option('--commit <sha>', 'the commit that they are of (default: what is checked out)')
    .option('--output <file>', 'the manifest (default: maturity-evidence.json in their folder)')
    .option('--now <time>', 'when they were made, as ISO 8601 time')
    .addHelpText('after', '\nExit codes: 0 the manifest is written, 3 bad usage, or no report found.');
}

async function stamped(globs: string[], flags: Flags, environment: Environment): Promise<Outcome> {
  const root = resolve(flags.root);
  const outcome = await stamp({
    root,
    globs: globs.map((glob) => pathInRoot(root, glob)),
    config: flags.config === undefined ? null : pathInRoot(root, flags.config),
    commit: flags.commit ?? null,
    event: await eventOf(environment),
    run: runOf(environment),
    output: flags.output === undefined ? null : relative(root, resolve(flags.output)).split(sep).join('/'),
    now: timeOf(flags.now),
  });
  if (!outcome.ok) return { text: () => textOf(outcome.problems), exitCode: outcome.exitCode, output: null };
  const { manifest, path, exitCode } = outcome;
  return { text: () => `${JSON.stringify(manifest, null, 2)}\n`, exitCode, output: join(root, path) };
}

function textOf(problems: Problem[]): string {
  return problems.map((problem) => `${describeProblem(problem)}\n`).join('');
}

async function eventOf({ GITHUB_SHA: sha, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path }: Environment) {
  return sha === undefined || name === undefined ? null : { name, sha, payload: await payloadAt(path) };
}

/** What can't be read says nothing: then it is the commit that is checked out. */
async function payloadAt(path: string | undefined): Promise<unknown> {
  try {
    return path === undefined ? null : JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

function runOf({ GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt }: Environment) {
  return id === undefined || attempt === undefined ? null : { id, attempt: Number(attempt) };
}
