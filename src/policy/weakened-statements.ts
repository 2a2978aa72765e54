import type { Weakening } from '../gates/index.ts';
import type { ComponentPolicy } from './component-policy.ts';
import { demandsOf } from './demands.ts';
import { same } from './settings.ts';
import type { Stated } from './stated.ts';

/**
 * Criteria that were removed, and thresholds that were lowered. Statements are paired by section, stage and gate (with its
 * metric, environment or text), so other words for the same demand are no weakening.
 */
export function weakenedStatements(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  const after = pairable(head);
  return [...pairable(base)].flatMap(([subject, before]): Weakening[] => {
    const now = after.get(subject);
    return now === undefined ? [removed(subject, before)] : lowered(subject, before, now);
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

function removed(subject: string, { statement, gate, stage }: Stated): Weakening {
  const message = `Criterion removed: "${statement.text}" (${gate.meta.id}, ${stage}).`;
  return { what: 'criterion', subject: `criterion ${subject}`, message, base: statement.at, head: null };
}

function lowered(subject: string, before: Stated, after: Stated): Weakening[] {
  const { gate, stage } = before;
  if (same(gate.strictest(before.params, after.params), after.params)) return [];
  const message = `${gate.meta.title} (${stage}) lowered: "${before.statement.text}" became "${after.statement.text}".`;
  const places = { base: before.statement.at, head: after.statement.at };
  return [{ what: 'threshold', subject: `threshold ${subject}`, message, ...places }];
}
