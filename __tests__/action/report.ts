import type { ComponentReport, Report, Result } from '../../src/model/index.ts';

/** A row that holds, but for the changes. */
export function row(changes: Partial<Result> = {}): Result {
  return {
    gate: 'min-coverage',
    title: 'Test coverage',
    stage: 'development',
    kind: 'change',
    status: 'pass',
    required: true,
    proves: true,
    criterion: { text: 'Test coverage ≥60%', path: 'specs/cache.md', line: 40, ticked: false },
    alsoAt: [],
    actual: { covered: 70, total: 100, percent: 70 },
    expected: { percent: 60 },
    findings: [],
    evidence: [],
    remediation: 'Add tests.',
    waiver: null,
    ...changes,
  };
}

/** A component that is ready, but for the changes. */
export function component(changes: Partial<ComponentReport> = {}): ComponentReport {
  return {
    id: 'cache',
    affected: true,
    spec: { path: 'specs/cache.md', sha256: '0'.repeat(64) },
    declaredStatus: 'development',
    targetStage: 'staging',
    achievedStage: 'staging',
    standing: 'staging',
    carried: null,
    promotable: true,
    verdict: 'ready',
    results: [row()],
    requirements: [],
    dependencies: [],
    ...changes,
  };
}

/** A report of one component that is ready, but for the changes. */
export function reportOf(changes: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'maturity-gates', version: '0.0.0' },
    commit: null,
    verdict: 'ready',
    advisory: false,
    stages: ['development', 'staging', 'production'],
    configuration: null,
    components: [component()],
    problems: [],
    ...changes,
  };
}
