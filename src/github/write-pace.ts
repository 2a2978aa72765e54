import { setTimeout as sleep } from 'node:timers/promises';

/** GitHub asks for it: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const APART_MS = 1000;

/** A check run and a comment, which is all that most runs write, need not wait for each other. */
const AT_ONCE = 2;

/** Sends writes one at a time, in the order they were handed over. */
export type WritePace = <T>(write: () => Promise<T>) => Promise<T>;

/**
 * Keeps writes one after the other, from the third on begun at least a second apart: the pause is for those that write
 * much. Reads, GraphQL's among them, are not meant.
 * @param pause for tests
 */
export function writePace(pause: (milliseconds: number) => Promise<unknown> = sleep): WritePace {
  let begun = 0;
  let latest = 0;
  let previous: Promise<unknown> = Promise.resolve();

  const begin = async <T>(write: () => Promise<T>): Promise<T> => {
    const early = latest + APART_MS - performance.now();
    if (begun >= AT_ONCE && early > 0) await pause(early);
    begun += 1;
    latest = performance.now();
    return write();
  };
  return (write) => {
    const written = previous.then(() => begin(write));
    previous = written.catch(() => null);
    return written;
  };
}
