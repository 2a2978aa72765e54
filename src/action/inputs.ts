import { z } from 'zod';
import type { WhenReady } from '../github/index.ts';
import type { Enforcement, Problem } from '../model/index.ts';
import type { AnnotationChoice } from './annotations.ts';

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

const commentModes = new Map<string, WhenReady | null>([
  ['false', null],
  ['minimize-when-ready', 'minimize'],
  ['delete-when-ready', 'delete'],
]);

/**
 * The action's inputs; `action.yml` and the table of the README are generated from it. An input's default is decided
 * here or in the configuration, never in `action.yml` (only the token's, which is the runner's to give).
 */
export const inputSchema = z.object({
  'github-token': optional.describe(
    'Token for the API. Without it nothing is published, and what only the API knows is an error.',
  ),
  specs: list.describe('Specifications to judge, one a line. Default: those of the configuration.'),
  config: optional.describe('The configuration. Default: `.github/maturity.yml`.'),
  component: list.describe('Ids of the components to judge, one a line. Default: all.'),
  'target-stage': optional.describe('Judge as if this were the target stage.'),
  promotion: toggle(false).describe('`true` also requires the operation gates up to the target: could we promote now?'),
  evidence: list.describe('Globs of the reports, one a line; they replace the configured ones.'),
  baseline: list.describe(
    'Globs of what an earlier run left, one a line. Default: the artifact of the base branch’s newest run, where something compares with it.',
  ),
  enforce: z
    .string()
    .regex(/^(target|status|false)?$/, 'expected `target`, `status` or `false`')
    .transform((text): Enforcement | null => {
      if (text === 'false') return false;
      return text === 'target' || text === 'status' ? text : null;
    })
    .describe('`target`, `status` or `false` (report only). Default: the configuration, else `target`.'),
  'check-name': z
    .string()
    .transform((text) => (text === '' ? 'Maturity' : text))
    .describe('Name of the check run. Default: `Maturity`.'),
  'per-component': toggle(false).describe(
    '`true` publishes a check run for each affected component as well, named `Maturity / <id>`.',
  ),
  comment: z
    .string()
    .regex(
      /^(true|True|TRUE|false|False|FALSE|minimize-when-ready|delete-when-ready)?$/,
      'expected `true`, `false`, `minimize-when-ready` or `delete-when-ready`',
    )
    .transform((text): WhenReady | null => {
      const mode = commentModes.get(text.toLowerCase());
      return mode === undefined ? 'keep' : mode;
    })
    .describe(
      'Whether to keep one comment on the pull request, and what becomes of it when the verdict is ready: `true`, `false`, `minimize-when-ready` or `delete-when-ready`. Default: `true`.',
    ),
  annotations: z
    .string()
    .regex(/^(true|True|TRUE|false|False|FALSE|changed|all|none)?$/, 'expected `changed`, `all` or `none`')
    .transform((text): AnnotationChoice => {
      if (text === 'changed') return 'changed';
      return ['false', 'none'].includes(text.toLowerCase()) ? 'none' : 'all';
    })
    .describe(
      'Which findings become annotations: those on lines of `changed` files, `all` (changed files first) or `none`. Default: `all`.',
    ),
  summary: toggle(true).describe('Whether to write the job summary. Default: `true`.'),
  shards: z
    .string()
    .regex(/^(\d{1,3})?$/, 'expected a number')
    .transform((text) => (text === '' ? null : Number(text)))
    .describe('Judge nothing, only spread the components over at most so many jobs: output `matrix`.'),
  parts: list.describe(
    'Globs of the JSON reports of shards, one a line: they become one report, and nothing is judged here.',
  ),
  'report-dir': optional.describe('Folder for the report files. Default: a folder below `RUNNER_TEMP`.'),
});

/** The action's inputs with every default decided; `null` and empty lists leave it to the configuration. */
export type Inputs = z.infer<typeof inputSchema>;

const inputNames = z.keyof(inputSchema).options;

/**
 * Reads every input by its name. One that is wrong is a problem and counts as not given, so that the problem can be
 * published where the others say.
 */
export function readInputs(read: (name: string) => string): { inputs: Inputs; problems: Problem[] } {
  const texts = Object.fromEntries(inputNames.map((name) => [name, read(name).trim()]));
  const checked = inputSchema.safeParse(texts);
  if (checked.success) return { inputs: checked.data, problems: [] };
  const wrong = new Set(checked.error.issues.map((issue) => String(issue.path[0])));
  const usable = Object.entries(texts).map(([name, text]) => [name, wrong.has(name) ? '' : text]);
  return { inputs: inputSchema.parse(Object.fromEntries(usable)), problems: checked.error.issues.map(problemOf) };
}

function problemOf({ path, message }: { path: PropertyKey[]; message: string }): Problem {
  return {
    code: 'bad-input',
    message: `The input \`${String(path[0])}\`: ${message}.`,
    hint: 'Correct it below `with:` in the workflow.',
  };
}
