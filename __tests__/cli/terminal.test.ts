import { describe, expect, it } from '@jest/globals';
import { progressOn } from '../../src/cli/progress.ts';
import { terminalView } from '../../src/cli/terminal.ts';

const terminal = { isTTY: true, columns: 100 };

describe('what the terminal can show', () => {
  it.each<[Record<string, string>, typeof terminal | object | null, boolean]>([
    [{}, terminal, true],
    [{}, {}, false],
    [{ NO_COLOR: '1' }, terminal, false],
    [{ NO_COLOR: '' }, terminal, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1', CLICOLOR_FORCE: '1' }, terminal, false],
    [{ FORCE_COLOR: '1' }, {}, true],
    [{ FORCE_COLOR: '0' }, terminal, false],
    [{ FORCE_COLOR: 'false', CLICOLOR_FORCE: '1' }, terminal, false],
    [{ CLICOLOR_FORCE: '1' }, {}, true],
    [{ CLICOLOR_FORCE: '0' }, {}, false],
    [{ CLICOLOR: '0' }, terminal, false],
    [{ TERM: 'dumb' }, terminal, false],
    [{ FORCE_COLOR: '1', CLICOLOR_FORCE: '1' }, null, false],
  ])('with %j and %j: colour is %s', (environment, stream, colour) => {
    expect(terminalView(environment, stream).colour).toBe(colour);
  });

  it.each([
    [20, 40],
    [40, 40],
    [undefined, 80],
    [100, 100],
    [200, 120],
  ])('%s columns are written to as %i', (columns, width) => {
    expect(terminalView({}, { columns }).width).toBe(width);
  });
});

describe('the progress of a run', () => {
  /** A run of 5,000 components in which each takes so many milliseconds. */
  function said(isTTY: boolean, each: number): string[] {
    const written: string[] = [];
    let now = 0;
    const tell = progressOn({ isTTY, write: (text) => written.push(text) }, () => now);
    for (let done = 1; done <= 5_000; done += 1) {
      now += each;
      tell(done, 5_000);
    }
    return written;
  }

  it('is told on a terminal, now and then, and is gone at the end', () => {
    const written = said(true, 1);
    expect(written[0]).toContain('judging 500 of 5,000 components');
    expect(written[8]).toContain('judging 1,300 of 5,000 components');
    expect(written.length).toBeLessThan(60);
    expect(written.join('').endsWith('\r\u001b[K')).toBe(true);
  });

  it('is not told where the run is short, or where nobody watches', () => {
    expect(said(true, 0.01)).toEqual([]);
    expect(said(false, 1)).toEqual([]);
  });
});
