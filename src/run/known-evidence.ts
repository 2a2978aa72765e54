import type { ComponentCoverage, ComponentDiagnostics, Facts, Known, SuiteResults } from '../gates/index.ts';
import {
  sumRatios,
  type Concern,
  type Diagnostic,
  type EvidenceKind,
  type EvidenceSet,
  type Mapped,
  type Provenance,
  type SecretFinding,
  type TestCase,
  type TestLevel,
} from '../model/index.ts';
import { belongsTo, type OwnedComponent } from './ownership.ts';

/** Reports of the kind that can't be relied on make every fact of that kind an error. */
export function unreliable<T>(evidence: EvidenceSet, kind: EvidenceKind, concern?: Concern): Known<T> | null {
  const broken = evidence.unreliable.filter(
    (report) =>
      report.kind === kind && (concern === undefined || report.concern === undefined || report.concern === concern),
  );
  if (broken.length === 0) return null;
  return {
    state: 'error',
    problems: broken.flatMap(({ problems }) => problems),
    evidence: broken.map(({ provenance }) => provenance),
  };
}

/** A fact that nobody brought. */
export function missing<T>(why: string): Known<T> {
  return { state: 'missing', why };
}

function provenanceOf(evidence: EvidenceSet, kind: EvidenceKind): Provenance[] {
  return evidence.sources.filter((source) => source.kind === kind).map(({ provenance }) => provenance);
}

/** Coverage of the component's files, and its source files that no report mentions. */
export function coverageOf({ owned }: OwnedComponent, evidence: EvidenceSet): Known<ComponentCoverage> {
  const broken = unreliable<ComponentCoverage>(evidence, 'coverage');
  if (broken !== null) return broken;
  const sources = provenanceOf(evidence, 'coverage');
  if (sources.length === 0) return missing('No coverage report was found.');
  if (owned.files.size === 0)
    return missing(`No file of the component was found${owned.folder === null ? '' : ` in ${owned.folder}`}.`);
  const contradictions = evidence.coverage.contradictions.filter(({ file }) => owned.files.has(file));
  if (contradictions.length > 0)
    return { state: 'error', problems: contradictions.map(({ problem }) => problem), evidence: sources };
  const files = evidence.coverage.files.filter(({ file }) => owned.files.has(file));
  if (files.length === 0) {
    const problem = {
      code: 'component-not-covered',
      message: `None of the component's ${owned.files.size} files appears in a coverage report.`,
      hint: 'Check that the tests measure this component, and the paths of the report.',
    };
    return { state: 'error', problems: [problem], evidence: sources };
  }
  return { state: 'known', value: united(files, absentFiles(owned.files, evidence)), evidence: sources, notes: [] };
}

function united(files: EvidenceSet['coverage']['files'], absent: string[]): ComponentCoverage {
  const branches = files.flatMap((file) => (file.branches === null ? [] : [file.branches]));
  return {
    lines: sumRatios(files.map(({ lines }) => lines)),
    branches: branches.length === 0 ? null : sumRatios(branches),
    files: files.map(({ file, ...coverage }) => ({ path: file, ...coverage })),
    absent,
  };
}

function absentFiles(files: Set<string>, { coverage }: EvidenceSet): string[] {
  const covered = new Set(coverage.files.map(({ file }) => file));
  const blank = new Set(coverage.blankFiles);
  return [...files].filter(
    (path) =>
      !covered.has(path) && !blank.has(path) && coverage.extensions.some((extension) => path.endsWith(extension)),
  );
}

/** The results of one level's tests, found by the files they stand in. */
export function testsOf({ owned }: OwnedComponent, level: TestLevel, evidence: EvidenceSet): Known<SuiteResults> {
  const broken = unreliable<SuiteResults>(evidence, 'tests');
  if (broken !== null) return broken;
  if (evidence.tests.length === 0) return missing('No test report was found.');
  const reports = evidence.tests.map((report) => ({
    ...report,
    own: report.cases.filter(({ file }) => file !== null && owned.tests[level].has(file)),
  }));
  const used = reports.filter(({ own }) => own.length > 0);
  if (used.length === 0) return missing(noTests(owned.locations[level], evidence));
  const value = {
    cases: used.flatMap(({ own }) => own),
    unattributedFailures: used.flatMap(({ cases }) => cases.filter(isUnattributedFailure)),
  };
  return { state: 'known', value, evidence: used.map(({ provenance }) => provenance), notes: [] };
}

