import { z } from 'zod';
import { parsed, type Diagnostic, type DiagnosticsEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { hasKeys, isEmptyListOf } from '../names.ts';
import { summaryDefects } from '../summary-defects.ts';

const count = z.int().nonnegative();

const message = z.object({
  /** `null` for a syntax error and for a directive that suppresses nothing. */
  ruleId: z.string().nullable(),
  severity: z.union([z.literal(1), z.literal(2)]),
  message: z.string(),
  /** A message of the whole file has none, or 0. */
  line: count.nullish(),
  column: count.nullish(),
  endLine: count.nullish(),
});

const file = z.object({
  filePath: z.string(),
  messages: z.array(message),
  /** Since 8.8. */
  suppressedMessages: z.array(z.unknown()).optional(),
  errorCount: count,
  warningCount: count,
});

/**
 * JSON of ESLint: https://eslint.org/docs/latest/use/formatters/#json. It names every file that ESLint looked at: an empty
 * list is claimed only to say that there was none.
 */
export const format: Format<DiagnosticsEvidence> = {
  id: 'eslint',
  title: 'ESLint JSON',
  kind: 'diagnostics',
  concern: 'lint',
  produce: 'eslint --format json --output-file reports/eslint.json',
  usualNames: ['**/*eslint*.json'],
  sniff: (head) =>
    isEmptyListOf('eslint', head) ||
    (/^\s*\[\s*\{/.test(head.text) && hasKeys(head.text, 'filePath', 'messages') && hasNoOtherTool(head.text)),
  async parse(source, path) {
    const json = await readJson(source, path, z.array(file), 'the output of `eslint --format json`');
    if (!json.ok) return json;
    const files = json.value;
    const diagnostics = files.flatMap(({ filePath, messages }) => messages.map((own) => diagnosticOf(filePath, own)));
    const declared = {
      errors: sum(files.map(({ errorCount }) => errorCount)),
      warnings: sum(files.map(({ warningCount }) => warningCount)),
      notes: 0,
    };
    return parsed({
      kind: 'diagnostics',
      concern: 'lint',
      tool: 'eslint',
      diagnostics,
      suppressed: sum(files.map(({ suppressedMessages = [] }) => suppressedMessages.length)),
      declared,
      filesAnalyzed: files.length,
      coveredFiles: files.map(({ filePath }) => filePath),
      defects: summaryDefects('eslint', diagnostics, declared, path),
    });
  },
};

/** TSLint and secretlint have their files and messages too, but neither ESLint's counts nor its key for a rule. */
function hasNoOtherTool(text: string): boolean {
  return /"(?:errorCount|ruleId)"\s*:/.test(text) && !/"(?:sourceContentType|check_name)"\s*:/.test(text);
}

function diagnosticOf(path: string, found: z.infer<typeof message>): Diagnostic {
  const common = {
    rule: found.ruleId,
    severity: found.severity === 2 ? ('error' as const) : ('warning' as const),
    message: found.message,
  };
  const line = found.line ?? 0;
  if (line === 0) return { ...common, at: { path } };
  const column = Math.max(1, found.column ?? 1);
  return { ...common, at: { path, line, column, endLine: Math.max(line, found.endLine ?? line) } };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
