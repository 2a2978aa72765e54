import { REPORT_FILE, reportSchema } from '../../model/index.ts';
import type { Renderer } from '../renderer.ts';

/**
 * The contract itself, `schemaVersion: 1`, keys in the schema's order. It is never cut: half a JSON document is none, so it
 * belongs into a file.
 */
export const renderer: Renderer = {
  id: 'json',
  fileName: REPORT_FILE,
  render: (report) => `${JSON.stringify(reportSchema.parse(report), null, 2)}\n`,
};
