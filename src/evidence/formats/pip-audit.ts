import { z } from 'zod';
import { parsed, type Diagnostic, type DiagnosticsEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';

const audited = z.object({
  name: z.string(),
  version: z.string(),
  vulns: z.array(
    z.object({
      id: z.string(),
      fix_versions: z.array(z.string()),
      /** Since 2.2. */
      aliases: z.array(z.string()).nullish(),
    }),
  ),
});
const skipped = z.object({ name: z.string(), skip_reason: z.string() });

const report = z.object({ dependencies: z.array(z.union([audited, skipped])) });

/**
 * JSON of pip-audit: https://github.com/pypa/pip-audit#usage. It states no gravity, so each vulnerability is an error, and no
 * file, so it stands at the report. What it could not look up (often the project itself) is a note.
 */
export const format: Format<DiagnosticsEvidence> = {
  id: 'pip-audit',
  title: 'pip-audit JSON',
  kind: 'diagnostics',
  concern: 'security',
  produce: 'pip-audit -r requirements.txt -f json -o reports/pip-audit.json',
  usualNames: ['**/*pip-audit*.json', '**/*pip_audit*.json'],
  sniff: ({ text }) => /^\s*\{\s*"dependencies"\s*:\s*\[/.test(text) && /"(?:vulns|skip_reason|fixes)"\s*:/.test(text),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'the output of `pip-audit -f json`');
    if (!json.ok) return json;
    const { dependencies } = json.value;
    return parsed({
      kind: 'diagnostics',
      concern: 'security',
      tool: 'pip-audit',
      diagnostics: dependencies.flatMap((one) => diagnosticsOf(one, path)),
      declared: null,
      // Packages, which it looks at instead of files.
      filesAnalyzed: dependencies.filter((one) => 'vulns' in one).length,
      defects: [],
    });
  },
};

function diagnosticsOf(dependency: z.infer<typeof audited> | z.infer<typeof skipped>, path: string): Diagnostic[] {
  const at = { path };
  if (!('vulns' in dependency)) {
    const message = `${dependency.name} was not audited: ${dependency.skip_reason}`;
    return [{ rule: null, severity: 'note', message, at }];
  }
  const { name, version, vulns } = dependency;
  return vulns.map(({ id, fix_versions: fixes, aliases }) => {
    const known = [id, ...(aliases ?? [])].join(', ');
    const remedy = fixes.length === 0 ? 'no version mends it' : `mended in ${fixes.join(', ')}`;
    return { rule: id, severity: 'error', message: `${name} ${version} is vulnerable (${known}; ${remedy})`, at };
  });
}
