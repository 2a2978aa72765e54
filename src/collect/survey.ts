import { formats, indexFiles, type PathMapping } from '../evidence/index.ts';
import type { EvidenceKind, EvidenceSource, Problem, Provenance } from '../model/index.ts';
import { collectBaseline } from './baseline.ts';
import type { Present } from './freshness.ts';
import type { ReadReport } from './read-report.ts';
import { readSources } from './read-sources.ts';
import { reportedPaths } from './reported-paths.ts';

/** One file among the evidence, as it was found. */
export interface SurveyedReport {
  path: string;
  /** Title of the format; `null` when none is known. */
  title: string | null;
  kind: EvidenceKind | null;
  /** `null` when nothing is known of the file. */
  provenance: Provenance | null;
  /** Reported path → what it was found to mean. */
  paths: Map<string, PathMapping>;
  /** Why it can't be relied on. */
  defects: Problem[];
  warnings: Problem[];
}

/** Every file among the evidence, one by one, and what can't be said of one of them alone. */
export interface Survey {
  reports: SurveyedReport[];
  problems: Problem[];
}

/**
 * Looks at the evidence without judging anything by it. Files of the baseline are left out.
 * @throws UserError when the configuration names a format that does not exist.
 */
export async function surveyEvidence(
  root: string,
  sources: EvidenceSource[],
  repository: string[],
  present: Present,
  baselineGlobs: string[],
): Promise<Survey> {
  const files = indexFiles(repository);
  const baseline = await collectBaseline(root, baselineGlobs, files);
  const { read, problems } = await readSources(root, sources, baseline.files, present);
  const reports = [...read].flatMap(
    ([path, one]) => surveyed(path, one, (report) => reportedPaths(report, files)) ?? [],
  );
  return { reports, problems };
}

type Read = Extract<ReadReport, { state: 'read' }>;

/** Our own files are no reports. */
function surveyed(
  path: string,
  one: ReadReport,
  pathsOf: (report: Read['report']) => SurveyedReport['paths'],
): SurveyedReport | null {
  const unread = { path, title: null, kind: null, provenance: null, paths: new Map<string, PathMapping>() };
  if (one.state === 'read') {
    const { report, warnings } = one;
    const { evidence, provenance } = report;
    const named = evidence.kind === 'diagnostics' ? { tool: evidence.tool, ...provenance } : provenance;
    const title = titleOf(provenance);
    return { path, title, kind: evidence.kind, provenance: named, paths: pathsOf(report), defects: [], warnings };
  }
  if (one.state === 'unreliable') {
    const { kind, provenance, problems } = one.report;
    return { ...unread, title: titleOf(provenance), kind, provenance, defects: problems, warnings: [] };
  }
  return one.state === 'unknown' ? { ...unread, defects: [one.problem], warnings: [] } : null;
}

function titleOf({ format }: Provenance): string | null {
  return formats.find(({ id }) => id === format)?.title ?? null;
}
