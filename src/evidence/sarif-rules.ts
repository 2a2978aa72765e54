import type { SarifResult, SarifRule, SarifRun } from './sarif-log.ts';

/** Finds the rule that a result breaks; `null` where the log does not describe it. */
export type RuleFinder = (result: SarifResult) => SarifRule | null;

/**
 * The rules of a run: a result names its rule by place (in the driver, or in an extension) or by id. A place whose rule
 * has another id is not believed.
 */
export function sarifRules({ tool }: SarifRun): RuleFinder {
  const all = [tool.driver, ...(tool.extensions ?? [])].flatMap(({ rules }) => rules ?? []);
  // The first of several rules of one id stands, the driver's before an extension's.
  const byId = new Map(all.reverse().flatMap((rule) => (typeof rule.id === 'string' ? [[rule.id, rule]] : [])));
  return (result) => {
    const id = ruleIdOf(result);
    const placed = placedRule(result, tool);
    if (placed !== null && (id === null || isRule(placed, id))) return placed;
    return id === null ? null : (byId.get(id) ?? byId.get(parentOf(id)) ?? null);
  };
}

/** The id that a result gives its rule, if it does. */
export function ruleIdOf({ ruleId, rule }: SarifResult): string | null {
  return ruleId ?? rule?.id ?? null;
}

function placedRule({ rule, ruleIndex }: SarifResult, { driver, extensions }: SarifRun['tool']): SarifRule | null {
  const extension = rule?.toolComponent?.index ?? -1;
  const owner = extension < 0 ? driver : extensions?.[extension];
  return owner?.rules?.[rule?.index ?? ruleIndex ?? -1] ?? null;
}

function isRule({ id }: SarifRule, named: string): boolean {
  return id === named || id === parentOf(named);
}

/** Ids are hierarchical: `CA2101/1` is a case of the rule `CA2101` (§3.27.5). */
function parentOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}
