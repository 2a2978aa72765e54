import { z } from 'zod';
import { parsed, type Diagnostic, type DiagnosticsEvidence, type Problem, type Severity } from '../../model/index.ts';
import { decodeWhole } from '../bytes.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { originOf } from '../origin.ts';
import { summaryDefects } from '../summary-defects.ts';

const count = z.int().nonnegative();
const place = z.object({ line: count, character: count });

const report = z.object({
  version: z.string(),
  /** Milliseconds, as text. */
  time: z.unknown().optional(),
  generalDiagnostics: z.array(
    z.object({
      file: z.string(),
      severity: z.enum(['error', 'warning', 'information']),
      message: z.string(),
      range: z.object({ start: place, end: place }).optional(),
      /** Syntax errors have none. */
      rule: z.string().optional(),
    }),
  ),
  summary: z.object({ filesAnalyzed: count, errorCount: count, warningCount: count, informationCount: count }),
  /** Only `--verifytypes` writes it, which is a format of its own; seen here where a long list keeps it from the head. */
  typeCompleteness: z.unknown().optional(),
});
type Report = z.infer<typeof report>;
type Found = Report['generalDiagnostics'][number];

/** JSON of pyright and basedpyright: https://microsoft.github.io/pyright/#/command-line?id=json-output */
export const format: Format<DiagnosticsEvidence> = {
  id: 'pyright',
  title: 'pyright JSON',
  kind: 'diagnostics',
  concern: 'types',
  produce: 'pyright --outputjson > reports/pyright.json',
  usualNames: ['**/*pyright*.json'],
  sniff: ({ text }) =>
    /^[ \t]*\{/m.test(text) && /"generalDiagnostics"\s*:\s*\[/.test(text) && !/"typeCompleteness"\s*:/.test(text),
  async parse(source, path) {
    const json = await readJson(withoutPreamble(source), path, report, 'the output of `pyright --outputjson`');
    if (!json.ok) return json;
    const diagnostics = json.value.generalDiagnostics.map(diagnosticOf);
    const { summary, version, time } = json.value;
    const declared = {
      errors: summary.errorCount,
      warnings: summary.warningCount,
      notes: summary.informationCount,
    };
    return parsed({
      kind: 'diagnostics',
      concern: 'types',
      ...originOf({ tool: toolOf(version), version, time }),
      tool: toolOf(version),
      diagnostics,
      declared,
      filesAnalyzed: summary.filesAnalyzed,
      defects: [...completenessDefects(json.value, path), ...summaryDefects('pyright', diagnostics, declared, path)],
    });
  },
};

/** pyright has been 1.1.x since 2020; basedpyright counts its own minor versions. Nothing else in the file tells them apart. */
function toolOf(version: string): string {
  return /^1\.(?:[2-9]|\d{2,})\./.test(version) ? 'basedpyright' : 'pyright';
}

/** Old versions say on the way what they search; their lines are blanked, so that problems keep their line numbers. */
async function* withoutPreamble(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const text = await decodeWhole(source);
  const start = Math.max(0, text.search(/^\{/m));
  const blank = '\n'.repeat(text.slice(0, start).split('\n').length - 1);
  yield new TextEncoder().encode(blank + text.slice(start));
}

function diagnosticOf({ file, severity, message, range, rule }: Found): Diagnostic {
  return {
    rule: rule ?? null,
    severity: severityOf(severity),
    message,
    at: range === undefined ? { path: file } : { path: file, ...placeOf(range) },
  };
}

/** pyright counts lines and columns from 0. */
function placeOf({ start, end }: NonNullable<Found['range']>): { line: number; column: number; endLine: number } {
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1 };
}

function severityOf(severity: Found['severity']): Severity {
  return severity === 'information' ? 'note' : severity;
}

function completenessDefects({ typeCompleteness }: Report, path: string): Problem[] {
  if (typeCompleteness === undefined) return [];
  return [
    {
      code: 'pyright-verifytypes',
      message: 'The report is of `pyright --verifytypes`, which looks for missing annotations and checks no types.',
      at: { path },
      hint: `Make it by \`${format.produce}\`.`,
    },
  ];
}
