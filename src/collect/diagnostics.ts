import { mapPaths, measuredComplexity, ruffCode, type RepositoryFiles } from '../evidence/index.ts';
import type { Diagnostic, DiagnosticsEvidence, EvidenceReport, EvidenceSet, Mapped } from '../model/index.ts';

type Located = EvidenceSet['diagnostics'][number];

/** Finds the repository's files that diagnostics speak of; what two reports of one tool say of a place stays once. */
export function locatedDiagnostics(
  reports: EvidenceReport<DiagnosticsEvidence>[],
  files: RepositoryFiles,
): EvidenceSet['diagnostics'] {
  return withoutRepetition(reports.map((report) => locate(report, files)));
}

function locate({ provenance, evidence }: EvidenceReport<DiagnosticsEvidence>, files: RepositoryFiles): Located {
  const { concern, tool, filesAnalyzed, declared, suppressed, diagnostics, coveredFiles = null } = evidence;
  const paths = [...diagnostics.map(({ at }) => at.path), ...(coveredFiles ?? [])];
  const mapping = mapPaths(paths, { roots: [], path: provenance.path }, files);
  const fileOf = (reported: string): string | null => {
    const found = mapping.get(reported);
    return found !== undefined && 'path' in found ? found.path : null;
  };
  const listed = diagnostics.filter(({ severity }) => severity === 'warning').length;
  return {
    provenance,
    concern,
    tool,
    filesAnalyzed,
    unlistedWarnings: Math.max(0, (declared?.warnings ?? 0) - listed),
    suppressed: suppressed ?? 0,
    coveredFiles: coveredFiles?.flatMap((path) => fileOf(path) ?? []) ?? null,
    diagnostics: diagnostics.map((found) => {
      const diagnostic = tool === 'ruff' && found.rule !== null ? { ...found, rule: ruffCode(found.rule) } : found;
      // What a tool gives no place stands at the report itself, which is no file of any component.
      const isPlaced = diagnostic.at.path !== provenance.path;
      const file = isPlaced ? fileOf(diagnostic.at.path) : null;
      return { ...diagnostic, ...measuredComplexity(diagnostic), file };
    }),
  };
}

/** ruff's JSON and its SARIF say the same to one concern; within one report two equal findings are two. */
function withoutRepetition(reports: Located[]): Located[] {
  const seen = new Map<string, Located>();
  return reports.map((report) => {
    const isNew = (diagnostic: Mapped<Diagnostic>): boolean => {
      const key = keyOf(report, diagnostic);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, report);
      return first === undefined || first === report;
    };
    return { ...report, diagnostics: report.diagnostics.filter(isNew) };
  });
}

function keyOf({ tool, concern }: Located, { rule, severity, message, at, file }: Mapped<Diagnostic>): string {
  const place = [file ?? at.path, at.line ?? 0, at.column ?? 0].join('\n');
  // Without a rule only the words tell two findings apart.
  return [tool, concern, rule ?? message, severity, place].join('\n');
}
