import { describe, expect, it } from '@jest/globals';
import { commandLine } from '../../scripts/command-line.ts';
import { answerTo } from '../../src/cli/program.ts';

const names = commandLine().commands.map((command) => command.name());

describe.each([[['--help']], ...names.map((name) => [[name, '--help']])])('the help of %j', (parameters) => {
  it('fits into 80 columns, and tells the exit codes', async () => {
    const { text, exitCode } = await answerTo(parameters, '1.0.0');
    const lines = (await text({ width: 80, colour: false })).split('\n');
    expect(exitCode).toBe(0);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.some((line) => line.includes('Exit codes: 0'))).toBe(true);
  });
});
