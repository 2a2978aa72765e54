import type { Statement } from '../src/model/index.ts';
import { recognise } from '../src/policy/index.ts';
import { gates } from '../src/gates/index.ts';

/** Lines as people write them; which gate each demands is the parser's word. */
const lines = [
  'All functional requirements implemented',
  'All unit tests pass',
  'Unit test suite is green',
  'Test coverage ≥60%',
  'Code coverage of at least 80%',
  'Patch coverage ≥ 80%',
  'Coverage ≥ 50% per file',
  'Linting clean (ruff)',
  'No lint errors',
  'Type checking clean (pyright)',
  'No security issues (detect-secrets)',
  'No secrets in code',
  'Documentation complete (README.md)',
  'Code review approved',
  'Approved by 2 reviewers',
  'All integration tests pass',
  'All end-to-end tests pass',
  'E2E tests passing',
  'Integration with dependencies validated',
  'Performance acceptable (no regressions)',
  'No performance regressions',
  '7-day stability period complete',
  'Stable in staging for 14 days',
  'Staging deployment successful',
  'Deployed to production',
  'Security review complete',
  'npm audit clean',
  'Monitoring configured',
  'Dashboards and alerts configured',
  'Rollback procedure tested',
  'User documentation complete',
  'Runbook created',
  'Uptime ≥99.5%',
  'API response time: p95 < 200ms',
  'Error rate: <0.1%',
  'Cyclomatic complexity <10',
  'All public APIs documented',
  'All Grafana dashboards imported',
  'Cost savings validated (≥40%)',
];

/** Every gate that a line of these demands, with the lines: cells of a table. */
export function criterionExamples(): [string, string][] {
  const byGate = new Map<string, string[]>();
  for (const text of lines)
    for (const { gate } of recognise(statementOf(text)).demands)
      byGate.set(gate.meta.id, [...(byGate.get(gate.meta.id) ?? []), text]);
  return gates.flatMap(({ meta }): [string, string][] => {
    const demanding = byGate.get(meta.id);
    return demanding === undefined ? [] : [[`[\`${meta.id}\`](gates/${meta.id}.md)`, demanding.join(' · ')]];
  });
}

function statementOf(text: string): Statement {
  return {
    section: 'acceptance',
    stage: null,
    text,
    at: { path: '', line: 1 },
    ticked: false,
    binding: null,
    placeholder: null,
  };
}
