import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parsed, type SecretFinding, type SecretsEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { hasKeys, isEmptyListOf } from '../names.ts';

const finding = z.object({
  RuleID: z.string().min(1),
  File: z.string().min(1),
  StartLine: z.int().nonnegative(),
  /** Of a scan of the history; empty for a folder. */
  Commit: z.string().default(''),
});

/**
 * A report of gitleaks 8: https://github.com/gitleaks/gitleaks#reports. The report holds the secrets and names no rule that
 * found nothing: all its rules count as one detector. Neither a secret nor a line that holds one is read further.
 */
export const format: Format<SecretsEvidence> = {
  id: 'gitleaks',
  title: 'gitleaks JSON',
  kind: 'secrets',
  produce: 'gitleaks git --redact --report-format json --report-path reports/gitleaks.json',
  usualNames: ['**/*gitleaks*.json'],
  sniff: (head) =>
    isEmptyListOf('gitleaks', head) ||
    (/^\s*\[\s*\{/.test(head.text) && hasKeys(head.text, 'RuleID', 'StartLine', 'Secret', 'File')),
  async parse(source, path) {
    const json = await readJson(source, path, z.array(finding), 'the output of `gitleaks --report-format json`');
    if (!json.ok) return json;
    return parsed({ kind: 'secrets', findings: json.value.map(findingOf), plugins: ['gitleaks'], defects: [] });
  },
};

function findingOf({
  RuleID: type,
  File: path,
  StartLine: line,
  Commit: commit,
}: z.infer<typeof finding>): SecretFinding {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(['gitleaks', commit, path, type, line]))
    .digest('hex');
  return { type, at: line === 0 ? { path } : { path, line }, audit: 'unaudited', verified: false, fingerprint };
}
