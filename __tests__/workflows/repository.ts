import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isWorkflow, yamlBlocks } from './workflow.ts';

const root = join(import.meta.dirname, '..', '..');

/** A file of the repository by its path from the root. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function filesBelow(folder: string, extension: string): string[] {
  const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** The workflows that this repository runs, and those that it offers for copying. */
export const workflowPaths = [...filesBelow('.github/workflows', '.yml'), ...filesBelow('docs/workflows', '.yml')];

/** The workflows that stand within README and documentation: `README.md, block 1` → text. */
export const fencedWorkflows = ['README.md', ...filesBelow('docs', '.md')].flatMap((path) =>
  yamlBlocks(read(path))
    .filter(isWorkflow)
    .map((text, index): [string, string] => [`${path}, block ${index + 1}`, text]),
);

const described = z.record(z.string(), z.unknown());
const action = z.looseObject({ inputs: described, outputs: described });
const gate = z.object({ on: z.object({ workflow_call: action }) });

const { inputs, outputs } = action.parse(parse(read('action.yml')));
const called = gate.parse(parse(read('.github/workflows/gate.yml'))).on.workflow_call;

/** Names of inputs and outputs of the action and of the reusable workflow. */
export const ownAction = { inputs: Object.keys(inputs), outputs: Object.keys(outputs) };
export const ownGate = { inputs: Object.keys(called.inputs), outputs: Object.keys(called.outputs) };
export const ownInputs = { action: ownAction.inputs, gate: ownGate.inputs };
