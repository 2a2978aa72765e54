import { z } from 'zod';
import type { Diagnostic, Severity } from '../model/index.ts';

const place = z.object({ row: z.int().nonnegative(), column: z.int().nonnegative() });

/** A finding of ruff's JSON and JSON lines. Keys come and go by version; these are in all of them since 0.0.270. */
export const ruffFinding = z.object({
  /** `null` for a syntax error up to 0.11. */
  code: z.string().nullable(),
  message: z.string(),
  filename: z.string().nullable(),
  location: place.nullable(),
  end_location: place.nullable(),
  /** Of a notebook; rows are counted within the cell. */
  cell: z.int().nullish(),
  severity: z.string().nullish(),
});

const severities = new Map<string, Severity>([
  ['warning', 'warning'],
  ['info', 'note'],
  ['help', 'note'],
]);

/** How grave ruff says a finding is; an error where it says nothing or what nobody knows. */
export function ruffSeverity(word: string | null | undefined): Severity {
  return severities.get(word?.toLowerCase() ?? '') ?? 'error';
}

/** A finding without a file stands at the report itself. */
export function ruffDiagnostic(found: z.infer<typeof ruffFinding>, reportPath: string): Diagnostic {
  const { location, end_location: end, cell } = found;
  const path = found.filename ?? reportPath;
  const common = { rule: found.code, severity: ruffSeverity(found.severity) };
  if (location === null || found.filename === null) return { ...common, message: found.message, at: { path } };
  if (typeof cell === 'number') {
    // A line of the notebook's own JSON is not known.
    const message = `cell ${cell}, line ${location.row}: ${found.message}`;
    return { ...common, message, at: { path } };
  }
  // Row 0 stands for the whole file.
  const line = Math.max(1, location.row);
  const column = Math.max(1, location.column);
  return { ...common, message: found.message, at: { path, line, column, endLine: Math.max(line, end?.row ?? line) } };
}
