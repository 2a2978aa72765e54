import { finding, type Facts } from '../gates/index.ts';
import { testLevels, type ComponentReport, type EvidenceSet, type Result } from '../model/index.ts';
import type { JudgedComponent } from './judge-component.ts';
import { coverageByFile, diagnosticsByFile, testsByFile } from './known-evidence.ts';
import type { OwnedComponent } from './ownership.ts';
import { reportedStanding, withDependencies, type Settling } from './settled.ts';

/**
 * The components that the change leaves alone and of which this run has no evidence: what is known of them stands in the
 * base's report. A report that can't be relied on may be of any of them, so then none is.
 */
export function carriable(all: OwnedComponent[], evidence: EvidenceSet): OwnedComponent[] {
  if (evidence.unreliable.length > 0) return [];
  return all.filter((component) => !component.affected && !hasOwnEvidence(component, evidence));
}

/** Whether a report has one of its tests; of a component without test files: whether a report names one of its files. */
function hasOwnEvidence({ owned }: OwnedComponent, evidence: EvidenceSet): boolean {
  const tests = testLevels.flatMap((level) => [...owned.tests[level]]);
  if (tests.length > 0) {
    const reported = evidence.tests.map(({ cases }) => testsByFile(cases).inFile);
    return tests.some((path) => reported.some((inFile) => inFile.has(path)));
  }
  const reported = [
    coverageByFile(evidence.coverage.files).inFile,
    ...evidence.diagnostics.map(({ diagnostics }) => diagnosticsByFile(diagnostics).inFile),
  ];
  return [...owned.files].some((path) => reported.some((inFile) => inFile.has(path)));
}

/** The base's word on a component, but for waivers that have expired since and what it says of other components. */
export function carriedComponent(
  earlier: ComponentReport,
  dependencies: Facts['dependencies'],
  settling: Settling,
): JudgedComponent {
  const today = new Date(settling.now).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const [first, ...others] = earlier.results.map((row) => withoutExpired(row, today));
  const commit = earlier.carried?.commit ?? '';
  const why = `Taken from the base’s report of ${commit.slice(0, 12)}: the change does not affect the component, and this run has no evidence of it.`;
  const results =
    first === undefined ? [] : [{ ...first, findings: [...first.findings, finding('note', why)] }, ...others];
  const report = withDependencies({ ...earlier, affected: false, results }, dependencies, settling);
  return { report, standing: reportedStanding(report, settling), problems: [] };
}

/** What a waiver excused is not known now: the evidence of it is the base's. */
function withoutExpired(row: Result, today: string): Result {
  if (row.waiver === null || row.waiver.expires >= today) return row;
  const { expires, path, line } = row.waiver;
  const ended = finding('fail', `The waiver expired on ${expires}: what it excused must hold now, or be waived anew.`, {
    path,
    line: line ?? undefined,
  });
  return { ...row, status: 'missing', waiver: null, findings: [ended, ...row.findings] };
}
