import { diagnosticsGate } from '../diagnostics-gate.ts';

const audience = '(?:public|exported|external)';
const item =
  '(?:functions?|methods?|classes|types?|symbols?|items?|identifiers?|members?|modules?|surface|interfaces?|apis?|endpoints?|structs?|traits?)';
const comments = '(?:docstrings?|doc comments?|javadocs?|jsdoc|tsdoc|godoc|rustdoc|kdoc|xmldoc)(?: comments?)?';

export const gate = diagnosticsGate({
  concern: 'docs',
  level: 'note',
  id: 'api-documented',
  order: 24,
  title: 'Public API documented',
  claim: 'Every public function, class and module of the component is documented.',
  rationale: 'An interface without words is guessed at.',
  remediation:
    'Write the missing docstrings: ruff check --select D1 --output-format json --output-file reports/ruff-docs.json',
  toolNames: ['ruff', 'pyright', 'pydocstyle'],
  phrases: [
    {
      subject: `(?:all |every |each |the |${audience} |new )*(?:(?:rest |graphql |grpc |http )?apis?|interfaces?|(?:api )?endpoints|${audience} (?:\\w+ )?${item}|code)(?: (?:surface|reference))?`,
      states: ['documented'],
      unless: /\b(?:no|undocumented|status)\b/,
    },
    { subject: comments, states: ['existing'], alone: true },
    {
      subject:
        '(?:open ?api|swagger|api)(?: 3(?:\\.\\d)*)? (?:reference|documentation|docs|specs?|specification)(?: documentation)?',
      states: ['existing'],
    },
    { subject: '(?:open ?api|swagger)', states: ['existing'] },
  ],
});
