import { clausesOf, gateNamed, gates, plainWords, type Criterion, type Gate } from '../gates/index.ts';
import { parseThresholds, type Problem, type Statement } from '../model/index.ts';

/** A gate that a line demands, with the parameters that the line states. */
export interface Recognised {
  gate: Gate;
  stated: Record<string, unknown>;
  /** Bound by its author, not by its words. */
  bound: boolean;
}

/** What a line demands. A roll-up ("All development criteria met") demands nothing of its own. */
export interface Recognition {
  demands: Recognised[];
  problems: Problem[];
  /** Whether the line states a comparator and a number. */
  measurable: boolean;
}

/** A demand is a line, not a page: clauses are read in so many characters; the rest stays part of the attested text. */
const LONGEST = 2000;

const earlier =
  '(?:previous|prior|earlier|preceding|lower|other|development|dev|staging|stage|production|prod|alpha|beta|preview|ga|mvp)';
const sum = '(?:(?:quality|exit|entry|acceptance|success|promotion|maturity|gate)[- ]?)*(?:criteria|gates?)';
/** "All staging gates pass", "All previous stage requirements met", "Development exit criteria satisfied". */
const rollUp = new RegExp(
  `^(?:all |every )?(?:of )?(?:the )?(?:(?:${earlier}[- ])?(?:stage |phase )?${sum}|${earlier}[- ](?:stage |phase )?requirements)` +
    `(?: (?:for|of|from|in) (?:the )?${earlier}(?: (?:stage|phase))?)?(?: (?:are|is|have been|has been))?(?: (?:all|fully))?` +
    '(?: (?:met|pass|passed|passing|satisfied|fulfilled|complete|completed|green))?[.!]?$',
);

/** The gates that a line demands: the one it is bound to, else those that know its words, else `attested`. */
export function recognise(statement: Statement): Recognition {
  const criterion = criterionOf(statement);
  const measurable = criterion.thresholds.some(({ implied }) => implied !== true);
  if (statement.binding !== null) return { ...boundTo(statement, criterion), measurable };
  if (rollUp.test(criterion.words)) return { demands: [], problems: [], measurable };
  const demands = gates.flatMap((gate): Recognised[] => {
    const stated = gate.recognise(criterion);
    return stated === undefined ? [] : eachOf(gate, stated).map((one) => ({ gate, stated: one, bound: false }));
  });
  return { demands: demands.length > 0 ? demands : [attested(statement)], problems: [], measurable };
}

/** One demand a metric where a line states several. */
function eachOf(gate: Gate, stated: object): Record<string, unknown>[] {
  const each = gate.split?.(gate.params.parse(stated)) ?? [];
  if (each.length < 2) return [{ ...stated }];
  return each.map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => name in stated)));
}

function boundTo(statement: Statement, criterion: Criterion): { demands: Recognised[]; problems: Problem[] } {
  const { gate: id, params, at } = statement.binding ?? { gate: '', params: {}, at: statement.at };
  const gate = gateNamed(id);
  if (gate === undefined) {
    const known = gates.map(({ meta }) => meta.id).join(', ');
    const problem = {
      code: 'unknown-gate',
      message: `There is no gate "${id}".`,
      at,
      hint: `Expected one of ${known}.`,
    };
    return { demands: [attested(statement)], problems: [problem] };
  }
  const stated = gate.bind === undefined ? typed(params) : gate.bind(params, criterion);
  const check = gate.params.safeParse({ ...gate.recognise(criterion), ...stated });
  if (check.success) {
    return { demands: [{ gate, stated: { ...gate.recognise(criterion), ...stated }, bound: true }], problems: [] };
  }
  const problems = check.error.issues.map((issue): Problem => ({
    code: 'binding-parameters',
    message: `The binding to ${id} is wrong: ${issue.message}.`,
    at,
    hint: `${id} takes ${Object.keys(gate.params.shape).join(', ') || 'no parameter'}.`,
  }));
  return { demands: [attested(statement)], problems };
}

function attested(statement: Statement): Recognised {
  const gate = gateNamed('attested');
  if (gate === undefined) throw new Error('the gate "attested" is part of every build');
  return { gate, stated: { text: statement.text }, bound: false };
}

/** A demand may go on behind its first line, or in other cells of its row: a number there counts too. */
function criterionOf({ text, continuation, section }: Statement): Criterion {
  const whole = continuation === undefined ? text : `${text} ${continuation}`;
  const words = plainWords(whole.slice(0, LONGEST));
  return { words, clauses: clausesOf(words), thresholds: parseThresholds(whole), section, text };
}

/** Values of a comment are text; numbers and booleans among them are meant as such. */
function typed(params: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]): [string, unknown] => {
      if (/^-?\d+(\.\d+)?$/.test(value)) return [key, Number(value)];
      return [key, value === 'true' ? true : value === 'false' ? false : value];
    }),
  );
}
