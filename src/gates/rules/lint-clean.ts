import { diagnosticsGate } from '../diagnostics-gate.ts';

export const gate = diagnosticsGate({
  concern: 'lint',
  level: 'note',
  id: 'lint-clean',
  order: 6,
  title: 'Linting clean',
  claim: 'No linter has anything to say about the component’s files.',
  rationale: 'A clean linter keeps attention for what matters; one tolerated finding hides the next.',
  remediation: 'Mend or explicitly allow each finding: ruff check --output-format json --output-file reports/ruff.json',
  toolNames: [
    'ruff',
    'flake8',
    'pylint',
    'eslint',
    'biome',
    'oxlint',
    'golangci-lint',
    'clippy',
    'rubocop',
    'shellcheck',
  ],
  demands: (words) =>
    /\b(lint|linting|linter|linters)\b/.test(words) &&
    /\b(clean|pass|passes|passed|passing|no (lint|linting)|without|free)\b/.test(words),
});
