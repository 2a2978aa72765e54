import { diagnosticsGate } from '../diagnostics-gate.ts';
import { anyOf, typeCheckers } from '../language/tools.ts';

export const gate = diagnosticsGate({
  concern: 'types',
  level: 'error',
  id: 'types-clean',
  order: 7,
  title: 'Type checking clean',
  claim: 'No type checker reports an error in the component’s files.',
  rationale: 'A type error is a defect found before it runs.',
  remediation: 'Mend the type errors: pyright --outputjson > reports/pyright.json',
  toolNames: typeCheckers,
  phrases: [
    {
      subject: `(?:static )?type[- ]?(?:check(?:s|ing|ers?)?|safety checks?)(?: (?:checks?|runs?|jobs?|steps?))?|(?:static )?typing|types?(?= (?:errors?|issues?|clean|green)\\b)|${anyOf(typeCheckers)}(?: (?:strict(?: mode)?|level \\w+|type[- ]?check(?:s|ing)?|checks?|runs?))*|typescript(?: (?:compilation|compiler|compile|builds?|type[- ]?check(?:s|ing)?|checks?))?`,
      states: ['passing'],
    },
  ],
});
