import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { outputDescriptions } from '../src/action/outputs.ts';
import { describedInputs } from './action-yml.ts';

/** The reusable workflow; it hands on what the action takes and answers between `# generated: NAME` and `# end`. */
export const gatePath = '.github/workflows/gate.yml';

/** The token is the called workflow's own, and the report lies where the workflow uploads it from. */
const inputs = describedInputs().filter(([name]) => name !== 'github-token' && name !== 'report-dir');

/** Paths mean nothing on another machine. */
const outputs = Object.entries(outputDescriptions).filter(([name]) => !name.startsWith('report-'));

const regions: Record<string, () => Record<string, unknown>> = {
  inputs: () => Object.fromEntries(inputs.map(([name, description]) => [name, { description, type: 'string' }])),
  outputs: () =>
    Object.fromEntries(
      outputs.map(([name, description]) => [name, { description, value: `\${{ jobs.maturity.outputs.${name} }}` }]),
    ),
  results: () => Object.fromEntries(outputs.map(([name]) => [name, `\${{ steps.maturity.outputs.${name} }}`])),
  given: () => Object.fromEntries(inputs.map(([name]) => [name, `\${{ inputs.${name} }}`])),
};

/** The text of the reusable workflow, its regions filled in anew. */
export function gateYml(): string {
  return readFileSync(gatePath, 'utf8').replace(
    /^( *)# generated: (\w+)\n[\s\S]*?^ *# end$/gm,
    (_all, indent: string, name: string) => {
      const make = regions[name];
      if (make === undefined) throw new Error(`${gatePath}: there is no region "${name}"`);
      const yaml = stringify(make(), { lineWidth: 0, singleQuote: true });
      return `${indent}# generated: ${name}\n${yaml.replace(/^(?=.)/gm, indent)}${indent}# end`;
    },
  );
}
