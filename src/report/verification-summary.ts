import { createHash } from 'node:crypto';
import type { Report } from '../model/index.ts';
import { lowestStage } from './lowest-stage.ts';
import { toolPage } from './tool-page.ts';

/** What a report alone doesn't say. */
export interface VerificationContext {
  /** The repository's page: `https://github.com/octo/demo`. */
  repositoryUrl: string;
  /** ISO 8601 */
  now: string;
}

/** The predicate of type `https://slsa.dev/verification_summary/v1`: https://slsa.dev/spec/v1.2/verification_summary */
export interface VerificationSummary {
  verifier: { id: string; version: Record<string, string> };
  timeVerified: string;
  resourceUri: string;
  policy: { uri: string; digest: { sha256: string } };
  verificationResult: 'PASSED' | 'FAILED';
  /** `MATURITY_<STAGE>` of the lowest achieved stage, nothing where a component has achieved none; `FAILED`. */
  verifiedLevels: string[];
  slsaVersion: string;
}

/**
 * The decision as others verify it. Only a ready run that enforces, on a known commit, has passed: what is advisory or
 * inconclusive proves nothing. `inputAttestations` is left out, for reports are no attestations.
 */
export function verificationSummary(report: Report, { repositoryUrl, now }: VerificationContext): VerificationSummary {
  const { tool, commit } = report;
  const passed = report.verdict === 'ready' && !report.advisory && commit !== null;
  const resource = `git+${repositoryUrl}${commit === null ? '' : `@${commit}`}`;
  return {
    // This program, whoever signs: a consumer accepts only pairs of signer and verifier that he knows.
    verifier: { id: toolPage, version: { [tool.name]: tool.version } },
    timeVerified: now,
    resourceUri: resource,
    policy: { uri: `${resource}#${policyFragment(report)}`, digest: { sha256: policyDigest(report) } },
    verificationResult: passed ? 'PASSED' : 'FAILED',
    verifiedLevels: passed ? levelsOf(report) : ['FAILED'],
    slsaVersion: '1.2',
  };
}

/** Which file says how to judge; without one the specifications alone do. */
function policyFragment({ configuration }: Report): string {
  return configuration === null ? 'specs' : configuration.path.split('/').map(encodeURIComponent).join('/');
}

/**
 * The digest of what `sha256sum` prints for configuration and specifications, by path:
 * `sha256sum .github/maturity.yml specs/*.md | LC_ALL=C sort -k 2 | sha256sum`.
 */
function policyDigest({ configuration, components }: Report): string {
  const files = new Map(components.map(({ spec }) => [spec.path, spec.sha256]));
  if (configuration !== null) files.set(configuration.path, configuration.sha256);
  const lines = [...files].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const listing = lines.map(([path, sha256]) => `${sha256}  ${path}\n`).join('');
  return createHash('sha256').update(listing).digest('hex');
}

/** A level of one's own must not begin with `SLSA_`. */
function levelsOf(report: Report): string[] {
  const stage = lowestStage(report, ({ achievedStage }) => achievedStage);
  return stage === null ? [] : [`MATURITY_${stage.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '_')}`];
}
