import { z } from 'zod';
import { testOutcomes } from './evidence.ts';
import { findingOutcomes, statuses, verdicts } from './verdict.ts';

/** Name of the file in which a run leaves its JSON report. */
export const REPORT_FILE = 'maturity.json';

/** The JSON report, `schemaVersion: 1`. Fields may be added, none is renamed or removed. This schema is the contract. */

const line = z.int().positive().nullable().describe('1-based line, null when unknown');

const path = z.string().describe('Path from the root of the repository');
const nullablePath = path.nullable().describe('Path from the root of the repository, null when unknown');
const sha256 = z.string().describe('Hex digest of its bytes');
const gateId = z.string().describe('Id of the gate');
const verdict = z.enum(verdicts);

const statement = z.object({
  text: z.string().describe('The verbatim source after bullet and box, without a trailing comment'),
  path,
  line,
});

const finding = z.object({
  outcome: z.enum(findingOutcomes).describe('What it means for its row'),
  message: z.string().describe('One sentence'),
  path: nullablePath,
  line,
});

const waiver = z.object({
  reason: z.string().describe('Why the row may fail so long'),
  owner: z.string().describe('Who will make it hold'),
  approver: z.string().describe('Who answers for the waiver'),
  expires: z.iso.date().describe('The last day on which it holds (UTC)'),
  path,
  line,
});

const result = z.object({
  gate: gateId,
  title: z.string().describe('The gate in words'),
  stage: z.string().describe('The stage that asks for it'),
  kind: z.enum(['change', 'operation']).describe('change: true before a merge; operation: needs deployment, or time'),
  status: z.enum(statuses).describe('Only pass, waived and not-applicable hold'),
  required: z.boolean().describe('Whether the row counts for the verdict'),
  proves: z
    .boolean()
    .default(false)
    .describe('Whether evidence decides the row: a stage without such a row can’t be achieved'),
  criterion: statement
    .extend({ ticked: z.boolean().nullable().describe('Its box, null without one') })
    .nullable()
    .describe('The line that demands it, null where none does'),
  alsoAt: z.array(statement).describe('Quality-gate, exit and target statements that demand the same'),
  actual: z.unknown().describe('What was found; the shape is the gate’s'),
  expected: z.unknown().describe('What was demanded; the shape is the gate’s'),
  findings: z.array(finding).describe('What stands against it, and remarks'),
  evidence: z
    .array(
      z.object({
        path: z.string().describe('The report, or what was asked of the API'),
        format: z.string().describe('Id of the format'),
        sha256,
        trust: z.enum(['self-reported', 'api-verified', 'attested']).describe('Who vouches for it'),
      }),
    )
    .describe('What it was judged by'),
  remediation: z.string().describe('What to do when it does not hold'),
  waiver: waiver.nullable().describe('The waiver by which the row is waived, null without one'),
});

const requirement = z.object({
  id: z.string().describe('`FR1`'),
  title: z.string().describe('Its name'),
  path,
  line,
  criteria: z
    .object({
      ticked: z.int().nonnegative().describe('How many are ticked'),
      total: z.int().nonnegative().describe('How many there are'),
    })
    .describe('Its boxes'),
  tests: z
    .array(
      z.object({
        name: z.string().describe('As the report has it'),
        outcome: z.enum(testOutcomes).describe('How it ended'),
        path: nullablePath,
      }),
    )
    .describe('The component’s own tests that name it, failures first; at most 100'),
  testCount: z
    .int()
    .nonnegative()
    .nullable()
    .describe('All of them, also those beyond the list; null without test results, or when they can’t be relied on'),
});

const dependency = z.object({
  id: z.string().describe('Id of the component'),
  stage: z.string().nullable().describe('The stage it has to have achieved; null: the stage of the row that asks'),
  optional: z.boolean().describe('Whether it is only warned of'),
  line: line.default(null).describe('Where the specification names it'),
});

const component = z.object({
  id: z.string().describe('The Component ID'),
  affected: z
    .boolean()
    .describe('Whether the change touches the component; only affected ones count for the run’s verdict'),
  spec: z.object({ path, sha256 }).describe('Its specification'),
  declaredStatus: z.string().nullable().describe('What it claims to be, null without a status'),
  targetStage: z.string().nullable().describe('What it aims at, null when that is no stage'),
  achievedStage: z.string().nullable().describe('null when no stage is achieved'),
  standing: z
    .string()
    .nullable()
    .default(null)
    .describe('What counts for components that require it: the stage achieved with the code review left aside'),
  carried: z
    .object({ commit: z.string().describe('In full') })
    .nullable()
    .default(null)
    .describe(
      'The commit whose report the rows are taken from, as this run has no evidence of the component; else null',
    ),
  promotable: z.boolean().describe('Achieved above declared'),
  verdict: verdict.describe('Of its required rows'),
  results: z.array(result).describe('A row for each demand, stage by stage'),
  requirements: z.array(requirement).describe('The functional requirements, and the tests that name them'),
  dependencies: z.array(dependency).default([]).describe('The components that its specification names'),
});

const problem = z.object({
  code: z.string().describe('Stable, in kebab-case'),
  message: z.string().describe('One sentence'),
  path: nullablePath,
  line,
  hint: z.string().nullable().describe('How to mend it'),
});

export const reportSchema = z.object({
  schemaVersion: z.literal(1).describe('The version of this shape'),
  tool: z
    .object({ name: z.string().describe('maturity-gates'), version: z.string().describe('Its version') })
    .describe('What made the report'),
  commit: z.string().nullable().describe('The judged commit, null when unknown'),
  verdict: verdict.describe('The worst of the affected components’'),
  advisory: z.boolean().describe('Whether the run reports without failing'),
  stages: z.array(z.string()).describe('The stage ladder, lowest first'),
  configuration: z
    .object({ path, sha256 })
    .nullable()
    .describe('The file that was judged by; null when everything is default, or nothing could be judged'),
  components: z.array(component).describe('The components that were judged'),
  problems: z.array(problem).describe('What is wrong with the input, beyond a row'),
});

export type Report = z.infer<typeof reportSchema>;
export type ComponentReport = Report['components'][number];
export type Result = ComponentReport['results'][number];
export type TracedRequirement = ComponentReport['requirements'][number];
export type Finding = Result['findings'][number];
export type ReportedStatement = Result['alsoAt'][number];
export type ReportedProblem = Report['problems'][number];
