import type { Problem, Spec } from '../model/index.ts';
import { parseSpec } from '../spec/index.ts';
import { readText } from '../workspace/index.ts';

/** The specifications among some Markdown files. */
export interface CollectedSpecs {
  specs: Spec[];
  /** Markdown files that describe no component. */
  skipped: Problem[];
  /** Files that do not exist. */
  absent: Problem[];
}

/** Reads Markdown files; one without a Component ID is a specification only where the configuration `named` it. */
export async function collectSpecs(root: string, paths: string[], named: Set<string>): Promise<CollectedSpecs> {
  const collected: CollectedSpecs = { specs: [], skipped: [], absent: [] };
  for (const path of paths) {
    const file = await readText(root, path);
    if (!file.ok) {
      if (file.problems.some(({ code }) => code === 'file-missing')) collected.absent.push(...file.problems);
      else collected.specs.push(unreadableSpec(path, file.problems));
      continue;
    }
    const { text, sha256 } = file.value;
    const { identified, spec } = parseSpec(text, path, sha256);
    if (identified || named.has(path)) collected.specs.push(spec);
    else collected.skipped.push(skippedFile(path));
  }
  return collected;
}

/** A specification that can't be read must not vanish: a component of the file's name fails with the reason. */
function unreadableSpec(path: string, problems: Problem[]): Spec {
  const { spec } = parseSpec('', path, '');
  return { ...spec, problems: [...problems, ...spec.problems] };
}

function skippedFile(path: string): Problem {
  return {
    code: 'not-a-specification',
    message: 'This Markdown file names no component and is skipped.',
    at: { path, line: 1 },
    hint: 'If it is a specification, give it a line such as "**Component ID:** `cache`".',
  };
}
