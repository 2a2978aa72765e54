import { formatThreshold, type Finding, type Threshold } from '../model/index.ts';
import { bindableNames, boundMetrics } from './bound-metrics.ts';
import type { Judgement } from './gate.ts';
import type { Known, MeasuredMetric } from './known-facts.ts';
import { finding, unproven } from './judgement.ts';
import { agree, compareValues, convert, unitOf, unitOfName, type Unit } from './units.ts';

/** Names beyond these are counted. */
const SHOWN = 20;

/** A value whose unit is known to fit the target's. */
interface Reading {
  metric: MeasuredMetric;
  unit: Unit;
}

/** Whether the metric of a name meets a target. Of several values the worst is judged. */
export function judgeTarget(facts: Known<MeasuredMetric[]>, name: string, target: Threshold): Judgement {
  const expected = { value: target.value, unit: target.unit, comparator: target.comparator };
  if (facts.state !== 'known') return unproven(facts, expected);
  const metrics = boundMetrics(facts.value, name);
  if (metrics.length === 0) return { ...unbound(facts.value, name), expected, evidence: facts.evidence };
  const evidence = [...new Set(metrics.map(({ report }) => report))];
  const wanted = unitOf(target.unit);
  const read = metrics.map((metric) => readingOf(metric, target, wanted));
  const faults = read.flatMap((one) => ('fault' in one ? [one.fault] : []));
  const readings = read.flatMap((one) => ('fault' in one ? [] : [one]));
  if (wanted === null || faults.length > 0) {
    return { status: 'error', actual: null, expected, findings: faults.slice(0, SHOWN), evidence };
  }
  return { ...judgeWorst(readings, name, target, wanted), expected, evidence };
}

function judgeWorst(
  readings: Reading[],
  name: string,
  target: Threshold,
  wanted: Unit,
): Pick<Judgement, 'status' | 'actual' | 'findings'> {
  const ranked = readings.map((reading) => ({ reading, badness: badness(reading, target, wanted) }));
  const { metric, unit } = ranked.reduce((worst, one) => (one.badness > worst.badness ? one : worst)).reading;
  const value = convert(metric.value, unit, wanted);
  const shown = `${value}${target.unit === '' ? '' : ` ${target.unit}`}`;
  const at = { path: metric.report.path };
  const met = meets(compareValues(metric.value, unit, target.value, wanted), target);
  const findings = met
    ? [finding('note', `${describe(metric)} is ${shown}.`, at)]
    : [finding('fail', `${describe(metric)} is ${shown}, the target is ${formatThreshold(target)}.`, at)];
  return {
    status: met ? 'pass' : 'fail',
    actual: { value, unit: target.unit },
    findings: [...findings, ...several(readings, name)],
  };
}

/** How far a value is on the wrong side; only the order counts, the verdict is exact. */
function badness({ metric, unit }: Reading, { comparator, value }: Threshold, wanted: Unit): number {
  const difference = convert(metric.value, unit, wanted) - value;
  if (comparator === '=') return Math.abs(difference);
  return comparator.startsWith('>') ? -difference : difference;
}

function meets(order: number, { comparator }: Threshold): boolean {
  const met = { '>=': order >= 0, '>': order > 0, '<=': order <= 0, '<': order < 0, '=': order === 0 };
  return met[comparator];
}

/** The value with its unit, or why it can't be judged. */
function readingOf(metric: MeasuredMetric, target: Threshold, wanted: Unit | null): Reading | { fault: Finding } {
  const name = describe(metric);
  const fault = (message: string) => ({ fault: finding('fail', message, { path: metric.report.path }) });
  if (!Number.isFinite(metric.value)) return fault(`${name} is ${metric.value}, which is no measurement.`);
  if (wanted === null)
    return fault(`The target's unit "${target.unit}" has no exact length, so nothing is converted to it.`);
  const written =
    metric.unit ?? unitOfName(metric.name) ?? (/^number(?! .*per time$)/.test(wanted.dimension) ? '' : null);
  if (written === null) {
    return fault(
      `No report says in what unit ${name} is: state it, or end the name with it (_seconds, _ratio, _bytes).`,
    );
  }
  const unit = unitOf(written);
  if (unit === null) return fault(`The unit "${written}" of ${name} can't be converted.`);
  // A ratio is a plain number, so a target without a unit may be one.
  if (target.unit === '' && written.toLowerCase() === 'ratio') return { metric, unit: wanted };
  if (agree(unit, wanted)) return { metric, unit };
  return fault(
    `${name} is measured in ${written || 'a plain number'}, the target in ${target.unit || 'a plain number'}.`,
  );
}

function several(readings: Reading[], name: string): Finding[] {
  const [first] = readings;
  if (first === undefined || readings.length === 1) return [];
  const equal = readings.every(
    ({ metric, unit }) => compareValues(metric.value, unit, first.metric.value, first.unit) === 0,
  );
  if (equal) return [finding('note', `${readings.length} values of "${name}" agree.`)];
  const message = `There are ${readings.length} values of "${name}"; the worst is judged. Name one by its labels: metric='${name}{label="value"}'.`;
  return [finding('warning', message)];
}

function unbound(metrics: MeasuredMetric[], name: string): Pick<Judgement, 'status' | 'actual' | 'findings'> {
  const names = bindableNames(metrics);
  const shown = names.slice(0, SHOWN).join(', ');
  const rest = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const present = names.length === 0 ? 'No report names any metric.' : `There are: ${shown}${rest}.`;
  const remedy = 'Bind the target to one: <!-- gate: slo-met metric=NAME -->.';
  const findings = [finding('fail', `No metric is called "${name}". ${present} ${remedy}`)];
  if (metrics.some((metric) => metric.name === `${name}_bucket`)) {
    findings.push(
      finding('note', `"${name}" is a histogram: let Prometheus compute its quantile (histogram_quantile).`),
    );
  }
  return { status: 'missing', actual: null, findings };
}

function describe({ name, labels }: MeasuredMetric): string {
  const pairs = [...labels].map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}
