import { unparsed, type DiagnosticsEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { emptyReport, readJsonLines } from '../json-lines.ts';
import { firstLine, hasKeys } from '../names.ts';
import { ruffDiagnostic, ruffFinding } from '../ruff-finding.ts';
import { isOfFormatter, ruffConcern, ruffEvidence } from '../ruff-report.ts';

const EXPECTED =
  'the output of `ruff check --output-format json-lines`; without findings only `json` proves that it ran';

/** JSON lines of ruff's linter; without findings ruff writes nothing: https://docs.astral.sh/ruff/settings/#output-format */
export const format: Format<DiagnosticsEvidence> = {
  id: 'ruff-json-lines',
  title: 'ruff JSON lines',
  kind: 'diagnostics',
  concern: 'lint',
  concernOf: ruffConcern,
  produce: 'ruff check --output-format json-lines --output-file reports/ruff.jsonl',
  usualNames: ['**/ruff*.jsonl', '**/ruff*.ndjson'],
  sniff({ text }) {
    const line = firstLine(text);
    return line.startsWith('{') && hasKeys(line, 'code', 'filename', 'end_location') && !isOfFormatter(text);
  },
  async parse(source, path) {
    const read = await readJsonLines(source, path, ruffFinding, EXPECTED);
    if (!read.ok) return read;
    if (read.value.values.length === 0) return unparsed(emptyReport(path, EXPECTED));
    const diagnostics = read.value.values.map((found) => ruffDiagnostic(found, path));
    return ruffEvidence(diagnostics, path, EXPECTED);
  },
};
