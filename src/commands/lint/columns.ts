import { readText } from '../../workspace/index.ts';
import type { LintProblem } from './result.ts';

/** The problems with a column each where there is a line: one that nobody knows better is that of the line's first word. */
export async function withColumns(root: string, problems: LintProblem[]): Promise<LintProblem[]> {
  const files = new Map<string, string[]>();
  const located: LintProblem[] = [];
  for (const problem of problems) {
    const { at } = problem;
    if (at?.line === undefined || at.column !== undefined) {
      located.push(problem);
      continue;
    }
    const lines = files.get(at.path) ?? (await linesOf(root, at.path));
    files.set(at.path, lines);
    located.push({ ...problem, at: { ...at, column: (lines[at.line - 1] ?? '').search(/\S|$/u) + 1 } });
  }
  return located;
}

async function linesOf(root: string, path: string): Promise<string[]> {
  const file = await readText(root, path);
  return file.ok ? file.value.text.split(/\r\n|\r|\n/u) : [];
}
