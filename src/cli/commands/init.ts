import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { init, initText, type Ask, type InitOutcome } from '../../commands/index.ts';
import { describeProblem, UserError } from '../../model/index.ts';
import type { CliCommand } from '../command.ts';
import { timeOf } from '../options.ts';

interface Flags {
  root: string;
  yes?: true;
  now?: string;
}

/** `maturity-gates init` */
export const initCommand: CliCommand = {
  name: 'init',
  summary: 'write a specification, a configuration and a workflow for this repository',
  define: (command, answer) => {
    command
      .option('--root <dir>', "the repository's root", '.')
      .option('--yes', 'ask nothing, as where nobody can answer')
      .option('--now <time>', 'what counts as today, as ISO 8601 time')
      .addHelpText(
        'after',
        '\nNothing is overwritten.\nExit codes: 0 done, or nothing to do; 3 bad usage, or a file that could not be\nwritten.',
      )
      .action(async (flags: Flags) => {
        const outcome = await initialised(flags);
        answer({ text: ({ width }) => initText(outcome, width), exitCode: 0, output: null });
      });
  },
  refusal: (problems) => () => problems.map((problem) => `${describeProblem(problem)}\n`).join(''),
};

async function initialised({ root, yes, now }: Flags): Promise<InitOutcome> {
  const options = { root: resolve(root), now: timeOf(now) };
  const isAnswerable = process.stdin.isTTY && process.stdout.isTTY;
  return init({ ...options, ask: yes === true || !isAnswerable ? null : ask });
}

/** A terminal of its own for each question: an open one would swallow what is typed before the next. */
const ask: Ask = async (question, fallback) => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const gone = new AbortController();
  terminal.once('close', () => {
    gone.abort();
  });
  const shown = fallback === '' ? question : `${question} [${fallback}]`;
  const answer = await terminal.question(`${shown}: `, { signal: gone.signal }).catch(cancelled);
  terminal.close();
  return answer.trim() || fallback;
};

/** Whoever leaves at a question wants nothing written. */
function cancelled(): never {
  throw new UserError({
    code: 'cancelled',
    message: 'No answer; nothing was written.',
    hint: 'init --yes asks nothing.',
  });
}
