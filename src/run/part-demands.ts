import type { ComponentReport } from '../model/index.ts';
import { isProof, isRequired } from '../policy/index.ts';
import type { GovernedInput } from './govern.ts';
import { demandedOf } from './judge-component.ts';
import { ownComponents } from './ownership.ts';

/** What the report of a component has to say, whatever its evidence. */
export type PartDemands = Pick<ComponentReport, 'affected' | 'targetStage'> & {
  spec: Pick<ComponentReport['spec'], 'sha256'>;
  dependencies: Pick<ComponentReport['dependencies'][number], 'id' | 'stage' | 'optional'>[];
  results: Pick<ComponentReport['results'][number], 'gate' | 'stage' | 'required' | 'proves'>[];
};

/** By component what a part of this run demands of it: other options, another base or an edited part demand something else. */
export function partDemands(input: GovernedInput): Map<string, PartDemands> {
  return new Map(
    ownComponents(input).map((component) => {
      const { aim, rows } = demandedOf(component, input);
      const results = rows.map((row) => ({
        ...{ gate: row.gate.meta.id, stage: row.stage, required: isRequired(row, aim), proves: isProof(row) },
      }));
      const { spec, affected } = component;
      const { sha256, dependencies } = spec;
      return [spec.id.value, { affected, targetStage: aim.target, spec: { sha256 }, dependencies, results }];
    }),
  );
}

/** Whether a report says what it has to. A carried one, of a component that the change leaves alone, has the base's rows. */
export function meetsDemands(report: ComponentReport, demands: PartDemands): boolean {
  const hasBaseRows = report.carried !== null && !demands.affected;
  return originOf(report) === originOf(demands) && (hasBaseRows || rowsOf(report) === rowsOf(demands));
}

function originOf({ affected, spec, dependencies }: PartDemands): string {
  const required = dependencies.map(({ id, stage, optional }) => [id, stage, optional]);
  return JSON.stringify([affected, spec.sha256, required]);
}

function rowsOf({ targetStage, results }: PartDemands): string {
  const rows = results.map(({ gate, stage, required, proves }) => [gate, stage, required, proves]);
  return JSON.stringify([targetStage, rows]);
}
