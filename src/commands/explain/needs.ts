import type { Gate } from '../../gates/index.ts';
import type { Concern } from '../../model/index.ts';

type Need = Gate['needs'][number];

/** What a gate judges by, in words. */
export const needWords: Record<Need, string> = {
  coverage: 'coverage reports',
  tests: 'test results',
  diagnostics: 'reports of linters, type checkers or scanners',
  secrets: 'a scan for secrets',
  benchmark: 'benchmark results',
  metrics: 'measured metrics',
  deployment: 'deployments and their statuses',
  review: 'the reviews of the change',
  attestation: 'a dated, named word of somebody',
  spec: 'the specification itself',
  files: 'files of the repository',
  components: 'the results of the other components',
  baseline: 'a baseline to compare with',
  'check-run': 'a check run of another job',
  weakening: 'configuration and specification at the base (a pull request’s, or --base)',
  now: 'the time of the run',
};

/** Whose reports prove a gate of diagnostics: those of its own concern, and of tools that see it beside theirs. */
const concerns = new Map<string, Concern[]>([
  ['lint-clean', ['lint']],
  ['types-clean', ['types']],
  ['security-reviewed', ['security']],
  ['complexity', ['complexity', 'lint']],
  ['api-documented', ['docs', 'lint', 'types']],
]);

/** The concerns whose reports prove a gate. */
export function concernsOf(gate: string): Concern[] {
  return concerns.get(gate) ?? [];
}
