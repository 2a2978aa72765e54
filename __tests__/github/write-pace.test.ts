import { describe, expect, it } from '@jest/globals';
import { writePace } from '../../src/github/write-pace.ts';

/** A pace whose pauses are noted instead of made. */
function notedPace() {
  const events: string[] = [];
  const pauses: number[] = [];
  const inTurn = writePace((milliseconds) => {
    pauses.push(milliseconds);
    events.push('pause');
    return Promise.resolve();
  });
  const write = (name: string, fails = false) =>
    inTurn(async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  return { write, events, pauses };
}

describe('writes', () => {
  it('are sent one at a time, in their order', async () => {
    const { write, events } = notedPace();
    expect(await Promise.all([write('one'), write('two')])).toEqual(['one', 'two']);
    expect(events).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('wait for the second between them from the third on', async () => {
    const { write, events, pauses } = notedPace();
    for (const name of ['one', 'two', 'three', 'four']) await write(name);
    expect(events.filter((event) => !event.endsWith('ends'))).toEqual([
      ...['one begins', 'two begins', 'pause', 'three begins', 'pause', 'four begins'],
    ]);
    for (const pause of pauses) {
      expect(pause).toBeGreaterThan(0);
      expect(pause).toBeLessThanOrEqual(1000);
    }
  });

  it('go on after one that failed, which fails for its own caller only', async () => {
    const { write } = notedPace();
    const failed = write('one', true);
    const next = write('two');
    await expect(failed).rejects.toThrow('one');
    expect(await next).toBe('two');
  });
});
