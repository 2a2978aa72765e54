/** Runs of each size; the quickest counts, for a busy machine only ever adds to a time. */
const RUNS = 3;
/** How many times larger the second input is. */
export const FACTOR = 4;

/**
 * How much longer `work` takes for `FACTOR` times the size, both measured in this very run: about FACTOR where the time grows
 * with the input, FACTOR² where it grows with its square. What is done in no time at all counts as 1.
 */
export async function growth(size: number, work: (size: number) => unknown): Promise<number> {
  const small = await quickest(() => work(size));
  const large = await quickest(() => work(size * FACTOR));
  return large / Math.max(small, 2);
}

async function quickest(work: () => unknown): Promise<number> {
  let best = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
