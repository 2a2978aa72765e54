/** How far a long run is: `judging 1,200 of 5,000 components`. */
export type Progress = (done: number, total: number) => void;

/** Milliseconds before anything is said, and between two words. */
const PATIENCE = 500;
const PAUSE = 100;

/** Returns to the line's beginning and clears it (ECMA-48). */
const CLEAR = '\r\u001B[K';

/** Tells people at a terminal how far a run is that takes long, in one line that is gone at the end; elsewhere nothing. */
export function progressOn(
  stream: { isTTY?: boolean; write: (text: string) => unknown },
  clock: () => number,
): Progress {
  if (stream.isTTY !== true) return () => undefined;
  const count = (number: number): string => number.toLocaleString('en');
  let next = clock() + PATIENCE;
  let said = false;
  return (done, total) => {
    if (done < total && clock() < next) return;
    if (done < total) stream.write(`${CLEAR}judging ${count(done)} of ${count(total)} components`);
    else if (said) stream.write(CLEAR);
    said = done < total;
    next = clock() + PAUSE;
  };
}
