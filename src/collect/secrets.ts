import { mapPaths, type RepositoryFiles } from '../evidence/index.ts';
import type { EvidenceReport, EvidenceSet, SecretFinding, SecretsEvidence } from '../model/index.ts';

/** A scan, or a committed baseline that only says which findings somebody has looked at. */
export interface SecretsReport extends EvidenceReport<SecretsEvidence> {
  auditsOnly: boolean;
}

/** Whether a file is by its name the committed list of audited secrets. */
export function isAuditList(path: string): boolean {
  return /(^|\/)\.secrets\.baseline$/.test(path);
}

/** Scans with the audits of the baselines applied. */
export function auditedScans(reports: SecretsReport[], files: RepositoryFiles): EvidenceSet['secrets'] {
  const audits = new Map<string, SecretFinding['audit']>();
  for (const { evidence, auditsOnly } of reports) {
    if (!auditsOnly) continue;
    for (const { fingerprint, audit } of evidence.findings) if (audit !== 'unaudited') audits.set(fingerprint, audit);
  }
  return reports
    .filter(({ auditsOnly }) => !auditsOnly)
    .map(({ provenance, evidence }) => {
      const mapping = mapPaths(
        evidence.findings.map(({ at }) => at.path),
        { roots: [], path: provenance.path },
        files,
      );
      const findings = evidence.findings.map((finding) => {
        const found = mapping.get(finding.at.path);
        const audit = finding.audit === 'unaudited' ? (audits.get(finding.fingerprint) ?? 'unaudited') : finding.audit;
        return { ...finding, audit, file: found !== undefined && 'path' in found ? found.path : null };
      });
      return { provenance, tool: provenance.format, plugins: evidence.plugins, findings };
    });
}
