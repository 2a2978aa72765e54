import { annotationsOf } from '../annotations.ts';
import { fit, leftOutText, nothingToClose } from '../cut.ts';
import { headlineOf } from '../headline.ts';
import { remarksOf } from '../remarks.ts';
import type { Renderer } from '../renderer.ts';
import { workflowCommand } from '../workflow-command.ts';

/** Workflow commands for a log of GitHub Actions, or of another runner that knows them; worst first, a line each. */
export const renderer: Renderer = {
  id: 'github',
  fileName: 'maturity.log',
  render(report, view) {
    const remarks = remarksOf({
      failing: report.verdict !== 'ready' && !report.advisory,
      headline: headlineOf(report),
      problems: report.problems,
      annotations: annotationsOf(report),
      warnings: [],
    });
    const lines = remarks.map((remark) => ({ text: workflowCommand(remark), row: true }));
    return fit(lines, view.byteLimit, nothingToClose, (left) => leftOutText(left, view.fullReport));
  },
};
