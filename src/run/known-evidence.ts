import type { ComponentCoverage, ComponentDiagnostics, Facts, Known, SuiteResults } from '../gates/index.ts';
import {
  onceFor,
  sumRatios,
  type Concern,
  type Diagnostic,
  type EvidenceKind,
  type EvidenceSet,
  type LocatedTest,
  type Mapped,
  type Provenance,
  type SecretFinding,
  type TestLevel,
  type UnitedCoverage,
} from '../model/index.ts';
import { byFile, gathered } from './by-file.ts';
import { everybodys, pathsOf } from './owners.ts';
import type { OwnedComponent } from './ownership.ts';

// Every report is sorted by file once, however many components look into it.
const contradictionsByFile = onceFor((found: EvidenceSet['coverage']['contradictions']) => byFile(found));
const secretsByFile = onceFor((found: Mapped<SecretFinding>[]) => byFile(found));

/** The results of a test report, by file. */
export const testsByFile = onceFor((cases: LocatedTest[]) => byFile(cases));
const setOf = onceFor((paths: string[]) => new Set(paths));

/** The coverage of a run, by file. */
export const coverageByFile = onceFor((files: UnitedCoverage[]) => byFile(files));

/** What a report says, by file. */
export const diagnosticsByFile = onceFor((diagnostics: Mapped<Diagnostic>[]) => byFile(diagnostics));

/** Whether a file holds nothing but white space. */
export function isBlank(path: string, { coverage }: EvidenceSet): boolean {
  return setOf(coverage.blankFiles).has(path);
}

/** Whether a report may speak of a component: one that lists the files it covers proves nothing of others. */
export function covers({ coveredFiles }: Report, { owned }: Pick<OwnedComponent, 'owned'>): boolean {
  if (coveredFiles === null) return true;
  const covered = setOf(coveredFiles);
  return [...owned.files].some((file) => covered.has(file));
}

type Report = EvidenceSet['diagnostics'][number];

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
  const contradictions = gathered(contradictionsByFile(evidence.coverage.contradictions), owned.files);
  if (contradictions.length > 0)
    return { state: 'error', problems: contradictions.map(({ problem }) => problem), evidence: sources };
  const files = gathered(coverageByFile(evidence.coverage.files), owned.files);
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

function absentFiles(files: Set<string>, evidence: EvidenceSet): string[] {
  const { inFile } = coverageByFile(evidence.coverage.files);
  return [...files].filter((path) => !inFile.has(path) && isSource(path, evidence));
}

/** Whether a file is one that a coverage report should have: of a covered language, not blank. */
export function isSource(path: string, evidence: EvidenceSet): boolean {
  return !isBlank(path, evidence) && evidence.coverage.extensions.some((extension) => path.endsWith(extension));
}

/** The results of one level's tests, found by the files they stand in. */
export function testsOf({ owned }: OwnedComponent, level: TestLevel, evidence: EvidenceSet): Known<SuiteResults> {
  const broken = unreliable<SuiteResults>(evidence, 'tests');
  if (broken !== null) return broken;
  if (evidence.tests.length === 0) return missing('No test report was found.');
  const files = owned.tests[level];
  const reports = evidence.tests.map((report) => ({
    ...report,
    // Of a package whose files are not all of this level nobody knows which tests are.
    own: gathered(testsByFile(report.cases), files).filter(({ alsoIn = [] }) =>
      alsoIn.every((file) => files.has(file)),
    ),
  }));
  const used = reports.filter(({ own }) => own.length > 0);
  if (used.length === 0) return missing(noTests(owned.locations[level], evidence));
  const value = {
    cases: used.flatMap(({ own }) => own),
    unattributedFailures: used.flatMap(({ cases, own }) => [
      ...unattributedFailures(cases),
      ...packageFailures(cases).filter((test) => placesOf(test).some((file) => files.has(file)) && !own.includes(test)),
    ]),
  };
  return { state: 'known', value, evidence: used.map(({ provenance }) => provenance), notes: [] };
}

const unattributedFailures = onceFor((cases: LocatedTest[]) =>
  testsByFile(cases)
    .nowhere.map(({ thing }) => thing)
    .filter(isFailure),
);

/** Failures of which only the package is known: whoever has a file of it, and can't tell them from another's, has them. */
const packageFailures = onceFor((cases: LocatedTest[]) =>
  cases.filter((test) => test.alsoIn !== undefined && isFailure(test)),
);

function placesOf({ file, alsoIn = [] }: LocatedTest): string[] {
  return file === null ? alsoIn : [file, ...alsoIn];
}

function isFailure({ outcome }: LocatedTest): boolean {
  return outcome === 'failed' || outcome === 'error';
}

function noTests(locations: string[], evidence: EvidenceSet): string {
  const lost = evidence.tests.reduce((sum, { cases }) => sum + testsByFile(cases).nowhere.length, 0);
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
  const covering = reports.filter((report) => covers(report, component));
  const everybodys = concern === 'security' ? everybodysDiagnostics(all) : nowhereDiagnostics;
  const value = {
    tools: covering.flatMap(({ tool, filesAnalyzed, unlistedWarnings, suppressed }) =>
      tool.split(' + ').map((name) => ({ name, filesAnalyzed, unlistedWarnings, suppressed })),
    ),
    diagnostics: reports
      .flatMap(({ diagnostics }) =>
        gathered(diagnosticsByFile(diagnostics), component.owned.files, everybodys(diagnostics)),
      )
      .map(({ file, ...diagnostic }) =>
        file === null ? diagnostic : { ...diagnostic, at: { ...diagnostic.at, path: file } },
      ),
  };
  if (covering.length === 0 && value.diagnostics.length === 0)
    return missing(`No report of the concern "${concern}" covers a file of the component.`);
  return { state: 'known', value, evidence: reports.map(({ provenance }) => provenance), notes: [] };
}

const nowhereDiagnostics = (diagnostics: Mapped<Diagnostic>[]) => diagnosticsByFile(diagnostics).nowhere;

const everybodysDiagnostics = everybodys(diagnosticsByFile);
const everybodysSecrets = everybodys(secretsByFile);

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
  const paths = pathsOf(component);
  const findings = evidence.secrets
    .flatMap((scan) => gathered(secretsByFile(scan.findings), paths, everybodysSecrets(all)(scan.findings)))
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