function isUnattributedFailure({ file, outcome }: Mapped<TestCase>): boolean {
  return file === null && (outcome === 'failed' || outcome === 'error');
}

function noTests(locations: string[], evidence: EvidenceSet): string {
  const lost = evidence.tests.flatMap(({ cases }) => cases.filter(({ file }) => file === null)).length;
  const where = locations.length === 0 ? 'no Location is given' : `looked in ${locations.join(', ')}`;
  const unattributed = lost === 0 ? '' : ` ${lost} tests of the reports could not be traced to a file.`;
  return `No test report has a test of this component at this level (${where}).${unattributed}`;
}

/**
 * What the tools of a concern say of the component's files; findings in no known file count for everybody, those of a
 * security scanner also in files that are nobody's (a lock file, a workflow).
 */
export function diagnosticsOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  concern: Concern,
  evidence: EvidenceSet,
): Known<ComponentDiagnostics> {
  const broken = unreliable<ComponentDiagnostics>(evidence, 'diagnostics', concern);
  if (broken !== null) return broken;
  const reports = evidence.diagnostics.filter((report) => report.concern === concern);
  if (reports.length === 0) return missing(`No report of the concern "${concern}" was found.`);
  // A report that lists the files it covers proves nothing of others.
  const covering = reports.filter(
    ({ coveredFiles }) => coveredFiles?.some((file) => component.owned.files.has(file)) ?? true,
  );
  const counts = ({ file }: Mapped<Diagnostic>): boolean =>
    file === null ||
    component.owned.files.has(file) ||
    (concern === 'security' && !all.some((other) => belongsTo(file, other)));
  const value = {
    tools: covering.flatMap(({ tool, filesAnalyzed, unlistedWarnings, suppressed }) =>
      tool.split(' + ').map((name) => ({ name, filesAnalyzed, unlistedWarnings, suppressed })),
    ),
    diagnostics: reports
      .flatMap(({ diagnostics }) => diagnostics)
      .filter(counts)
      .map(({ file, ...diagnostic }) =>
        file === null ? diagnostic : { ...diagnostic, at: { ...diagnostic.at, path: file } },
      ),
  };
  if (covering.length === 0 && value.diagnostics.length === 0)
    return missing(`No report of the concern "${concern}" covers a file of the component.`);
  return { state: 'known', value, evidence: reports.map(({ provenance }) => provenance), notes: [] };
}

/** Possible secrets in the component's files and tests, and in files that belong to no component. */
export function secretsOf(component: OwnedComponent, all: OwnedComponent[], evidence: EvidenceSet): Facts['secrets'] {
  const broken = unreliable<never>(evidence, 'secrets');
  if (broken !== null) return broken;
  if (evidence.secrets.length === 0) {
    const baseline = provenanceOf(evidence, 'secrets').length > 0;
    return missing(
      baseline ? 'A committed baseline alone is no scan: it only supplies audits.' : 'No scan for secrets was found.',
    );
  }
  const others = all.filter(({ spec }) => spec !== component.spec);
  const counts = ({ file }: Mapped<SecretFinding>): boolean =>
    file === null || belongsTo(file, component) || !others.some((other) => belongsTo(file, other));
  const findings = evidence.secrets
    .flatMap((scan) => scan.findings.filter(counts))
    .map(({ file, ...finding }) => (file === null ? finding : { ...finding, at: { ...finding.at, path: file } }));
  const value = {
    findings: dedupe(findings),
    plugins: [...new Set(evidence.secrets.flatMap(({ plugins }) => plugins))],
    scanners: [...new Set(evidence.secrets.map(({ tool }) => tool))],
  };
  return { state: 'known', value, evidence: evidence.secrets.map(({ provenance }) => provenance), notes: [] };
}

/** Two scans of one tree find the same things; the more alarming audit stays. */
function dedupe(findings: SecretFinding[]): SecretFinding[] {
  const alarm = { real: 2, unaudited: 1, 'false-positive': 0 };
  const found = new Map<string, SecretFinding>();
  for (const finding of findings) {
    const key = `${finding.fingerprint}\u0000${finding.at.path}\u0000${finding.at.line ?? 0}\u0000${finding.type}`;
    const before = found.get(key);
    if (before === undefined || alarm[finding.audit] > alarm[before.audit]) found.set(key, finding);
  }
  return [...found.values()];
}
