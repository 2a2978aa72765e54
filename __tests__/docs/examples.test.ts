import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { commandLine } from '../../scripts/command-line.ts';
import { parseConfiguration } from '../../src/config/index.ts';
import { pages } from './pages.ts';

const code = pages.flatMap(({ path, code: blocks }) =>
  blocks.map(({ language, text, line }) => ({ place: `${path}:${line}`, language, text })),
);

const keys = ['version', 'enforce', 'stages', 'components', 'specs', 'evidence', 'groups', 'waivers'];

/** Whether a block is a configuration, and not a workflow or the configuration of another tool. */
function isConfiguration(text: string): boolean {
  const value: unknown = parse(text, { logLevel: 'silent' });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).some((key) => keys.includes(key)) && !('jobs' in value);
}

const configurations = code.filter(({ language, text }) => /^ya?ml$/.test(language) && isConfiguration(text));

/** What stands behind `maturity-gates` in a line: `node dist/cli.js check …`, `npx maturity-gates init`, `maturity-gates lint`. */
const invocation =
  /(?:^|[\s`])(?:node dist\/cli\.js|npx (?:--yes )?(?:github:maturity-gates\/)?maturity-gates|maturity-gates)(?: ([^|>&;#\n]*))?/;

const invocations = code
  .filter(({ language }) => /^(?:sh|bash|console|ya?ml|inline)$/.test(language))
  .flatMap(({ place, language, text }) =>
    text.split('\n').flatMap((line) => {
      const written = (language === 'inline' ? /^(?:node|npx|maturity-gates) .*/.exec(line)?.[0] : line) ?? '';
      const parameters = invocation.exec(written)?.[1];
      return parameters === undefined ? [] : [{ place, parameters: wordsOf(parameters) }];
    }),
  );

/** Words of a shell, without operands that only stand for something: `[SPEC...]`, `COMMAND`, `…`. */
function wordsOf(parameters: string): string[] {
  const words = parameters.match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  return words
    .map((word) => word.replace(/^(['"])(.*)\1$/, '$2'))
    .filter((word) => !/^(?:\[.*\]|[…\\]|\.\.\.)$/.test(word));
}

/** What the command line would refuse; `null` where it would run. */
function refusalOf([first = '', ...rest]: string[]): string | null {
  const { commands } = commandLine();
  if (['', '--help', '--version'].includes(first) || /^[A-Z]+$/.test(first)) return null;
  const named = commands.find((command) => command.name() === first);
  if (named === undefined && !first.startsWith('-') && !/[./]/.test(first)) return `there is no command ${first}`;
  const command = named ?? commands[0];
  const { unknown = [] } = command?.parseOptions(named === undefined ? [first, ...rest] : rest) ?? {};
  return unknown.length === 0 || unknown.includes('--help') ? null : `there is no option ${unknown.join(' ')}`;
}

describe('the examples of the documentation', () => {
  it('of a configuration are valid', () => {
    expect(configurations.length).toBeGreaterThan(0);
    const problems = configurations.flatMap(({ place, text }) => {
      const read = parseConfiguration(text, place);
      return read.ok ? [] : read.problems.map(({ message }) => `${place} ${message}`);
    });
    expect(problems).toEqual([]);
  });

  it('of the command line name commands and options that exist', () => {
    expect(invocations.length).toBeGreaterThan(10);
    const refused = invocations.flatMap(({ place, parameters }) => {
      const why = refusalOf(parameters);
      return why === null ? [] : [`${place} maturity-gates ${parameters.join(' ')}: ${why}`];
    });
    expect(refused).toEqual([]);
  });

  it.each([
    [['chekc', '--stage', 'staging'], 'there is no command chekc'],
    [['check', '--stages', 'staging'], 'there is no option --stages staging'],
    [['--stages', 'staging'], 'there is no option --stages staging'],
  ])('would be refused as %j', (parameters, why) => {
    expect(refusalOf(parameters)).toBe(why);
  });
});
