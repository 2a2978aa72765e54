import type { ComponentDiagnostics, Known } from '../gates/index.ts';
import type { EvidenceSet } from '../model/index.ts';
import { diagnosticsOf } from './known-evidence.ts';
import type { OwnedComponent } from './ownership.ts';

/** What security scanners say of the component: reports and code scanning. Where a scan that is configured is absent, nothing is proven. */
export function securityOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  scans: Known<EvidenceSet['diagnostics']>,
  evidence: EvidenceSet,
): Known<ComponentDiagnostics> {
  if (scans.state !== 'known') return scans;
  const both = { ...evidence, diagnostics: [...evidence.diagnostics, ...scans.value] };
  const found = diagnosticsOf(component, all, 'security', both);
  return found.state === 'known' ? { ...found, notes: [...found.notes, ...scans.notes] } : found;
}
