import { z } from 'zod';
import type { Enforcement, Problem } from '../model/index.ts';

/** An empty input stands for one that is not given. */
const optional = z.string().transform((text) => (text === '' ? null : text));

/** One entry a line, or several with commas between; a comma within the braces of a glob separates nothing. */
const list = z.string().transform((text) =>
  text
    .split(/\n|,(?![^{}\n]*\})/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

/** YAML's core schema, as the toolkit's own reading of booleans. */
function toggle(byDefault: boolean) {
  return z
    .string()
    .regex(/^(true|True|TRUE|false|False|FALSE)?$/, 'expected `true` or `false`')
    .transform((text) => (text === '' ? byDefault : text.toLowerCase() === 'true'));
}

const notBuilt = z.string().regex(/^$/, 'is not built yet: leave it empty');

const schema = z.object({
  'github-token': optional,
  specs: list,
  config: optional,
  component: list,
  'target-stage': optional,
  promotion: toggle(false),
  evidence: list,
  baseline: notBuilt,
  enforce: z
    .string()
    .regex(/^(target|status|false)?$/, 'expected `target`, `status` or `false`')
    .transform((text): Enforcement | null => {
      if (text === 'false') return false;
      return text === 'target' || text === 'status' ? text : null;
    }),
  'check-name': z.string().transform((text) => (text === '' ? 'Maturity' : text)),
  comment: toggle(true),
  annotations: z
    .string()
    .regex(/^(true|True|TRUE|false|False|FALSE|all|none)?$/, 'expected `true`, `false`, `all` or `none`')
    .transform((text) => !['false', 'none'].includes(text.toLowerCase())),
  summary: toggle(true),
  'report-dir': optional,
});

/** The action's inputs with every default decided; `null` and empty lists leave it to the configuration. */
export type Inputs = z.infer<typeof schema>;

const inputNames = z.keyof(schema).options;

/**
 * Reads every input by its name. One that is wrong is a problem and counts as not given, so that the problem can be
 * published where the others say.
 */
export function readInputs(read: (name: string) => string): { inputs: Inputs; problems: Problem[] } {
  const texts = Object.fromEntries(inputNames.map((name) => [name, read(name).trim()]));
  const checked = schema.safeParse(texts);
  if (checked.success) return { inputs: checked.data, problems: [] };
  const wrong = new Set(checked.error.issues.map((issue) => String(issue.path[0])));
  const usable = Object.entries(texts).map(([name, text]) => [name, wrong.has(name) ? '' : text]);
  return { inputs: schema.parse(Object.fromEntries(usable)), problems: checked.error.issues.map(problemOf) };
}

function problemOf({ path, message }: { path: PropertyKey[]; message: string }): Problem {
  return {
    code: 'bad-input',
    message: `The input \`${String(path[0])}\`: ${message}.`,
    hint: 'Correct it below `with:` in the workflow.',
  };
}
