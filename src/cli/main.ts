#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  check,
  failedReport,
  gitChange,
  render,
  toolVersion,
  USAGE_EXIT_CODE,
  type CheckOutcome,
} from '../commands/index.ts';
import { UserError } from '../model/index.ts';
import { readCommandLine, type CommandLine } from './options.ts';
import { pathInRoot } from './paths.ts';
import { terminalView } from './terminal.ts';

/** Reads the surroundings, judges, prints, and says the exit code. */
async function main(parameters: string[]): Promise<number> {
  let line: CommandLine | null = null;
  let outcome: CheckOutcome;
  try {
    const read = readCommandLine(parameters, toolVersion, () => new Date());
    if ('text' in read) {
      process.stdout.write(read.text);
      return 0;
    }
    line = read;
    outcome = await judge(line);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    outcome = { report: failedReport(error.problems, null), exitCode: USAGE_EXIT_CODE };
  }
  return (await print(outcome, line, parameters)) ? outcome.exitCode : USAGE_EXIT_CODE;
}

async function judge(line: CommandLine): Promise<CheckOutcome> {
  const root = resolve(line.root);
  const change = await gitChange(root, line.base);
  return check(
    {
      ...line,
      root,
      specs: line.specs.map((path) => pathInRoot(root, path)),
      config: line.config === null ? null : pathInRoot(root, line.config),
    },
    change,
  );
}

/** Whether the report reached its place. A command line that can't be read may still have asked for JSON. */
async function print({ report }: CheckOutcome, line: CommandLine | null, parameters: string[]): Promise<boolean> {
  const format =
    line?.format ??
    (parameters.join(' ').match(/--format[= ](json|markdown)\b/)?.[1] as 'json' | undefined) ??
    'terminal';
  const output = line?.output ?? null;
  const view = terminalView(process.env, output === null ? process.stdout : {});
  const text = render(report, format, view);
  if (output === null) {
    process.stdout.write(text);
    return true;
  }
  try {
    await writeFile(output, text);
    return true;
  } catch (error) {
    process.stderr.write(
      `The report can't be written to ${output}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return false;
  }
}

// Setting the code instead of exiting lets a pipe take all of the output.
process.exitCode = await main(process.argv.slice(2));
