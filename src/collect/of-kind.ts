import type { Evidence, EvidenceReport } from '../model/index.ts';

/** The reports that prove one kind of thing. */
export function ofKind<K extends Evidence['kind']>(
  reports: EvidenceReport[],
  kind: K,
): EvidenceReport<Extract<Evidence, { kind: K }>>[] {
  return reports.filter(
    (report): report is EvidenceReport<Extract<Evidence, { kind: K }>> => report.evidence.kind === kind,
  );
}
