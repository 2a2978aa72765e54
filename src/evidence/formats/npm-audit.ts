import { z } from 'zod';
import { parsed, unparsed, type Diagnostic, type DiagnosticsEvidence, type Problem } from '../../model/index.ts';
import { severityOfRating } from '../advisory-severity.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { mapOf } from '../maps.ts';

const count = z.int().nonnegative();

const advisory = z.object({ title: z.string(), url: z.string().nullish(), severity: z.string() });

const vulnerability = z.object({
  name: z.string(),
  severity: z.string(),
  range: z.string(),
  /** Advisories of the package itself, and names of the vulnerable packages that it depends on. */
  via: z.array(z.union([z.string(), advisory])),
});
type Vulnerability = z.infer<typeof vulnerability>;

const report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: mapOf(vulnerability, 'expected an object'),
  metadata: z.object({
    vulnerabilities: z.object({ total: count }),
    dependencies: z.object({ total: count }),
  }),
});

/** What npm writes where the registry did not answer. */
const failure = z.object({ error: z.object({}) });

const EXPECTED = 'the output of `npm audit --json` of npm 7 or newer';
/** npm names no folder: the lock file that it read is the repository's only one, or that of its root. */
const LOCK_FILE = 'package-lock.json';

/** Version 2 of npm's audit report, a diagnostic a vulnerable package, as npm counts: https://docs.npmjs.com/cli/commands/npm-audit */
export const format: Format<DiagnosticsEvidence> = {
  id: 'npm-audit',
  title: 'npm audit JSON',
  kind: 'diagnostics',
  concern: 'security',
  produce: 'npm audit --json > reports/npm-audit.json',
  usualNames: ['**/*npm-audit*.json', '**/*npm_audit*.json'],
  sniff: ({ text }) =>
    /^\s*\{\s*"auditReportVersion"\s*:/.test(text) || (/^\s*\{\s*"message"\s*:/.test(text) && saysFailure(text)),
  async parse(source, path) {
    const json = await readJson(source, path, z.union([failure, report]), EXPECTED);
    if (!json.ok) return json;
    if ('error' in json.value) return unparsed(notAudited(path));
    const { vulnerabilities, metadata } = json.value;
    const diagnostics = [...vulnerabilities.values()].map(diagnosticOf);
    return parsed({
      kind: 'diagnostics',
      concern: 'security',
      tool: 'npm audit',
      diagnostics,
      declared: null,
      // Packages, which it looks at instead of files.
      filesAnalyzed: metadata.dependencies.total,
      defects: countDefects(diagnostics.length, metadata.vulnerabilities.total, path),
    });
  },
};

function saysFailure(text: string): boolean {
  return /"error"\s*:\s*\{/.test(text) && /"uri"\s*:\s*"[^"]*\/security\/(?:advisories|audits)/.test(text);
}

function diagnosticOf({ name, severity, range, via }: Vulnerability): Diagnostic {
  const advisories = via.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const gravest = advisories.find((one) => one.severity === severity) ?? advisories[0];
  const titles = [...new Set(advisories.map(({ title }) => title))];
  const others = via.flatMap((one) => (typeof one === 'string' ? [one] : []));
  const why = titles.length > 0 ? titles.join('; ') : `depends on vulnerable ${others.join(', ')}`;
  return {
    rule: gravest?.url?.split('/').at(-1) ?? null,
    severity: severityOfRating(severity),
    message: `${name} ${range}: ${why} (${severity})`,
    at: { path: LOCK_FILE },
  };
}

function notAudited(path: string): Problem {
  const message = 'npm could not audit: the registry did not answer its question.';
  return { code: 'npm-audit-failed', message, at: { path }, hint: 'Run `npm audit --json` again.' };
}

function countDefects(listed: number, stated: number, path: string): Problem[] {
  if (listed === stated) return [];
  const message = `The summary states ${stated} vulnerable packages, the list holds ${listed}.`;
  return [{ code: 'npm-audit-contradiction', message, at: { path }, hint: 'Let npm write the report again.' }];
}
