import { gateNamed, gates } from '../gates/index.ts';
import { USAGE_EXIT_CODE, type Problem } from '../model/index.ts';
import { wrap } from '../report/index.ts';
import { explanationOf, type Explanation } from './explain/explanation.ts';
import { explanationText, listText } from './explain/terminal.ts';

/** What `explain` answers: one gate, all of them, or why there is nothing to explain. */
export type ExplainResult =
  { state: 'one'; gate: Explanation } | { state: 'all'; gates: Explanation[] } | { state: 'none'; problems: Problem[] };

export interface ExplainOutcome {
  result: ExplainResult;
  /** 0, or 3 for an unknown gate. */
  exitCode: number;
}

/** Explains a gate; without an id, all in the order of the table. */
export function explain(id: string | null): ExplainOutcome {
  if (id === null) return { result: { state: 'all', gates: gates.map(explanationOf) }, exitCode: 0 };
  const gate = gateNamed(id);
  if (gate !== undefined) return { result: { state: 'one', gate: explanationOf(gate) }, exitCode: 0 };
  const problem: Problem = {
    code: 'unknown-gate',
    message: `There is no gate "${id}".`,
    hint: `Expected one of ${gates.map(({ meta }) => meta.id).join(', ')}.`,
  };
  return { result: { state: 'none', problems: [problem] }, exitCode: USAGE_EXIT_CODE };
}

/** The formats of `explain`. */
export const explainFormats = ['terminal', 'json'] as const;

/** An answer in one of the formats; JSON is the gate, `{gates}` or `{problems: [{code, message, hint}]}`. */
export function renderExplanation(
  result: ExplainResult,
  format: (typeof explainFormats)[number],
  width: number,
): string {
  if (format === 'json') return `${JSON.stringify(documentOf(result), null, 2)}\n`;
  if (result.state === 'one') return explanationText(result.gate, width);
  if (result.state === 'all') return listText(result.gates, width);
  return result.problems
    .flatMap(({ code, message, hint = '' }) => wrap(`${message} ${hint} [${code}]`, width))
    .map((line) => `${line}\n`)
    .join('');
}

function documentOf(result: ExplainResult): object {
  if (result.state === 'one') return result.gate;
  if (result.state === 'all') return { gates: result.gates };
  return {
    problems: result.problems.map(({ code, message, hint }) => ({
      code,
      message,
      path: null,
      line: null,
      hint: hint ?? null,
    })),
  };
}
