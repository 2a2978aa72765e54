import { diagnosticsGate } from '../diagnostics-gate.ts';
import { anyOf, formatters, linters } from '../language/tools.ts';

export const gate = diagnosticsGate({
  concern: 'lint',
  level: 'note',
  id: 'lint-clean',
  order: 6,
  title: 'Linting clean',
  claim: 'No linter has anything to say about the component’s files.',
  rationale: 'A clean linter keeps attention for what matters; one tolerated finding hides the next.',
  remediation: 'Mend or explicitly allow each finding: ruff check --output-format json --output-file reports/ruff.json',
  toolNames: linters,
  phrases: [
    {
      subject: `(?:code[- ])?lint(?:ing|ers?|s)?(?: (?:checks?|runs?|jobs?|steps?|stages?|analysis))?|${anyOf([...linters, ...formatters])}(?: (?:lint(?:ing)?|format(?:ting)?|checks?|runs?|analysis|scan))*|static (?:code )?analysis(?: checks?)?|code[- ]style(?: checks?)?|format(?:ting)? checks?|(?:npm|pnpm|yarn|bun|make|just|cargo|flutter|dart)(?: run)? (?:lint|analyze)`,
      states: ['passing'],
    },
    { subject: 'lint(?:er)?[- ]free', alone: true },
  ],
});
