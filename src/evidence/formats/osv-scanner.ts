import { z } from 'zod';
import { parsed, type Diagnostic, type DiagnosticsEvidence, type Severity } from '../../model/index.ts';
import { severityOfRating, severityOfScore } from '../advisory-severity.ts';
import type { Format, Head } from '../format.ts';
import { readJson } from '../json.ts';
import { hasKeys, nameSays } from '../names.ts';

const vulnerability = z.object({
  id: z.string(),
  summary: z.string().nullish(),
  /** GitHub's advisories carry their word here. */
  database_specific: z.looseObject({ severity: z.unknown() }).nullish(),
});

/** Advisories that say the same thing of one package. */
const group = z.object({
  ids: z.array(z.string()).min(1),
  aliases: z.array(z.string()).nullish(),
  /** The highest CVSS base score, as text; empty where there is none. */
  max_severity: z.string().nullish(),
});

const listed = z.object({
  package: z.object({ name: z.string(), version: z.string().nullish(), ecosystem: z.string().nullish() }),
  vulnerabilities: z.array(vulnerability).nullish(),
  groups: z.array(group).nullish(),
});
type Listed = z.infer<typeof listed>;

const report = z.object({
  results: z.array(z.object({ source: z.object({ path: z.string() }), packages: z.array(listed) })),
});

/**
 * JSON of OSV-Scanner: https://google.github.io/osv-scanner/output/#json. A diagnostic a group of advisories, as OSV-Scanner
 * counts, in the lock file that names the package. Only with `--all-packages` it says what it looked at.
 */
export const format: Format<DiagnosticsEvidence> = {
  id: 'osv-scanner',
  title: 'OSV-Scanner JSON',
  kind: 'diagnostics',
  concern: 'security',
  produce: 'osv-scanner scan --all-packages --format json --output-file reports/osv.json .',
  usualNames: ['**/*osv*.json'],
  sniff: (head) => hasPackages(head) || isEmpty(head),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'the output of `osv-scanner scan --format json`');
    if (!json.ok) return json;
    const { results } = json.value;
    const packages = results.flatMap((result) => result.packages);
    return parsed({
      kind: 'diagnostics',
      concern: 'security',
      tool: 'osv-scanner',
      diagnostics: results.flatMap((result) =>
        result.packages.flatMap((own) => diagnosticsOf(own, result.source.path)),
      ),
      declared: null,
      // Packages, which it looks at instead of files. An empty list of results does not say how many there were.
      filesAnalyzed: packages.length === 0 ? null : packages.length,
      defects: [],
    });
  },
};

function hasPackages({ text }: Head): boolean {
  if (!/^\s*\{\s*"results"\s*:\s*\[\s*\{/.test(text) || !hasKeys(text, 'source', 'packages', 'package')) return false;
  return /"(?:ecosystem|vulnerabilities|groups)"\s*:/.test(text);
}

/** An empty list may be anybody's: OSV-Scanner's own settings, or the name, tell whose it is. */
function isEmpty({ path, text, complete }: Head): boolean {
  if (!complete || !/^\s*\{\s*"results"\s*:\s*\[\s*\]/.test(text)) return false;
  return hasKeys(text, 'experimental_config') || (/^[^[]*\[\s*\]\s*\}\s*$/.test(text) && nameSays(path, 'osv'));
}

function diagnosticsOf(own: Listed, path: string): Diagnostic[] {
  const known = own.vulnerabilities ?? [];
  const grouped = own.groups ?? [];
  const alone = known.filter(({ id }) => !grouped.some(({ ids }) => ids.includes(id)));
  const groups = [...grouped, ...alone.map(({ id }) => ({ ids: [id], aliases: [], max_severity: '' }))];
  return groups.map((one) => {
    const members = known.filter(({ id }) => one.ids.includes(id));
    const names = [...new Set([...one.ids, ...(one.aliases ?? [])])].join(', ');
    const summary = members.find((member) => (member.summary ?? '') !== '')?.summary ?? 'known vulnerability';
    const message = `${own.package.name} ${own.package.version ?? ''}: ${summary} (${names})`;
    return { rule: one.ids[0] ?? null, severity: severityOf(one.max_severity ?? '', members), message, at: { path } };
  });
}

/** By the score, else by the gravest word of its advisories; an error where neither is there. */
function severityOf(score: string, members: z.infer<typeof vulnerability>[]): Severity {
  const words = members.flatMap(({ database_specific: own }) =>
    typeof own?.severity === 'string' ? [severityOfRating(own.severity)] : [],
  );
  const rated = (['error', 'warning', 'note'] as const).find((severity) => words.includes(severity));
  return severityOfScore(score) ?? rated ?? 'error';
}
