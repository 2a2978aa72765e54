import { parsed, unparsed, type Concern, type DiagnosticsEvidence, type Problem } from '../../model/index.ts';
import type { Format, Head } from '../format.ts';
import { readJson } from '../json.ts';
import { earliest, originOf } from '../origin.ts';
import { sarifLog, type SarifRun } from '../sarif-log.ts';
import { findingsOf } from '../sarif-results.ts';

/** Tools that look for something else than holes; all others are security scanners. */
const concernOfTool = new Map<string, Concern>([
  ...['ruff', 'flake8', 'pylint', 'eslint', 'biome', 'oxlint', 'golangci-lint', 'clippy', 'rubocop', 'shellcheck'].map(
    (tool): [string, Concern] => [tool, 'lint'],
  ),
  ...['mypy', 'pyright', 'basedpyright'].map((tool): [string, Concern] => [tool, 'types']),
]);

/** The rule that `ruff format` names for a file; it says nothing of the linter. */
const UNFORMATTED = 'unformatted';

const EXPECTED = 'a SARIF 2.1.0 log, as `bandit -f sarif`, CodeQL, Semgrep or Trivy write it';

/** SARIF 2.1.0 of any tool: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const format: Format<DiagnosticsEvidence> = {
  id: 'sarif',
  title: 'SARIF 2.1.0',
  kind: 'diagnostics',
  produce: 'bandit -r src -f sarif -o reports/bandit.sarif',
  usualNames: ['**/*.sarif', '**/*.sarif.json'],
  sniff: (head) => isLog(head) && !isFormatter(head),
  async parse(source, path) {
    const json = await readJson(source, path, sarifLog, EXPECTED);
    if (!json.ok) return json;
    const { runs } = json.value;
    if (runs.some((run) => isFormatterRun(run, path))) return unparsed(formatterReport(path));
    const found = runs.map((run) => findingsOf(run, path));
    const tools = [...new Set(runs.map(toolOf))];
    return parsed({
      kind: 'diagnostics',
      concern: concernOf(tools[0] ?? ''),
      ...sarifOrigin(runs),
      tool: tools.join(' + '),
      diagnostics: found.flatMap(({ diagnostics }) => diagnostics),
      suppressed: found.reduce((sum, { suppressed }) => sum + suppressed, 0),
      declared: null,
      filesAnalyzed: null,
      defects: [
        ...emptyDefects(runs, path),
        ...runs.flatMap((run) => runDefects(run, path)),
        ...mixed(tools, path),
        ...mixedCommits(runs, path),
      ],
    });
  },
};

/** The first repository of a run is the one that encloses the others. */
function revisionsOf(runs: SarifRun[]): unknown[] {
  return [...new Set(runs.flatMap(({ versionControlProvenance }) => versionControlProvenance?.[0]?.revisionId ?? []))];
}

function sarifOrigin(runs: SarifRun[]): Pick<DiagnosticsEvidence, 'origin'> {
  const [first, ...others] = runs.map(({ tool }) => tool.driver);
  const ends = runs.flatMap(({ invocations }) => (invocations ?? []).map(({ endTimeUtc }) => endTimeUtc));
  const version = others.length === 0 ? (first?.semanticVersion ?? first?.version) : undefined;
  const tool = [...new Set(runs.map(toolOf))].join(' + ');
  return originOf({ tool, version, commit: revisionsOf(runs)[0], time: earliest(ends) });
}

/** What was found in two states of the code says of neither that there is no more. */
function mixedCommits(runs: SarifRun[], path: string): Problem[] {
  const revisions = revisionsOf(runs);
  if (revisions.length < 2) return [];
  const message = `The log joins runs of ${revisions.length} commits.`;
  return [{ code: 'sarif-mixed-commits', message, at: { path }, hint: 'Write one SARIF file a commit.' }];
}

/** A quote within a JSON string is escaped, so `"runs":` can only be a key. */
function isLog({ text }: Head): boolean {
  if (!/^\s*\{/.test(text)) return false;
  if (/"\$schema"\s*:\s*"[^"]*\bsarif\b[^"]*"/i.test(text)) return true;
  const isOurVersion = /"version"\s*:\s*"2\.1\.0"/.test(text) || /"driver"\s*:\s*\{/.test(text);
  return /^\s*\{\s*"runs"\s*:\s*\[/.test(text) || (isOurVersion && /"runs"\s*:\s*\[/.test(text));
}

function isFormatter({ text }: Head): boolean {
  return new RegExp(`"ruleId"\\s*:\\s*"${UNFORMATTED}"`).test(text);
}

/** A clean report of `ruff format` differs from the linter's by nothing but the name people give it. */
function isFormatterRun(run: SarifRun, path: string): boolean {
  if (toolOf(run) !== 'ruff') return false;
  const results = run.results ?? [];
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return results.some(({ ruleId }) => ruleId === UNFORMATTED) || (results.length === 0 && name.includes('format'));
}

function formatterReport(path: string): Problem {
  return {
    code: 'report-foreign',
    message: 'This is the report of `ruff format`, not of the linter.',
    at: { path },
    hint: 'Make it by `ruff check --output-format sarif`.',
  };
}

function toolOf({ tool }: SarifRun): string {
  return tool.driver.name.toLowerCase();
}

function concernOf(tool: string): Concern {
  return concernOfTool.get(tool) ?? 'security';
}

function emptyDefects(runs: SarifRun[], path: string): Problem[] {
  if (runs.length > 0) return [];
  const message = 'The log holds no run: no tool has looked at anything.';
  return [{ code: 'sarif-no-run', message, at: { path }, hint: `Expected ${EXPECTED}.` }];
}

function runDefects(run: SarifRun, path: string): Problem[] {
  const tool = run.tool.driver.name;
  const hint = 'Look at the log of the tool, and run it again.';
  const defects: Problem[] = [];
  if ((run.invocations ?? []).some(({ executionSuccessful }) => executionSuccessful === false)) {
    defects.push({
      code: 'sarif-run-failed',
      message: `The run of ${tool} failed, says its report.`,
      at: { path },
      hint,
    });
  }
  if (!Array.isArray(run.results)) {
    const message = `The run of ${tool} has no list of results: it did not look for any, or failed to start.`;
    defects.push({ code: 'sarif-no-results', message, at: { path }, hint });
  }
  return defects;
}

/** One report has one concern: a gate could not tell which of the findings are its own. */
function mixed(tools: string[], path: string): Problem[] {
  const concerns = new Set(tools.map(concernOf));
  if (concerns.size < 2) return [];
  const message = `The log joins tools of different concerns: ${tools.map((tool) => `${tool} (${concernOf(tool)})`).join(', ')}.`;
  return [{ code: 'sarif-mixed-concerns', message, at: { path }, hint: 'Write one SARIF file a tool.' }];
}
