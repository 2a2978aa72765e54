import type { Mapped, Spec, TestCase, TestOutcome } from '../model/index.ts';
import type { Facts, Known } from './known-facts.ts';

const missing: Known<never> = { state: 'missing', why: 'no report of this kind was found' };

const emptySpec: Spec = {
  path: 'specs/cache.md',
  sha256: '',
  title: { value: 'Cache', at: { path: 'specs/cache.md', line: 1 } },
  id: { value: 'cache', at: { path: 'specs/cache.md', line: 3 } },
  idIsPlaceholder: false,
  status: { value: 'Draft', at: { path: 'specs/cache.md', line: 4 } },
  targetStage: { value: 'development', at: { path: 'specs/cache.md', line: 5 } },
  created: null,
  lastUpdated: null,
  requirements: [],
  statements: [],
  acceptanceStages: [],
  componentRoot: null,
  dependencies: [],
  tests: {
    unit: { locations: [], coverageTargets: [] },
    integration: { locations: [], coverageTargets: [] },
    e2e: { locations: [], coverageTargets: [] },
  },
  approvals: [],
  monitoring: { metrics: [], alerts: [] },
  documentation: { user: [], operational: [] },
  placeholders: [],
  problems: [],
};

/** Facts of a component of which nothing is known: what gates' examples start from. */
export const nothingKnown: Facts = {
  spec: emptySpec,
  now: '2026-11-22T12:00:00Z',
  specProblems: [],
  ladder: ['development', 'staging', 'production'],
  stagesToTarget: ['development'],
  stageNamed: (written) => written,
  readme: missing,
  coverage: missing,
  patch: { state: 'no-base' },
  tests: { unit: missing, integration: missing, e2e: missing },
  diagnostics: { lint: missing, types: missing, security: missing, complexity: missing, docs: missing },
  complexity: missing,
  documents: { user: [], runbooks: [], related: [], all: [] },
  monitoring: missing,
  secrets: missing,
  benchmarks: missing,
  baseline: {
    coverage: missing,
    diagnostics: { lint: missing, types: missing, security: missing, complexity: missing, docs: missing },
    benchmarks: missing,
  },
  metrics: missing,
  reviews: missing,
  groups: new Map(),
  deployments: missing,
  checkRuns: missing,
  environments: new Map(),
  dependencies: new Map(),
  policyChange: { state: 'no-base' },
};

/** A test of the component; for examples. */
export function testCase(name: string, outcome: TestOutcome): Mapped<TestCase> {
  return {
    name,
    classname: 'tests.test_cache',
    reportedFile: null,
    suite: 'pytest',
    outcome,
    message: null,
    requirements: [],
    file: 'tests/test_cache.py',
  };
}

/** A row that no line of the specification names. */
export const unnamedRow = { stage: 'development', criterion: null };

/** A fact that is known, without evidence or notes; for examples. */
export function known<T>(value: T): Known<T> {
  return { state: 'known', value, evidence: [], notes: [] };
}
