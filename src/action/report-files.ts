import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BASELINE_FILE, type BaselineRecord, type Problem, type Report } from '../model/index.ts';
import { badgeFiles, renderers, verificationSummary, type VerificationContext, type View } from '../report/index.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the report was written, `null` where it was not. */
export interface ReportFiles {
  json: string | null;
  html: string | null;
  problem: Problem | null;
}

/** The folder of the report: the input, relative to the workspace, or one of the job's own. */
export function reportFolder(given: string | null, { workspace, temporary }: Surroundings): string {
  return given === null ? join(temporary, 'maturity') : resolve(workspace, given);
}

/** How and where the report files are written. */
export interface Writing {
  folder: string;
  view: View;
  /** What the decision says beyond the report. */
  decision: VerificationContext;
  /** What later runs compare with; `null` when nothing could be judged. */
  measured: BaselineRecord | null;
  /** Whether badges are written too: only a folder that was asked for is looked into. */
  badges: boolean;
}

/** The decision as a predicate that a workflow can attest, beside the report. */
const DECISION = 'verdict.vsa.json';

/**
 * Writes the report as JSON and, where there is a renderer, as HTML, the decision about it, what was measured and badges. A full
 * disk is a problem to tell, no verdict.
 */
export async function writeReports(
  report: Report,
  { folder, view, decision, measured, badges }: Writing,
): Promise<ReportFiles> {
  const write = async (id: 'json' | 'html') => {
    const renderer = renderers.find((candidate) => candidate.id === id);
    if (renderer === undefined) return null;
    const path = join(folder, renderer.fileName);
    await writeFile(path, await renderer.render(report, view));
    return path;
  };
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, DECISION), `${JSON.stringify(verificationSummary(report, decision), null, 2)}\n`);
    if (measured !== null) await writeFile(join(folder, BASELINE_FILE), `${JSON.stringify(measured)}\n`);
    if (badges) await writeBadges(report, folder);
    return { json: await write('json'), html: await write('html'), problem: null };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    const problem = {
      code: 'report-not-written',
      message: `Could not write the report to ${folder}${code}.`,
      hint: 'Check `report-dir`.',
    };
    return { json: null, html: null, problem };
  }
}

async function writeBadges(report: Report, folder: string): Promise<void> {
  for (const { path, content } of await badgeFiles(report)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
