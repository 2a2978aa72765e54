import { readdirSync, readFileSync } from 'node:fs';
import { reportSchema, type ComponentReport, type Report, type Result } from '../../src/model/index.ts';
import type { View } from '../../src/report/index.ts';

const folder = new URL('../scenarios/', import.meta.url);

/** The names of all scenario reports. */
export const scenarioNames = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();

/** A scenario report, checked against the contract. */
export function scenario(name: string): Report {
  return reportSchema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')));
}

/** A view of 80 columns without colour, with links as GitHub has them; `changes` replace parts of it. */
export function viewOf(changes: Partial<View> = {}): View {
  return {
    width: 80,
    colour: false,
    byteLimit: Infinity,
    linkTo: (path, line) => `https://github.com/o/r/blob/0123456/${path}${line === null ? '' : `#L${line}`}`,
    fullReport: 'https://github.com/o/r/actions/runs/1',
    mermaid: true,
    ...changes,
  };
}

/** The first component of a report, to be changed by a test. */
export function componentOf(report: Report): ComponentReport {
  const [component] = report.components;
  if (component === undefined) throw new Error('the scenario has no component');
  return component;
}

/** The row of a gate and stage of the first component, to be changed by a test. */
export function rowOf(report: Report, gate: string, stage: string): Result {
  const row = componentOf(report).results.find((result) => result.gate === gate && result.stage === stage);
  if (row === undefined) throw new Error(`the scenario has no row of ${gate} in ${stage}`);
  return row;
}
