import { z } from 'zod';
import type { DependencyStatement, Finding } from '../../model/index.ts';
import { nothingKnown } from '../facts.ts';
import type { Example, Gate, Judgement, Row } from '../gate.ts';
import type { Dependency, Facts, Standing } from '../known-facts.ts';
import { finding } from '../judgement.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

/** What stands between a dependency and the stage asked of it; the first one outweighs the others. */
const severities = ['fail', 'missing', 'pass'] as const;

/** One line of the specification's dependencies, judged. */
interface JudgedDependency {
  component: string;
  /** The stage asked; where the line names none, that of the row. As written where it is no stage. */
  asked: string;
  achieved: string | null;
  status: (typeof severities)[number];
  /** Why it is not ready. */
  why: string;
}

const dependencies =
  '(?:required |upstream |internal |component |service |dependent |all |its )*(?:dependencies|dependent (?:components|services)|(?:upstream|required) (?:components|services))';
const phrases: Phrase[] = [
  {
    subject: dependencies,
    states: ['stable'],
    unless: /\b(?:no|new|npm|python|third-party|external|dev|dependency)\b/,
  },
  {
    subject: `${dependencies} (?:(?:are|have) )?(?:in|at|reached) (?:the )?(?:development|staging|production|same|required)[\\w ]*`,
    alone: true,
  },
  {
    subject: `integration(?: with (?:all |the |its |other |required )*(?:${dependencies}|components|services))?`,
    states: ['confirmed'],
    unless: /\S+ integration$/,
  },
];

