import { parsed, reportSchema, unparsed, type Parsed, type Report } from '../model/index.ts';

/** A JSON report of ours, as it was read from a file or an artifact; what is not exactly of its shape is a problem. */
export function readOwnReport(text: string, path: string): Parsed<Report> {
  const report = reportSchema.safeParse(jsonOf(text));
  if (report.success) return parsed(report.data);
  const { path: keys = [], message = '' } = report.error.issues[0] ?? {};
  const where = keys.length === 0 ? '' : ` at \`${keys.join('.').slice(0, 80)}\``;
  return unparsed({
    code: 'bad-report',
    message: `This is not the JSON report of a run of maturity-gates${where}: ${message}.`,
    at: { path },
    hint: 'Take it as `check --format json` wrote it.',
  });
}

/** `undefined`, which no schema accepts, for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
