import { environmentOf } from '../gates/index.ts';
import type { WantedEnvironment } from '../model/index.ts';
import { demandsOf, isRequired, stageNamed, stagesUpTo, type Aim, type Demand } from '../policy/index.ts';
import { judgingOrder } from './dependencies.ts';
import type { RunInput } from './input.ts';
import { aimOf } from './judge-component.ts';
import { environmentsOf } from './known-deployments.ts';
import type { OwnedComponent } from './ownership.ts';

/** Facts that cost requests, as far as some row that counts asks for them. */
export interface WantedFacts {
  /** Environments whose deployments are asked for, each with the longest demanded period. */
  environments: WantedEnvironment[];
  /** Whether the files that have changed since a deployment are asked for. */
  changesSince: boolean;
  /** Whether a security scan is asked for. */
  securityScan: boolean;
  /** Names of the check runs that criteria are bound to. */
  checks: string[];
  /** Whether something that was measured is compared with an earlier run. */
  baseline: boolean;
}

/** A row that is asked for, and the names that its component's stages have as environments. */
interface WantedRow {
  demand: Demand;
  aim: Aim;
  environments: Map<string, string>;
}

/**
 * What has to be asked. A change pays for rows that would be required of its components if they stood on the main branch:
 * operation gates up to the declared status or the promotion, change gates up to the target. Without a base, and for
 * components that others require, operation gates up to the target are asked for as well: there it shows who may rise.
 */
export function wantedFacts(all: OwnedComponent[], input: RunInput): WantedFacts {
  const rows = wantedRows(all, input);
  const environments = new Map<string, WantedEnvironment>();
  for (const { name, days } of rows.flatMap(environmentsWanted)) {
    const known = environments.get(name.toLowerCase());
    environments.set(name.toLowerCase(), { name, days: Math.max(days, known?.days ?? 0) });
  }
  const checks = rows.flatMap(({ demand }) => (demand.gate.meta.id === 'attested' ? textParam(demand, 'check') : []));
  return {
    environments: [...environments.values()],
    changesSince: rows.some(({ demand }) => textParam(demand, 'of').includes('code')),
    securityScan: rows.some(({ demand }) => demand.gate.meta.id === 'security-reviewed'),
    checks: [...new Set(checks)],
    baseline: rows.some(({ demand }) => comparesWithBaseline(demand, input)),
  };
}

function wantedRows(all: OwnedComponent[], input: RunInput): WantedRow[] {
  const judged = all.filter(
    ({ affected, spec }) => affected && (input.only.length === 0 || input.only.includes(spec.id.value)),
  );
  const needed = judgingOrder(judged, all).map(({ component }) => component);
  const required = new Set(
    needed.flatMap(({ spec }) => spec.dependencies.flatMap((one) => (one.optional ? [] : one.id))),
  );
  return needed.flatMap((component) => {
    const { id } = component.spec;
    const before = input.base.state === 'known' ? input.base.base.get(id.value) : undefined;
    const head = { spec: component.spec, settings: component.settings, configuration: input.configuration };
    const climbs = input.base.state === 'none' || required.has(id.value);
    return [head, ...(before === undefined ? [] : [before])].flatMap((policy) => {
      const aim = aimOf(policy, undefined, undefined, input);
      const asked = { ...aim, promotion: aim.promotion || climbs };
      return demandsOf(policy.spec, policy.settings, policy.configuration)
        .rows.filter((demand) => demand.off === null && isRequired(demand, asked))
        .map((demand) => ({ demand, aim, environments: environmentsOf(component) }));
    });
  });
}

function environmentsWanted({ demand, aim, environments }: WantedRow): WantedEnvironment[] {
  const { gate, stage, params } = demand;
  const facts = { environments, stageNamed: (written: string | null) => stageNamed(aim.ladder, written) };
  const wanted = (name: string, days = 0): WantedEnvironment => ({ name: environmentOf(facts, name), days });
  if (gate.meta.id === 'deployed') return [wanted(textParam(demand, 'environment')[0] ?? stage)];
  if (gate.meta.id === 'stability-period') return [wanted(stage, 'days' in params ? Number(params.days) : 0)];
  // Any rollback of a stage up to this one proves it; what is older than the other rows ask for is not looked for.
  if (gate.meta.id === 'rollback-tested') return stagesUpTo(aim.ladder, stage).map((one) => wanted(one));
  return [];
}

/** What was not measured now is not compared either. */
function comparesWithBaseline({ gate, params }: Demand, { evidence }: RunInput): boolean {
  const isMeasured = evidence.sources.some(({ kind }) => gate.needs.includes(kind));
  return isMeasured && gate.comparesWithBaseline?.(params) === true;
}

/** A parameter that is a text, unless it is absent or empty. */
function textParam({ params }: Demand, name: string): string[] {
  const value = new Map<string, unknown>(Object.entries(params)).get(name);
  return typeof value === 'string' && value !== '' ? [value] : [];
}
