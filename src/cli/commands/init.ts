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
      .option('--yes', 'ask nothing; so it is too where nobody can answer')
      .option('--now <time>', 'what counts as today, as ISO 8601 time')
      .addHelpText(
        'after',
        '\nNothing is overwritten. Exit codes: 0 done, or nothing to do; 3 bad usage, or a file that\ncould not be written.',
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
  const answerable = process.stdin.isTTY && process.stdout.isTTY;
  if (yes === true || !answerable) return init({ ...options, ask: null });
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const gone = new AbortController();
  terminal.once('close', () => {
    gone.abort();
  });
  const ask: Ask = async (question, fallback) => {
    const shown = fallback === '' ? question : `${question} [${fallback}]`;
    const answer = await terminal.question(`${shown}: `, { signal: gone.signal }).catch(cancelled);
    return answer.trim() || fallback;
  };
  try {
    return await init({ ...options, ask });
  } finally {
    terminal.close();
  }
}

/** Whoever leaves at a question wants nothing written. */
function cancelled(): never {
  throw new UserError({
    code: 'cancelled',
    message: 'No answer; nothing was written.',
    hint: 'init --yes asks nothing.',
  });
}
