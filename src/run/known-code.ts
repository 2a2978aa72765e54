import type { ComponentComplexity, ComponentDiagnostics, Known } from '../gates/index.ts';
import { onceFor, type Diagnostic, type EvidenceSet, type Mapped } from '../model/index.ts';
import { gathered } from './by-file.ts';
import { covers, diagnosticsByFile, missing, unreliable } from './known-evidence.ts';
import type { OwnedComponent } from './ownership.ts';

type Report = EvidenceSet['diagnostics'][number];

const isComplexity = ({ rule }: Diagnostic): boolean => rule === 'C901';
const isDocstring = ({ rule }: Diagnostic): boolean => /^D1\d\d$/.test(rule ?? '');
/** A file that the tool could not parse has functions that it could not measure. */
const isUnparsed = ({ rule }: Diagnostic): boolean => rule === null || rule === 'invalid-syntax' || rule === 'E999';

/**
 * Complexity as every report has it that looks for it: one of the concern, or any other in which the rule spoke. A
 * linter's report where the rule did not speak may never have looked.
 */
export function complexityOf({ owned }: OwnedComponent, evidence: EvidenceSet): Known<ComponentComplexity> {
  const broken = unreliable<ComponentComplexity>(evidence, 'diagnostics', 'complexity');
  if (broken !== null) return broken;
  const reports = evidence.diagnostics.filter(
    ({ concern, diagnostics }) => concern === 'complexity' || speaksOfComplexity(diagnostics),
  );
  if (reports.length === 0)
    return missing(
      'No report of the concern "complexity" was found: a file whose name says so, as ruff-complexity.json.',
    );
  const findings = reports.flatMap(({ concern, diagnostics }) =>
    inFiles(diagnostics, owned.files)
      .filter((found) => concern === 'complexity' || isComplexity(found) || isUnparsed(found))
      .map(located)
      .map(({ measured, message, at }) => ({ value: measured?.value ?? null, message, at })),
  );
  const value = { findings: onceEach(findings), silentUpTo: reports.map(({ diagnostics }) => silentUpTo(diagnostics)) };
  return { state: 'known', value, evidence: reports.map(({ provenance }) => provenance), notes: [] };
}

/** The highest value that the tool was told to tolerate, as far as its findings show it. */
const silentUpTo = onceFor((diagnostics: Report['diagnostics']) =>
  diagnostics.reduce<number | null>(
    (highest, { measured }) => (measured === undefined ? highest : Math.max(highest ?? 0, measured.silentUpTo)),
    null,
  ),
);

const speaksOfComplexity = onceFor((diagnostics: Report['diagnostics']) => diagnostics.some(isComplexity));

/** What a report says of some files, and what it says of none. */
function inFiles(diagnostics: Report['diagnostics'], files: Set<string>): Report['diagnostics'] {
  const sorted = diagnosticsByFile(diagnostics);
  return gathered(sorted, files, sorted.nowhere);
}

/** Two reports of one function say one thing. */
function onceEach(findings: ComponentComplexity['findings']): ComponentComplexity['findings'] {
  const found = new Map(findings.map((one) => [`${one.at.path}\u0000${one.at.line ?? 0}\u0000${one.message}`, one]));
  return [...found.values()];
}

/**
 * Missing docstrings: what reports of the concern `docs` say, and D1xx of any other. Only the former can prove that
 * there are none; one that lists the files it covers (`--verifytypes` of one package) speaks of no other component.
 */
export function docstringsOf(component: OwnedComponent, evidence: EvidenceSet): Known<ComponentDiagnostics> {
  const broken = unreliable<ComponentDiagnostics>(evidence, 'diagnostics', 'docs');
  if (broken !== null) return broken;
  const { files } = component.owned;
  const dedicated = evidence.diagnostics
    .filter((report) => report.concern === 'docs' && covers(report, component))
    .map((report) => ({ ...report, diagnostics: inFiles(report.diagnostics, files) }));
  const others = evidence.diagnostics.flatMap((report) => {
    if (report.concern === 'docs') return [];
    const diagnostics = inFiles(report.diagnostics, files).filter(isDocstring);
    return diagnostics.length === 0 ? [] : [{ ...report, diagnostics }];
  });
  if (dedicated.length === 0 && others.length === 0)
    return missing('No report of the concern "docs" covers the component: `ruff-docs.json`, or pyright --verifytypes.');
  const reports = [...dedicated, ...others];
  const value = {
    tools: dedicated.map(({ tool, filesAnalyzed, unlistedWarnings }) => ({
      name: tool,
      filesAnalyzed,
      unlistedWarnings,
    })),
    diagnostics: reports.flatMap(({ diagnostics }) => diagnostics.map(located)),
  };
  return { state: 'known', value, evidence: reports.map(({ provenance }) => provenance), notes: [] };
}

function located({ file, ...diagnostic }: Mapped<Diagnostic>): Diagnostic {
  return file === null ? diagnostic : { ...diagnostic, at: { ...diagnostic.at, path: file } };
}
