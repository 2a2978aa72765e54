#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { toolVersion, USAGE_EXIT_CODE } from '../commands/index.ts';
import type { Outcome } from './command.ts';
import { answerTo } from './program.ts';
import { terminalView } from './terminal.ts';

/** Runs the command, prints, and says the exit code. */
async function main(parameters: string[]): Promise<number> {
  const outcome = await answerTo(parameters, toolVersion);
  return (await print(outcome)) ? outcome.exitCode : USAGE_EXIT_CODE;
}

/** Whether the answer reached its place. */
async function print({ text, output }: Outcome): Promise<boolean> {
  const written = await text(terminalView(process.env, output === null ? process.stdout : null));
  if (output === null) {
    process.stdout.write(written);
    return true;
  }
  try {
    await writeFile(output, written);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The report can't be written to ${output}: ${reason}\n`);
    return false;
  }
}

// Setting the code instead of exiting lets a pipe take all of the output.
process.exitCode = await main(process.argv.slice(2));
