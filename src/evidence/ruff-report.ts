import { unparsed, type Concern, type Diagnostic, type DiagnosticsEvidence, type Parsed } from '../model/index.ts';

/** The code that `ruff format --check` gives a file; it says nothing of the linter. */
const UNFORMATTED = 'unformatted';

/** Words of a file's name that say what chosen rules looked for. */
const concernOfWord = new Map<string, Concern>([
  ...['complexity', 'c901', 'mccabe'].map((word): [string, Concern] => [word, 'complexity']),
  ...['docs', 'docstrings', 'pydocstyle'].map((word): [string, Concern] => [word, 'docs']),
]);

/**
 * With `--preview` some of ruff's outputs name a rule by its name; these are the rules that gates ask for by code:
 * https://docs.astral.sh/ruff/rules/
 */
const codeOfName = new Map([
  ['complex-structure', 'C901'],
  ['undocumented-public-module', 'D100'],
  ['undocumented-public-class', 'D101'],
  ['undocumented-public-method', 'D102'],
  ['undocumented-public-function', 'D103'],
  ['undocumented-public-package', 'D104'],
  ['undocumented-magic-method', 'D105'],
  ['undocumented-public-nested-class', 'D106'],
  ['undocumented-public-init', 'D107'],
  // GitLab's report of 0.9 to 0.11.
  ['syntax-error', 'invalid-syntax'],
]);

/** Whether the text of a report has the formatter's code; within a JSON string its quotes would be escaped. */
export function isOfFormatter(text: string): boolean {
  return new RegExp(`"(?:org\\.ruff\\.)?${UNFORMATTED}"`).test(text);
}

/** The code of a rule that ruff may have called by its name. */
export function ruffCode(rule: string): string {
  return codeOfName.get(rule) ?? rule;
}

/** ruff's reports name no rule that found nothing, so one of chosen rules tells what it is for by its name: `ruff-complexity.json`. */
export function ruffConcern(path: string): Concern {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const concerns = new Set(name.split(/[^a-z0-9]+/).map((word) => concernOfWord.get(word)));
  if (concerns.has('complexity')) return 'complexity';
  return concerns.has('docs') ? 'docs' : 'lint';
}

/** What the linter found; the report of `ruff format` is refused. */
export function ruffEvidence(diagnostics: Diagnostic[], path: string, expected: string): Parsed<DiagnosticsEvidence> {
  if (diagnostics.some(({ rule }) => rule === UNFORMATTED)) {
    return unparsed({
      code: 'report-foreign',
      message: 'This is the report of `ruff format`, not of the linter.',
      at: { path },
      hint: `Expected ${expected}.`,
    });
  }
  const none = { declared: null, filesAnalyzed: null, defects: [] };
  return {
    ok: true,
    value: { kind: 'diagnostics', concern: ruffConcern(path), tool: 'ruff', diagnostics, ...none },
    warnings: [],
  };
}
