import type { ComponentReport, Report } from '../../../src/model/index.ts';
import { componentOf, scenario } from '../scenarios.ts';

/** A report of many components: every fourth is blocked, every fourth inconclusive, the others ready. */
export function fleetOf(count: number): Report {
  const kinds = ['blocked', 'inconclusive', 'ready', 'ready'].map((name) => componentOf(scenario(name)));
  const components = Array.from({ length: count }, (_, index): ComponentReport => {
    const kind = structuredClone(kinds[index % kinds.length] ?? componentOf(scenario('ready')));
    const path = `specs/service-${index}.md`;
    return {
      ...kind,
      id: `service-${index}`,
      spec: { path, sha256: String(index).padStart(64, '0') },
      results: kind.results.map((row) => ({
        ...row,
        criterion: row.criterion === null ? null : { ...row.criterion, path },
      })),
      dependencies:
        index % 10 === 1 ? [{ id: `service-${index - 1}`, stage: 'staging', optional: false, line: null }] : [],
    };
  });
  return { ...scenario('blocked'), components };
}
