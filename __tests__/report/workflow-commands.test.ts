import { describe, expect, it } from '@jest/globals';
import { workflowCommand } from '../../src/report/index.ts';
import { renderer } from '../../src/report/renderers/github.ts';
import { scenario, scenarioNames, viewOf } from './scenarios.ts';

/** A command as the runner decodes it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function decoded(line: string): { level: string; properties: Record<string, string>; message: string } {
  const [, level = '', stated = '', message = ''] = /^::(\w+)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
  const plain = (text: string): string =>
    text
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%25', '%');
  const properties = stated.split(',').map((pair) => pair.split('=', 2).map(plain));
  return { level, properties: Object.fromEntries(properties) as Record<string, string>, message: plain(message) };
}

describe('a remark as workflow command', () => {
  it('is read by the runner as it was meant, whatever it holds', () => {
    const line = workflowCommand({
      level: 'error',
      message: '100 %: a,b::c',
      title: 'x: y, z',
      file: 'a,b:c.py',
      line: 3,
      column: 7,
    });
    expect(decoded(line)).toEqual({
      level: 'error',
      properties: { file: 'a,b:c.py', line: '3', col: '7', title: 'x: y, z' },
      message: '100 %: a,b::c',
    });
  });

  it('stays one line', () => {
    const line = workflowCommand({ level: 'notice', message: 'a\n::error::b\rc\u2028d', title: '\n' });
    expect(line).not.toMatch(/[\r\n\u2028]/);
    expect(decoded(line).message).toBe('a ::error::b c d');
  });
});

describe('the workflow commands of a report', () => {
  const linesOf = (name: string, advisory = false): string[] =>
    renderer
      .render({ ...scenario(name), advisory }, viewOf())
      .trimEnd()
      .split('\n');

  it('begin with the verdict and go on with what stands on lines, failures first', () => {
    const lines = linesOf('blocked').map(decoded);
    expect(lines[0]).toMatchObject({ level: 'error', properties: { title: 'Maturity' } });
    expect(lines.map(({ level }) => level)).toEqual([
      'error',
      'error',
      'error',
      'error',
      'warning',
      'warning',
      'warning',
    ]);
    expect(lines[1]?.properties).toMatchObject({ file: 'src/cache/eviction.py', line: '18' });
  });

  it.each(scenarioNames)('of %s are nothing but commands of three levels', (name) => {
    for (const line of linesOf(name)) expect(decoded(line).level).toMatch(/^(error|warning|notice)$/);
  });

  it('fail nothing where the report is ready or advises', () => {
    expect(decoded(linesOf('ready')[0] ?? '').level).toBe('notice');
    expect(decoded(linesOf('blocked', true)[0] ?? '').level).toBe('notice');
  });
});
