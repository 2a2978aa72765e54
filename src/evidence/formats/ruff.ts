import { z } from 'zod';
import type { DiagnosticsEvidence } from '../../model/index.ts';
import type { Format, Head } from '../format.ts';
import { readJson } from '../json.ts';
import { hasKeys, isEmptyListOf, nameSays } from '../names.ts';
import { ruffDiagnostic, ruffFinding } from '../ruff-finding.ts';
import { isOfFormatter, ruffConcern, ruffEvidence } from '../ruff-report.ts';

const EXPECTED = 'the output of `ruff check --output-format json`, without `--statistics`';

/** JSON of ruff's linter: https://docs.astral.sh/ruff/settings/#output-format */
export const format: Format<DiagnosticsEvidence> = {
  id: 'ruff',
  title: 'ruff JSON',
  kind: 'diagnostics',
  concern: 'lint',
  concernOf: ruffConcern,
  produce: 'ruff check --output-format json --output-file reports/ruff.json',
  usualNames: ['**/ruff*.json'],
  sniff: (head) => isEmptyList(head) || beginsWithFinding(head.text),
  async parse(source, path) {
    const json = await readJson(source, path, z.array(ruffFinding), EXPECTED);
    if (!json.ok) return json;
    const diagnostics = json.value.map((found) => ruffDiagnostic(found, path));
    return ruffEvidence(diagnostics, path, EXPECTED);
  },
};

/** The list of `ruff format` and of ruff's GitLab output look the same. */
function isEmptyList(head: Head): boolean {
  return isEmptyListOf('ruff', head) && !nameSays(head.path, 'format') && !nameSays(head.path, 'gitlab');
}

function beginsWithFinding(text: string): boolean {
  return /^\s*\[\s*\{/.test(text) && hasKeys(text, 'code', 'filename', 'end_location') && !isOfFormatter(text);
}
