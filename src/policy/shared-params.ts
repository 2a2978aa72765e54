import { finding, type Gate } from '../gates/index.ts';
import { describeLocation, type Finding, type GateSetting, type Problem } from '../model/index.ts';
import { keyOf, same, statedParams } from './settings.ts';
import type { Stated } from './stated.ts';

/** What the rows of one gate (and identity) at one stage share. */
export interface Shared {
  /** The strictest of what configuration and lines state. */
  params: object;
  findings: Finding[];
  /** Lines that disagree with each other. */
  problems: Problem[];
}

/** Parameters that name or place a demand; lines may well differ in them. */
const notCompared = new Set(['text', 'tools']);

/** The strictest parameters of lines that demand the same, and where they or the configuration disagree. */
export function shareParams(gate: Gate, lines: Stated[], setting: GateSetting | undefined): Shared {
  const set = configuredParams(gate, lines[0]?.key ?? '', setting);
  const findings: Finding[] = [];
  let params = set;
  for (const { stated, statement } of lines) {
    const wanted = gate.params.parse({ ...set, ...stated });
    params = params === null ? wanted : gate.strictest(params, wanted);
    if (set !== null && !same(gate.strictest(set, wanted), wanted)) {
      const message = `This line asks for less than the configuration, which stands: ${difference(set, stated)}.`;
      findings.push(finding('warning', message, statement.at));
    }
  }
  const problems = disagreements(gate, lines);
  findings.push(...problems.map(({ message, at }) => finding('warning', message, at)));
  return { params: params ?? {}, findings, problems };
}

/** The parameters that defaults and configuration give this very demand; `null` when they don't ask for it. */
function configuredParams(gate: Gate, key: string, setting: GateSetting | undefined): object | null {
  if (setting === undefined) return null;
  const params = gate.params.parse(statedParams(setting));
  // A gate whose rows are told apart by metric has settings for each; one told apart by text has the same for all.
  if (gate.split === undefined) return params;
  return gate.split(params).find((one) => keyOf(gate, one) === key) ?? null;
}

/** Each line that states another value of a parameter than an earlier line does. */
function disagreements(gate: Gate, lines: Stated[]): Problem[] {
  return lines.flatMap((line, index): Problem[] => {
    for (const earlier of lines.slice(0, index)) {
      const name = Object.keys(line.stated).find((key) => differs(line, earlier, key));
      if (name !== undefined) return [disagreement(gate, name, line, earlier)];
    }
    return [];
  });
}

function differs(line: Stated, earlier: Stated, name: string): boolean {
  return !notCompared.has(name) && name in earlier.stated && !same(line.stated[name], earlier.stated[name]);
}

function disagreement(gate: Gate, name: string, line: Stated, earlier: Stated): Problem {
  const values = `${name} is ${show(line.stated[name])} here and ${show(earlier.stated[name])}`;
  return {
    code: 'statements-disagree',
    message: `${gate.meta.title}: ${values} at ${describeLocation(earlier.statement.at)}; the strictest is judged.`,
    at: line.statement.at,
    hint: 'Make the two lines agree.',
  };
}

function difference(set: object, stated: Record<string, unknown>): string {
  const values = new Map<string, unknown>(Object.entries(set));
  return Object.entries(stated)
    .map(([name, value]) => `${name} ${show(value)} instead of ${show(values.get(name))}`)
    .join(', ');
}

function show(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
