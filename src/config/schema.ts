import { z } from 'zod';
import { gates } from '../gates/index.ts';

/**
 * The schema of `.github/maturity.yml`. Every object is strict: an unknown key is an error. A gate's setting takes
 * the gate's own parameters, all optional, or `off` with a reason.
 */

const reason = z.string().trim().min(1).describe('Why the gate is turned off; shown in the report');

const gateSettings = z
  .strictObject(
    Object.fromEntries(
      gates.map((gate) => [
        gate.meta.id,
        gate.params.extend({ off: reason.optional() }).nullish().describe(gate.meta.claim),
      ]),
    ),
  )
  .meta({ id: 'gates' });

/** Editors offer the ids; an unknown one is told by name elsewhere, where the sentence can say more. */
const gateId = z
  .string()
  .min(1)
  .meta({ enum: gates.map(({ meta }) => meta.id) });

const globs = z.array(z.string().min(1));

const stage = z
  .strictObject({ gates: gateSettings.nullish().describe('The gates of the stage and their parameters') })
  .nullable();

const binding = z
  .object({ gate: gateId.describe('The gate that judges the criterion') })
  .catchall(z.union([z.string(), z.number(), z.boolean()]))
  .describe('A gate and its parameters, as in a binding comment: { gate: slo-met, metric: cost_savings }');

const component = z.strictObject({
  spec: z.string().min(1).optional().describe('Path of the specification'),
  paths: globs.min(1).optional().describe('Globs of the component’s files'),
  tests: z
    .strictObject({
      unit: globs.optional().describe('Globs of its unit tests'),
      integration: globs.optional().describe('Globs of its integration tests'),
      e2e: globs.optional().describe('Globs of its end-to-end tests'),
    })
    .optional()
    .describe('Globs of the component’s tests, instead of the specification’s Locations'),
  exclude: globs.optional().describe('Globs of files that are not judged'),
  environments: z.record(z.string(), z.string()).optional().describe('Stage → deployment environment'),
  gates: gateSettings.nullish().describe('Parameters for this component alone'),
  bindings: z
    .record(z.string().min(1), binding)
    .optional()
    .describe('The text of a criterion → the gate that judges it'),
});

const person = z.string().trim().min(1);

const waiver = z.strictObject({
  gate: gateId.describe('The gate whose rows are excused'),
  component: z.string().min(1).describe('Id of the component'),
  reason: z.string().trim().min(1).describe('Why the gate may fail so long; shown in the report'),
  owner: person.describe('Who will make the gate hold'),
  approver: person.describe('Who answers for the waiver: somebody else, or a group'),
  expires: z.iso.date().describe('The last day on which the waiver holds (UTC)'),
});

export const configurationSchema = z.strictObject({
  version: z.literal(1).optional().describe('The version of this file’s own shape'),
  enforce: z
    .union([z.enum(['target', 'status']), z.literal(false)])
    .optional()
    .describe('target: up to the target stage; status: up to the declared status; false: report only'),
  stages: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'a stage is one word'), stage)
    .optional()
    .describe('The ladder, lowest first'),
  components: z
    .record(z.string().min(1), component)
    .optional()
    .describe('Component id → what its specification does not say, or says otherwise'),
  specs: globs.optional().describe('Where specifications are looked for'),
  evidence: z
    .array(
      z.union([
        z.string().min(1),
        z.strictObject({
          path: z.string().min(1).describe('Glob of the reports'),
          format: z.string().min(1).optional().describe('Their format, where the content does not tell it'),
        }),
        z.strictObject({
          api: z.literal('code-scanning').describe('Read the alerts of GitHub code scanning'),
          tool: z.string().trim().min(1).describe('The tool whose alerts count'),
        }),
      ]),
    )
    .optional()
    .describe('Where evidence is looked for'),
  groups: z.record(z.string(), z.array(z.string())).optional().describe('Name → logins, for approvals of the group'),
  waivers: z.array(waiver).optional().describe('Rows that may fail until a day, and who answers for them'),
});

export type ConfigurationFile = z.infer<typeof configurationSchema>;
