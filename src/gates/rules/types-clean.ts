import { diagnosticsGate } from '../diagnostics-gate.ts';

export const gate = diagnosticsGate({
  concern: 'types',
  level: 'error',
  id: 'types-clean',
  order: 7,
  title: 'Type checking clean',
  claim: 'No type checker reports an error in the component’s files.',
  rationale: 'A type error is a defect found before it runs.',
  remediation: 'Mend the type errors: pyright --outputjson > reports/pyright.json',
  toolNames: ['pyright', 'basedpyright', 'mypy', 'tsc', 'flow', 'pytype', 'pyre'],
  demands: (words) =>
    /\b(type[- ]?check(s|ing|er)?|typing|types|type errors?)\b/.test(words) &&
    /\b(clean|pass|passes|passed|passing|no type errors?|without|free)\b/.test(words),
});
