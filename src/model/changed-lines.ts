/** `@@ -12,3 +14,6 @@`, with what follows: https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html */
const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** Line numbers (1-based, of the new file) that a file's unified diff adds or alters; context lines are none of them. */
export function changedLinesOf(patch: string): number[] {
  const changed: number[] = [];
  let line = 0;
  for (const text of patch.split('\n')) {
    const begins = HUNK.exec(text)?.[1];
    if (begins !== undefined) line = Number(begins);
    else if (line === 0) continue;
    else if (text.startsWith('+')) changed.push(line++);
    else if (text === '' || text.startsWith(' ')) line += 1;
  }
  return changed;
}
