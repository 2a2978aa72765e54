import type { Gate } from '../gates/index.ts';
import type { Problem, Spec, Statement } from '../model/index.ts';
import { stageNamed, type Ladder } from './ladder.ts';
import { partsByStage } from './parts-by-stage.ts';
import { recognise } from './recognise.ts';
import { keyOf, statedParams, type StageGates } from './settings.ts';

/** What one line demands of one gate at one stage. */
export interface Stated {
  statement: Statement;
  gate: Gate;
  /** Gate and identity. */
  key: string;
  stage: string;
  /** The parameters that the line names. */
  stated: Record<string, unknown>;
  /** The gate's parameters as the line wants them; where it is silent, as the configuration does. */
  params: object;
  /** Whether the line states a comparator and a number; whether its author bound it to the gate. */
  measurable: boolean;
  bound: boolean;
}

/** What every line of a specification demands, in the order of the file; unreadable lines are problems. */
export function statedBy(
  spec: Spec,
  ladder: Ladder,
  settings: Map<string, StageGates>,
): { stated: Stated[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const stated: Stated[] = [];
  for (const { statement, stage: written, text } of spec.statements.flatMap((one) => partsByStage(one, ladder))) {
    const stage = written === null ? ladder.stages.at(-1) : stageNamed(ladder, written);
    if (stage === undefined || stage === null) {
      problems.push(unknownStage(statement, ladder));
      continue;
    }
    // A placeholder among the NFR targets demands nothing; spec-complete warns of it.
    if (statement.section === 'nfr' && statement.placeholder !== null) continue;
    const { demands, measurable, problems: unreadable } = recognise({ ...statement, text });
    problems.push(...unreadable);
    for (const { gate, stated: wanted, bound } of demands) {
      const silent = silentParams(gate, settings.get(stage));
      const possible = gate.params.safeParse({ ...silent, ...wanted });
      // "≥101%" is no demand that anything could meet: the line is demanded as the configuration has it, and told.
      if (!possible.success) problems.push(impossible(gate, statement, possible.error.issues));
      const params = possible.success ? possible.data : gate.params.parse(silent);
      const key = keyOf(gate, params);
      stated.push({ statement, gate, key, stage, stated: possible.success ? wanted : {}, params, measurable, bound });
    }
  }
  return { stated, problems };
}

/** What a line wants where it is silent. A gate that is one demand a metric has none: the line names its own metric. */
function silentParams(gate: Gate, settings: StageGates | undefined): Record<string, unknown> {
  return gate.split === undefined ? statedParams(settings?.get(gate.meta.id)) : {};
}

function impossible(gate: Gate, { at }: Statement, issues: { path: PropertyKey[]; message: string }[]): Problem {
  const [first] = issues;
  return {
    code: 'impossible-demand',
    message: `${gate.meta.title}: what this line asks for is impossible: ${first?.path.join('.') ?? ''}: ${first?.message ?? ''}.`,
    at,
    hint: `See what ${gate.meta.id} takes: maturity-gates explain ${gate.meta.id}`,
  };
}

function unknownStage({ stage, at }: Statement, ladder: Ladder): Problem {
  return {
    code: 'unknown-stage',
    message: `"${stage ?? ''}" is no stage.`,
    at,
    hint: `Expected one of ${ladder.stages.join(', ')}.`,
  };
}
