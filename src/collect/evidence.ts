import { indexFiles, testFileFinder, type TestFileFinder } from '../evidence/index.ts';
import {
  type Baseline,
  type Evidence,
  type EvidenceReport,
  type EvidenceSet,
  type EvidenceSource,
  type Problem,
  type TestEvidence,
} from '../model/index.ts';
import { isTrackedUnmodified } from '../workspace/index.ts';
import { collectBaseline } from './baseline.ts';
import { blankFiles, uniteCoverage } from './coverage.ts';
import { locatedDiagnostics } from './diagnostics.ts';
import type { Present } from './freshness.ts';
import { locatedBenchmarks, metricsOf } from './measurements.ts';
import { ofKind } from './of-kind.ts';
import { readSources } from './read-sources.ts';
import { auditedScans, isAuditList, type SecretsReport } from './secrets.ts';

/** All evidence of a run, and the problems of the files that are none or can't be read. */
export interface CollectedEvidence {
  evidence: EvidenceSet;
  /** What an earlier run measured. */
  baseline: Baseline;
  problems: Problem[];
}

/**
 * Opens, recognises and reads every file among the evidence once, and maps what it says to the repository's files.
 * Files of the baseline are no evidence of the present, whatever the sources match.
 * @throws UserError when the configuration names a format that does not exist.
 */
export async function collectEvidence(
  root: string,
  sources: EvidenceSource[],
  repository: string[],
  present: Present,
  baselineGlobs: string[] = [],
): Promise<CollectedEvidence> {
  const files = indexFiles(repository);
  const earlier = await collectBaseline(root, baselineGlobs, files);
  const found = await readSources(root, sources, earlier.files, present);
  const read = [...found.read.values()];
  const reports = read.flatMap((one) => (one.state === 'read' ? [one.report] : []));
  const unreliable = read.flatMap((one) => (one.state === 'unreliable' ? [one.report] : []));
  const findFiles = testFileFinder(files);
  const { coverage, problems } = uniteCoverage(ofKind(reports, 'coverage'), files);
  const evidence: EvidenceSet = {
    coverage: { ...coverage, blankFiles: await blankFiles(root, coverage, repository) },
    tests: ofKind(reports, 'tests').map((report) => locatedTests(report, findFiles)),
    diagnostics: locatedDiagnostics(ofKind(reports, 'diagnostics'), files),
    secrets: auditedScans(await withRoles(root, ofKind(reports, 'secrets')), files),
    reviews: ofKind(reports, 'review'),
    deployments: ofKind(reports, 'deployment'),
    benchmarks: ofKind(reports, 'benchmark').map((report) => locatedBenchmarks(report, files)),
    metrics: metricsOf([...ofKind(reports, 'benchmark'), ...ofKind(reports, 'metrics')]),
    sources: reports.map((report) => ({ kind: report.evidence.kind, provenance: report.provenance })),
    unreliable,
  };
  return {
    evidence,
    baseline: earlier.baseline,
    problems: [
      ...new Set(unreliable.flatMap((report) => report.problems)),
      ...read.flatMap((one) => (one.state === 'unknown' ? [one.problem] : one.state === 'read' ? one.warnings : [])),
      ...problems,
      ...found.problems,
      ...earlier.problems,
    ],
  };
}

function locatedTests(
  { provenance, evidence }: EvidenceReport<TestEvidence>,
  findFiles: TestFileFinder,
): EvidenceSet['tests'][number] {
  const files = findFiles(evidence.cases, provenance.path);
  return {
    provenance,
    cases: evidence.cases.map((test, index) => {
      const found = files[index];
      if (found !== undefined && 'oneOf' in found) {
        const [file = null, ...alsoIn] = found.oneOf;
        return { ...test, file, alsoIn };
      }
      return { ...test, file: found !== undefined && 'path' in found ? found.path : null };
    }),
  };
}

/** A file named `.secrets.baseline` that git tracks unmodified supplies audits; any other is a scan. */
async function withRoles(
  root: string,
  reports: EvidenceReport<Extract<Evidence, { kind: 'secrets' }>>[],
): Promise<SecretsReport[]> {
  const roles: SecretsReport[] = [];
  for (const report of reports) {
    const { path } = report.provenance;
    roles.push({ ...report, auditsOnly: isAuditList(path) && (await isTrackedUnmodified(root, path)) });
  }
  return roles;
}
