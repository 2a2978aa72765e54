import { z } from 'zod';
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

const result = z.object({
  gate: z.string(),
  title: z.string(),
  stage: z.string(),
  kind: z.enum(['change', 'operation']),
  status: z.enum(statuses),
  required: z.boolean().describe('Whether the row counts for the verdict'),
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
  waiver: z.unknown().describe('The waiver that stands for the row, null without one'),
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
  promotable: z.boolean().describe('Achieved above declared'),
  verdict: z.enum(verdicts),
  results: z.array(result),
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
  components: z.array(component),
  problems: z.array(problem),
});

export type Report = z.infer<typeof reportSchema>;
export type ComponentReport = Report['components'][number];
export type Result = ComponentReport['results'][number];
export type Finding = Result['findings'][number];
export type ReportedStatement = Result['alsoAt'][number];
export type ReportedProblem = Report['problems'][number];
