import { z } from 'zod';

/**
 * The part of a SARIF 2.1.0 log that says what was found, how grave it is and where:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */

const index = z.int().nullish();
const text = z.string().nullish();
const level = z.enum(['none', 'note', 'warning', 'error']).nullish();

const artifactLocation = z.object({ uri: text, uriBaseId: text, index });

const rule = z.object({
  id: text,
  defaultConfiguration: z.object({ level }).nullish(),
  shortDescription: z.object({ text }).nullish(),
  messageStrings: z.record(z.string(), z.object({ text })).nullish(),
});

const toolComponent = z.object({
  name: z.string().trim().min(1),
  semanticVersion: z.unknown().optional(),
  version: z.unknown().optional(),
  rules: z.array(rule).nullish(),
});

const region = z.object({ startLine: index, startColumn: index, endLine: index });

const result = z.object({
  ruleId: text,
  ruleIndex: index,
  rule: z.object({ id: text, index, toolComponent: z.object({ index }).nullish() }).nullish(),
  kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']).nullish(),
  level,
  message: z.object({ text, id: text, arguments: z.array(z.string()).nullish() }).nullish(),
  locations: z
    .array(
      z.object({
        physicalLocation: z
          .object({ artifactLocation: artifactLocation.nullish(), region: region.nullish() })
          .nullish(),
      }),
    )
    .nullish(),
  suppressions: z.array(z.object({ status: z.enum(['accepted', 'underReview', 'rejected']).nullish() })).nullish(),
  baselineState: z.enum(['new', 'unchanged', 'updated', 'absent']).nullish(),
});

const run = z.object({
  tool: z.object({ driver: toolComponent, extensions: z.array(toolComponent).nullish() }),
  /** Absent or `null`: the run was made for something else, or the scan failed to start (§3.14.23). */
  results: z.array(result).nullish(),
  invocations: z
    .array(z.object({ executionSuccessful: z.boolean().nullish(), endTimeUtc: z.unknown().optional() }))
    .nullish(),
  /** The repositories that were analysed, the enclosing one first (§3.14.18). */
  versionControlProvenance: z
    .array(z.object({ revisionId: z.unknown().optional() }))
    .nullish()
    .catch(null),
  originalUriBaseIds: z.record(z.string(), artifactLocation).nullish(),
  artifacts: z.array(z.object({ location: artifactLocation.nullish() })).nullish(),
});

/** The log, as far as it is read; all other keys are left alone. */
export const sarifLog = z.object({ version: z.literal('2.1.0'), runs: z.array(run) });

export type SarifRun = z.infer<typeof run>;
export type SarifResult = z.infer<typeof result>;
export type SarifRule = z.infer<typeof rule>;
export type ArtifactLocation = z.infer<typeof artifactLocation>;
export type SarifLevel = NonNullable<SarifResult['level']>;
