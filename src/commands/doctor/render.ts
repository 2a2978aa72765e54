import type { Problem } from '../../model/index.ts';
import type { Examination } from './result.ts';
import { doctorTerminal } from './terminal.ts';

/** The formats of `doctor`. */
export const doctorFormats = ['terminal', 'json'] as const;

/** What doctor found, in one of its formats. */
export function renderDoctor(
  examination: Examination,
  format: (typeof doctorFormats)[number],
  view: { width: number; colour: boolean },
): string {
  return format === 'json' ? doctorJson(examination) : doctorTerminal(examination, view);
}

/**
 * The contract: `{reports: [{path, format, kind, tool, commit, matchedPaths, totalPaths, components, problem}],
 * components: [{id, gates: [{gate, evidence, produce}]}]}`, and more.
 */
function doctorJson({ reports, components, problems }: Examination): string {
  const document = {
    reports: reports.map(({ complaints, title: _title, ...report }) => ({
      ...report,
      problem: complaints.map(complaintJson).at(0) ?? null,
      problems: complaints.map(complaintJson),
    })),
    components: components.map(({ id, spec, gates }) => ({
      id,
      spec,
      gates: gates.map(({ gate, evidence, produce, why }) => ({ gate, evidence, produce, why })),
    })),
    problems: problems.map(problemJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function complaintJson({ severity, ...problem }: Examination['reports'][number]['complaints'][number]): object {
  return { severity, ...problemJson(problem) };
}

function problemJson({ code, message, at, hint }: Problem): object {
  return { code, message, path: at?.path ?? null, line: at?.line ?? null, hint: hint ?? null };
}
