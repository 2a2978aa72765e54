import type { StageSettings } from '../model/index.ts';

/** Gates that every ladder asks for at its lowest stage. */
export const alwaysDemanded = ['spec-complete', 'policy-unweakened'] as const;

/** The template's own acceptance criteria, stage by stage: what a specification that is silent is asked for. */
export const defaultLadder: readonly StageSettings[] = [
  {
    name: 'development',
    gates: {
      'spec-complete': {},
      'policy-unweakened': {},
      'requirements-met': {},
      'unit-tests-pass': {},
      'min-coverage': { percent: 60 },
      'lint-clean': {},
      'types-clean': {},
      'no-secrets': {},
      'docs-present': {},
      'code-reviewed': {},
    },
  },
  {
    name: 'staging',
    gates: {
      'min-coverage': { percent: 70 },
      'integration-tests-pass': {},
      'dependencies-ready': {},
      'no-performance-regression': {},
      'stability-period': { days: 7 },
      deployed: { environment: 'staging' },
    },
  },
  {
    name: 'production',
    gates: {
      'min-coverage': { percent: 80 },
      'e2e-tests-pass': {},
      deployed: { environment: 'production' },
      'security-reviewed': {},
      'monitoring-configured': {},
      'rollback-tested': {},
      'user-docs-present': {},
      'runbook-present': {},
      'slo-met': { metrics: { uptime: '>= 99.5 %' } },
      approved: {},
    },
  },
];

/** Globs that find the usual reports; names only say where to look, the content says what a file is. */
export const defaultEvidence: readonly string[] = [
  'reports/**',
  'coverage.{json,xml}',
  '*.lcov',
  'lcov.info',
  'junit*.xml',
  'ruff*.json',
  'pyright*.json',
  '*secrets*.json',
  '.secrets.baseline',
];

export const defaultSpecs: readonly string[] = ['specs/*.md'];

/** Where the configuration is looked for when none is named. */
export const defaultConfigurationPath = '.github/maturity.yml';
