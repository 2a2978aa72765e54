import { formats } from '../../evidence/index.ts';
import type { Configuration, Problem } from '../../model/index.ts';
import { waiverProblems } from '../../policy/index.ts';
import { graded, type LintProblem } from './result.ts';

/** What is wrong with a configuration whose shape is right: it names formats or components that do not exist. */
export function settingProblems(configuration: Configuration, ids: Set<string>): LintProblem[] {
  return graded('error', [...unknownFormats(configuration), ...waiverProblems(configuration, ids)]);
}

function unknownFormats({ evidence, path, lines }: Configuration): Problem[] {
  const known = formats.map(({ id }) => id);
  return evidence.flatMap(({ path: glob, format }, index): Problem[] => {
    if (format === null || known.includes(format)) return [];
    return [
      {
        code: 'unknown-format',
        message: `The evidence "${glob}" is said to be "${format}", which is no format.`,
        at: { path: path ?? '', line: lines.get(`evidence/${index}`) },
        hint: `Expected one of ${known.join(', ')}.`,
      },
    ];
  });
}
