import type { Weakening } from '../gates/index.ts';
import type { Statement } from '../model/index.ts';
import type { ComponentPolicy } from './component-policy.ts';
import { demandsOf } from './demands.ts';
import { ladderOf, rankOf, type Ladder } from './ladder.ts';
import { same } from './settings.ts';
import type { Stated } from './stated.ts';
import { wordsOf } from './words.ts';

/**
 * Criteria that were removed, reworded into another demand or none, or moved to a later stage, and thresholds that were
 * lowered. Statements are paired by section, stage and gate (with its metric, environment or text), so other words for the
 * same demand are no weakening; nor is demanding it from an earlier stage on.
 */
export function weakenedStatements(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  const after = pairable(head);
  const ladder = ladderOf(base.configuration);
  return [...pairable(base)].flatMap(([subject, before]): Weakening[] => {
    const now = after.get(subject);
    if (now !== undefined) return lowered(subject, before, now);
    if ([...after.values()].some((one) => demandsEarlier(one, before, ladder))) return [];
    return [removed(subject, before, counterpart(before.statement, base, head))];
  });
}

/** The strictest statement of each section, stage and gate. */
function pairable({ spec, settings, configuration }: ComponentPolicy): Map<string, Stated> {
  const strictest = new Map<string, Stated>();
  for (const one of demandsOf(spec, settings, configuration).stated) {
    const subject = [one.statement.section, one.stage, one.key].join('\u0000');
    const before = strictest.get(subject);
    const params = before === undefined ? one.params : one.gate.strictest(before.params, one.params);
    strictest.set(subject, { ...one, params });
  }
  return strictest;
}

function demandsEarlier(one: Stated, before: Stated, ladder: Ladder): boolean {
  const rank = rankOf(ladder, one.stage);
  const isPair = one.statement.section === before.statement.section && one.key === before.key;
  return isPair && rank >= 0 && rank < rankOf(ladder, before.stage) && isAsStrict(before, one);
}

function isAsStrict({ gate, params }: Stated, after: Stated): boolean {
  return same(gate.strictest(params, after.params), after.params);
}

function removed(subject: string, { statement, gate, stage }: Stated, after: Statement | null): Weakening {
  const demanded = `"${statement.text}" (${gate.meta.id}, ${stage})`;
  const place =
    after === null ? '' : `; in its place stands "${after.text}"${stageText(after)}, which demands something else`;
  const message = `Criterion removed: ${demanded}${place}.`;
  return { what: 'criterion', subject: `criterion ${subject}`, message, base: statement.at, head: after?.at ?? null };
}

function stageText({ stage }: Statement): string {
  return stage === null ? '' : ` (${stage})`;
}

function lowered(subject: string, before: Stated, after: Stated): Weakening[] {
  const { gate, stage } = before;
  const places = { base: before.statement.at, head: after.statement.at };
  if (isAttestedAnew(before, after)) {
    const message = `The number in "${before.statement.text}" (${stage}) was bound to ${gate.meta.id}: a tick is believed.`;
    return [{ what: 'criterion', subject: `criterion ${subject}`, message, ...places }];
  }
  if (isAsStrict(before, after)) return [];
  const message = `${gate.meta.title} (${stage}) lowered: "${before.statement.text}" became "${after.statement.text}".`;
  return [{ what: 'threshold', subject: `threshold ${subject}`, message, ...places }];
}

/** A number that no gate measures is missing until its author has it believed. */
function isAttestedAnew(before: Stated, after: Stated): boolean {
  return before.gate.meta.id === 'attested' && before.measurable && !before.bound && after.bound;
}

/** What stands in a removed criterion's place: its words elsewhere, else the new line of its list that is most like it. */
function counterpart(
  { text, section, stage }: Statement,
  base: ComponentPolicy,
  head: ComponentPolicy,
): Statement | null {
  const same = head.spec.statements.find((one) => wordsOf(one.text) === wordsOf(text));
  if (same !== undefined) return same;
  const known = new Set(base.spec.statements.map((one) => wordsOf(one.text)));
  const wanted = new Set(wordsOf(text).split(' '));
  const likeness = (one: Statement): number =>
    wordsOf(one.text)
      .split(' ')
      .filter((word) => wanted.has(word)).length;
  const fresh = head.spec.statements.filter(
    (one) => one.section === section && one.stage === stage && !known.has(wordsOf(one.text)),
  );
  return fresh.sort((one, other) => likeness(other) - likeness(one))[0] ?? null;
}
