import type { z } from 'zod';
import type { Location, Problem } from '../model/index.ts';
import type { LocatedYaml } from './read-yaml.ts';

type Issue = z.core.$ZodIssue;
type Places = Pick<LocatedYaml, 'lines' | 'columns'>;

/** A sentence with its place for every issue of the schema; at least one. */
export function shapeProblems(issues: Issue[], path: string, places: Places): [Problem, ...Problem[]] {
  const [first, ...rest] = issues.flatMap((issue) => problemsOf(issue, path, places));
  return [first ?? { code: 'configuration-shape', message: 'The configuration is not valid.', at: { path } }, ...rest];
}

function problemsOf(issue: Issue, path: string, places: Places): Problem[] {
  const keys = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unknown-key',
      message: `Unknown key "${[...keys, key].join('.')}".`,
      at: placeOf([...keys, key], path, places),
      hint: 'Remove it, or check its spelling and its place.',
    }));
  }
  if (issue.code === 'invalid_union') {
    const nested = issue.errors.flat().filter(({ code }) => code !== 'invalid_type');
    if (nested.length > 0)
      return nested.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] }, path, places));
  }
  return [
    {
      code: 'configuration-value',
      message: `${keys.length === 0 ? 'The configuration' : `"${keys.join('.')}"`} is not valid: ${issue.message}.`,
      at: placeOf(keys, path, places),
      hint: 'See docs/configuration.md for what is expected there.',
    },
  ];
}

/** The place of the key, or of the nearest key around it. */
function placeOf(keys: string[], path: string, places: Places): Location {
  for (let length = keys.length; length > 0; length -= 1) {
    const key = keys.slice(0, length).join('/');
    const line = places.lines.get(key);
    if (line !== undefined) return { path, line, column: places.columns.get(key) };
  }
  return { path, line: 1 };
}
