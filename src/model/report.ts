import { z } from 'zod';
import { testOutcomes } from './evidence.ts';
import { findingOutcomes, statuses, verdicts } from './verdict.ts';

/** The JSON report, `schemaVersion: 1`. Fields may be added, none is renamed or removed. This schema is the contract. */

const line = z.int().positive().nullable().describe('1-based line, null when unknown');

const statement = z.object({
  text: z.string().describe('The verbatim source after bullet and box, without a trailing comment'),
  path: z.string(),
  line,
});

const finding = z.object({
  outcome: z.enum(findingOutcomes),
  message: z.string(),
  path: z.string().nullable(),
  line,
});

const waiver = z.object({
  reason: z.string(),
  owner: z.string(),
  approver: z.string(),
  expires: z.iso.date().describe('The last day on which it holds (UTC)'),
  path: z.string(),
  line,
});

const result = z.object({
  gate: z.string(),
  title: z.string(),
  stage: z.string(),
  kind: z.enum(['change', 'operation']),
  status: z.enum(statuses),
  required: z.boolean().describe('Whether the row counts for the verdict'),
  proves: z
    .boolean()
    .default(false)
    .describe('Whether evidence decides the row: a stage without such a row can’t be achieved'),
  criterion: statement.extend({ ticked: z.boolean().nullable() }).nullable(),
  alsoAt: z.array(statement).describe('Quality-gate, exit and target statements that demand the same'),
  actual: z.unknown().describe('What was found; the shape is the gate’s'),
  expected: z.unknown().describe('What was demanded; the shape is the gate’s'),
  findings: z.array(finding),
  evidence: z.array(
    z.object({
      path: z.string(),
      format: z.string(),
      sha256: z.string(),
      trust: z.enum(['self-reported', 'api-verified', 'attested']),
    }),
  ),
  remediation: z.string(),
  waiver: waiver.nullable().describe('The waiver by which the row is waived, null without one'),
});

const requirement = z.object({
  id: z.string().describe('`FR1`'),
  title: z.string(),
  path: z.string(),
  line,
  criteria: z.object({ ticked: z.int().nonnegative(), total: z.int().nonnegative() }).describe('Its boxes'),
  tests: z
    .array(z.object({ name: z.string(), outcome: z.enum(testOutcomes), path: z.string().nullable() }))
    .describe('The component’s own tests that name it, failures first; at most 100'),
  testCount: z
    .int()
    .nonnegative()
    .nullable()
    .describe('All of them, also those beyond the list; null without test results, or when they can’t be relied on'),
});

const dependency = z.object({
  id: z.string(),
  stage: z.string().nullable().describe('The stage it has to have achieved; null: the stage of the row that asks'),
  optional: z.boolean().describe('Whether it is only warned of'),
  line: line.default(null).describe('Where the specification names it'),
});

const component = z.object({
  id: z.string(),
  affected: z
    .boolean()
    .describe('Whether the change touches the component; only affected ones count for the run’s verdict'),
  spec: z.object({ path: z.string(), sha256: z.string() }),
  declaredStatus: z.string().nullable(),
  targetStage: z.string().nullable(),
  achievedStage: z.string().nullable().describe('null when no stage is achieved'),
  standing: z
    .string()
    .nullable()
    .default(null)
    .describe('What counts for components that require it: the stage achieved with the code review left aside'),
  carried: z
    .object({ commit: z.string() })
    .nullable()
    .default(null)
    .describe('The commit whose report the rows are taken from, as this run has no evidence of the component; else null'),
  promotable: z.boolean().describe('Achieved above declared'),
  verdict: z.enum(verdicts),
  results: z.array(result),
  requirements: z.array(requirement).describe('The functional requirements, and the tests that name them'),
  dependencies: z.array(dependency).default([]).describe('The components that its specification names'),
});

const problem = z.object({
  code: z.string(),
  message: z.string(),
  path: z.string().nullable(),
  line,
  hint: z.string().nullable(),
});

export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  commit: z.string().nullable(),
  verdict: z.enum(verdicts),
  advisory: z.boolean().describe('Whether the run reports without failing'),
  stages: z.array(z.string()).describe('The stage ladder, lowest first'),
  configuration: z
    .object({ path: z.string(), sha256: z.string() })
    .nullable()
    .describe('The file that was judged by; null when everything is default, or nothing could be judged'),
  components: z.array(component),
  problems: z.array(problem),
});

export type Report = z.infer<typeof reportSchema>;
export type ComponentReport = Report['components'][number];
export type Result = ComponentReport['results'][number];
export type TracedRequirement = ComponentReport['requirements'][number];
export type ReportedDependency = ComponentReport['dependencies'][number];
export type Finding = Result['findings'][number];
export type ReportedStatement = Result['alsoAt'][number];
export type ReportedProblem = Report['problems'][number];
