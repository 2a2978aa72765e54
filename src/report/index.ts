import type { Report } from '../model/index.ts';
import type { View } from './renderer.ts';
import { renderer as markdown } from './renderers/markdown.ts';

export { annotationsOf, type Annotation } from './annotations.ts';
export { badgeFiles } from './badge-files.ts';
export { boxChangesText, type BoxChange } from './box-changes.ts';
export { cutToBytes } from './cut.ts';
export { escapeMarkdown } from './escape.ts';
export { headlineOf } from './headline.ts';
export { lowestStage } from './lowest-stage.ts';
export { plainText } from './plain-text.ts';
export { relativeUri } from './relative-uri.ts';
export { remarksOf } from './remarks.ts';
export type { View } from './renderer.ts';
export { renderers } from './renderers.ts';
export { painter } from './terminal-paint.ts';
export { pad, wrap } from './terminal-text.ts';
export { describeValue } from './value.ts';
export { verificationSummary, type VerificationContext } from './verification-summary.ts';
export { counted } from './words.ts';
export { workflowCommand, type Remark } from './workflow-command.ts';

/** The report as GitHub-flavoured Markdown of at most `view.byteLimit` bytes, for comment, summary and check run. */
export function renderMarkdown(report: Report, view: View): string {
  return markdown.render(report, view);
}
