import type { Report } from '../../model/index.ts';
import { plainText } from '../plain-text.ts';
import type { Renderer } from '../renderer.ts';
import { RUN_RULE, sarifResults } from '../sarif-results.ts';
import type { SarifResult, SarifRule } from '../sarif-types.ts';
import { gatePage, toolPage } from '../tool-page.ts';

const runRule: SarifRule = {
  id: RUN_RULE,
  name: 'MaturityOfTheRun',
  shortDescription: { text: 'Problems of the run' },
  helpUri: `${toolPage}#readme`,
  help: { text: 'What kept the run from judging, in part or as a whole.' },
  defaultConfiguration: { level: 'error' },
};

function gateRule(gate: string, title: string): SarifRule {
  return {
    id: gate,
    name: gate.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    shortDescription: { text: plainText(title, 120) },
    helpUri: gatePage(gate),
    help: { text: `What the gate asks and how to make its evidence: maturity-gates explain ${plainText(gate, 80)}` },
    defaultConfiguration: { level: 'error' },
  };
}

/** The rules that the results name, by id. */
function rulesOf({ components }: Report, results: SarifResult[]): SarifRule[] {
  const titles = new Map(components.flatMap(({ results: rows }) => rows.map(({ gate, title }) => [gate, title])));
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  return ids.map((id) => (id === RUN_RULE ? runRule : gateRule(id, titles.get(id) ?? id)));
}

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as GitHub's code scanning takes it: a result for
 * each finding of a required row that does not hold. A report that is not ready never is without results. It is never cut.
 */
export const renderer: Renderer = {
  id: 'sarif',
  fileName: 'maturity.sarif',
  render(report) {
    const results = sarifResults(report);
    const { name, version } = report.tool;
    const run = {
      tool: { driver: { name, version, informationUri: toolPage, rules: rulesOf(report, results) } },
      automationDetails: { id: 'maturity/' },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { '%SRCROOT%': { description: { text: "The repository's root" } } },
      invocations: [{ executionSuccessful: report.components.length > 0 }],
      properties: { verdict: report.verdict, commit: report.commit },
      results,
    };
    const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};
