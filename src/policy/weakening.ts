import type { Weakening } from '../gates/index.ts';
import type { ComponentSettings, Configuration, Location, Spec } from '../model/index.ts';
import { demandsOf, settingsAt, type Demand, type Demands, type Stated } from './demands.ts';
import { declaredStage, ladderOf, rankOf, stageNamed } from './ladder.ts';

/** The policy of one component at one commit. */
export interface ComponentPolicy {
  spec: Spec;
  settings: ComponentSettings | null;
  configuration: Configuration;
}

/** Every way in which the head demands less than the base: target, status, criteria, thresholds, gates turned off. */
export function weakenings(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  return [
    ...loweredStage('target', base.spec.targetStage, head.spec.targetStage, base, head),
    ...loweredStage('status', base.spec.status, head.spec.status, base, head),
    ...weakenedStatements(base, head),
    ...weakenedSettings(base, head),
  ];
}

/** Of a component that the base does not have, only the gates that it turns off are weakenings. */
export function newComponentWeakenings({ settings, configuration }: ComponentPolicy): Weakening[] {
  return Object.entries(settings?.gates ?? {})
    .filter(([, setting]) => setting.off !== undefined)
    .map(([gate, setting]) => {
      const at = configurationPlace(configuration, ['components', settings?.id ?? '', 'gates', gate]);
      return {
        what: 'gate-off',
        subject: `gate-off ${gate}`,
        message: `The new component turns the gate ${gate} off: ${setting.off ?? ''}`,
        base: at,
        head: at,
      };
    });
}

type Positioned = Spec['status'];

function loweredStage(
  what: 'target' | 'status',
  base: Positioned,
  head: Positioned,
  basePolicy: ComponentPolicy,
  headPolicy: ComponentPolicy,
): Weakening[] {
  if (base === null) return [];
  const ladder = ladderOf(basePolicy.configuration);
  const before = rankOf(
    ladder,
    what === 'target' ? stageNamed(ladder, base.value) : (declaredStage(ladder, base.value) ?? null),
  );
  const headLadder = ladderOf(headPolicy.configuration);
  const named =
    head === null
      ? null
      : what === 'target'
        ? stageNamed(headLadder, head.value)
        : (declaredStage(headLadder, head.value) ?? null);
  if (rankOf(ladder, named) >= before) return [];
  const name = what === 'target' ? 'Target stage' : 'Status';
  return [
    {
      what,
      subject: what,
      message: `${name} lowered from ${base.value} to ${head?.value ?? 'nothing'}.`,
      base: base.at,
      head: head?.at ?? null,
    },
  ];
}

/** Statements are paired by section, stage and gate (with its metric, environment or text). */
function weakenedStatements(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  const before = bySection(demandsOf(base.spec, base.settings, base.configuration));
  const after = bySection(demandsOf(head.spec, head.settings, head.configuration));
  return [...before].flatMap(([key, stated]): Weakening[] => {
    const [first] = stated;
    if (first === undefined) return [];
    const now = after.get(key);
    if (now === undefined) {
      return [
        {
          what: 'criterion',
          subject: `criterion ${key}`,
          message: `Criterion removed: "${first.statement.text}" (${first.gate.meta.id}, ${first.stage}).`,
          base: first.statement.at,
          head: null,
        },
      ];
    }
    return compared(key, stated, now);
  });
}

function compared(key: string, base: Stated[], head: Stated[]): Weakening[] {
  const [before, after] = [strictestOf(base), strictestOf(head)];
  if (before === null || after === null || same(before.gate.strictest(before.params, after.params), after.params))
    return [];
  return [
    {
      what: 'threshold',
      subject: `threshold ${key}`,
      message: `${before.gate.meta.title} (${before.stage}) lowered: "${before.statement.text}" became "${after.statement.text}".`,
      base: before.statement.at,
      head: after.statement.at,
    },
  ];
}

function strictestOf(stated: Stated[]): Stated | null {
  return stated.reduce<Stated | null>((strictest, one) => {
    if (strictest === null) return one;
    return { ...one, params: one.gate.strictest(strictest.params, one.params) };
  }, null);
}

function bySection({ stated }: Demands): Map<string, Stated[]> {
  const sections = new Map<string, Stated[]>();
  for (const one of stated) {
    const key = [one.statement.section, one.stage, one.key].join('\u0000');
    sections.set(key, [...(sections.get(key) ?? []), one]);
  }
  return sections;
}

/** Parameters and gates of the configuration (and its defaults), stage by stage. */
function weakenedSettings(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  return base.configuration.stages.flatMap(({ name: stage }) => {
    const before = settingsAt(stage, base.settings, base.configuration);
    const after = settingsAt(stage, head.settings, head.configuration);
    const gates = new Map(
      demandsOf(base.spec, base.settings, base.configuration).rows.map(({ gate }) => [gate.meta.id, gate]),
    );
    return [...before].flatMap(([id, setting]): Weakening[] => {
      const gate = gates.get(id);
      const places = { base: settingPlace(base, stage, id), head: settingPlace(head, stage, id) };
      const now = after.get(id);
      if (now === undefined)
        return [
          {
            what: 'gate-removed',
            subject: `gate-removed ${stage} ${id}`,
            message: `The gate ${id} is no longer demanded at ${stage}.`,
            ...places,
          },
        ];
      if ('off' in now && !('off' in setting)) {
        return [
          {
            what: 'gate-off',
            subject: `gate-off ${stage} ${id}`,
            message: `The gate ${id} was turned off at ${stage}: ${String(now['off'])}`,
            ...places,
          },
        ];
      }
      if (gate === undefined || 'off' in setting) return [];
      const wanted = gate.params.parse(setting);
      const given = gate.params.parse(now);
      if (same(gate.strictest(wanted, given), given)) return [];
      return [
        {
          what: 'threshold',
          subject: `setting ${stage} ${id}`,
          message: `The configuration of ${id} at ${stage} was loosened from ${JSON.stringify(setting)} to ${JSON.stringify(now)}.`,
          ...places,
        },
      ];
    });
  });
}

function settingPlace({ configuration, settings }: ComponentPolicy, stage: string, gate: string): Location {
  const own = ['components', settings?.id ?? '', 'gates', gate];
  if (configuration.lines.has(own.join('/'))) return configurationPlace(configuration, own);
  return configurationPlace(configuration, ['stages', stage, 'gates', gate]);
}

/** The nearest key of the configuration that is written down; the defaults have no line. */
function configurationPlace({ path, lines }: Configuration, keys: string[]): Location {
  const file = path ?? '.github/maturity.yml';
  for (let length = keys.length; length > 0; length -= 1) {
    const line = lines.get(keys.slice(0, length).join('/'));
    if (line !== undefined) return { path: file, line };
  }
  return { path: file };
}

/** The strictest of both: the head's rows with the base's demands joined in, where the head asks for less. */
export function strictestRows(head: Demand[], base: Demand[]): Demand[] {
  const joined = head.map((row) => {
    const before = base.find((one) => one.stage === row.stage && one.key === row.key);
    if (before === undefined) return row;
    return { ...row, params: row.gate.strictest(row.params, before.params), off: before.off === null ? null : row.off };
  });
  const kept = new Set(head.map(({ stage, key }) => `${stage}\u0000${key}`));
  const removed = base.filter(({ stage, key }) => !kept.has(`${stage}\u0000${key}`));
  return [...joined, ...removed];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