export const gate: Gate<Params> = {
  meta: {
    id: 'dependencies-ready',
    order: 13,
    title: 'Dependencies validated',
    claim: 'Every required component has achieved the stage that the specification asks of it.',
    rationale: 'A component is no more mature than what it stands on.',
    remediation: 'Bring the required components to their stage first, or ask for a lower one.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['components'],
  params,
  recognise: ({ clauses }) => (someSays(clauses, ...phrases) ? {} : undefined),
  strictest: (one) => one,
  judge: (facts, _params, row) => {
    const all = facts.spec.dependencies.map((statement) => ({ statement, ...judged(statement, facts, row) }));
    const required = all.filter(({ statement }) => !statement.optional);
    const findings = all.flatMap((one) => findingsOf(one.statement, one));
    if (required.length === 0) {
      const none = finding('note', 'The specification requires no other component.');
      return { status: 'not-applicable', actual: null, expected: [], findings: [none, ...findings], evidence: [] };
    }
    return {
      status: severities.find((status) => required.some((one) => one.status === status)) ?? 'missing',
      actual: required.map(({ component, asked, achieved }) => ({ component, asked, achieved })),
      expected: required.map(({ component, asked }) => ({ component, stage: asked })),
      findings,
      evidence: [],
    };
  },
  examples: examples(),
};

/** Only a failing row or a circle fails; what is unknown, missing or in error proves nothing and denies nothing. */
function judged({ id, stage }: DependencyStatement, facts: Facts, row: Row): JudgedDependency {
  const meant = stage === null ? row.stage : facts.stageNamed(stage);
  const named = facts.ladder.find((one) => one === meant) ?? null;
  const known = facts.dependencies.get(id);
  const asked = { component: id, asked: named ?? stage ?? row.stage, achieved: null };
  if (known === undefined)
    return { ...asked, status: 'missing', why: `No specification describes the component "${id}".` };
  if (known.state === 'circle') {
    const why = `The components require each other in a circle, so none can vouch for another: ${known.path.join(' → ')}.`;
    return { ...asked, status: 'fail', why };
  }
  const { achieved } = known.standing;
  if (named === null) {
    const why = `"${asked.asked}", which is asked of ${id}, is no stage: expected one of ${facts.ladder.join(', ')}.`;
    return { ...asked, achieved, status: 'missing', why };
  }
  return { ...asked, achieved, ...compared(id, known.standing, named, facts.ladder) };
}

function compared(
  id: string,
  { achieved, open }: Standing,
  asked: string,
  ladder: string[],
): Pick<JudgedDependency, 'status' | 'why'> {
  const rank = ladder.indexOf(asked);
  if (achieved !== null && ladder.indexOf(achieved) >= rank) return { status: 'pass', why: '' };
  const between = open.filter(({ stage }) => ladder.indexOf(stage) <= rank);
  const failing = between.filter(({ status }) => status === 'fail');
  const why = `${id} has achieved ${achieved ?? 'no stage'}, ${asked} is asked: ${rowsText(failing.length > 0 ? failing : between)}.`;
  return { status: failing.length > 0 ? 'fail' : 'missing', why };
}

/** Rows named in a sentence; the dependency's own part of the report has them all. */
const MOST_ROWS = 3;
const verbs = { fail: 'fails', missing: 'is missing', error: 'is in error' };

function rowsText(rows: Standing['open']): string {
  if (rows.length === 0) return 'no gate of a stage is decided by evidence';
  const named = rows.slice(0, MOST_ROWS).map(({ gate: id, stage, status }) => `${id} (${stage}) ${verbs[status]}`);
  const more = rows.length > MOST_ROWS ? `, and ${rows.length - MOST_ROWS} more` : '';
  return `${named.join(', ')}${more}`;
}

function findingsOf({ optional, at }: DependencyStatement, { status, why }: JudgedDependency): Finding[] {
  if (status === 'pass') return [];
  return [finding(optional ? 'warning' : 'fail', optional ? `Optional: ${why}` : why, at)];
}

function examples(): Example<Params>[] {
  const row: Row = { stage: 'staging', criterion: null };
  const requires = (stage: string | null, optional = false): Facts['spec'] => ({
    ...nothingKnown.spec,
    dependencies: [{ id: 'store', stage, optional, at: { path: 'specs/cache.md', line: 40 } }],
  });
  const store = (achieved: string | null, ...open: Standing['open']): Map<string, Dependency> =>
    new Map([['store', { state: 'judged', standing: { achieved, open } }]]);
  const circle = new Map<string, Dependency>([['store', { state: 'circle', path: ['cache', 'store', 'cache'] }]]);
  const low = { stage: 'staging', gate: 'min-coverage', status: 'fail' } as const;
  const absent = { stage: 'staging', gate: 'deployed', status: 'missing' } as const;
  const broken = { stage: 'staging', gate: 'integration-tests-pass', status: 'error' } as const;
  const example = (
    name: string,
    spec: Facts['spec'],
    dependencies: Facts['dependencies'],
    status: Judgement['status'],
  ): Example<Params> => ({ name, facts: { spec, dependencies }, params: {}, row, status });
  return [
    { name: 'no component is required', facts: {}, params: {}, row, status: 'not-applicable' },
    example('the required component has achieved the stage asked', requires('staging'), store('staging'), 'pass'),
    example('it has achieved a higher stage', requires('development'), store('staging'), 'pass'),
    example('it fails above the stage that is asked', requires('development'), store('development', low), 'pass'),
    example('a gate of it fails', requires('staging'), store('development', absent, low), 'fail'),
    example('only missing rows stand between', requires('staging'), store('development', absent), 'missing'),
    example('only erroneous rows stand between', requires('staging'), store('development', broken), 'missing'),
    example('no gate of its stage is decided by evidence', requires('staging'), store('development'), 'missing'),
    example('a line without a stage asks for the row’s own', requires(null), store('development', absent), 'missing'),
    example('what is asked is no stage', requires('version 2'), store('production'), 'missing'),
    example('no specification describes it', requires('staging'), new Map(), 'missing'),
    example('the components require each other', requires('staging'), circle, 'fail'),
    example('an optional component only warns', requires('staging', true), store(null, low), 'not-applicable'),
  ];
}
