import type { Enforcement, Location } from '../model/index.ts';
import { gateSteps, localGates, mapOf, statedInputs, type WorkflowFile } from './workflow.ts';

/** The options of a run that replace what configuration and specification say; empty and `null`: not given. */
export interface Asked {
  /**
   * Who gave them. A `person` at a terminal may ask anything; a pull request can edit the workflow that judges it, so the
   * inputs of an action are the `change`'s own word.
   */
  by: 'person' | 'change';
  enforce: Enforcement | null;
  stage: string | null;
  evidence: string[];
  components: string[];
  specs: string[];
}

/** Whether the base's workflows give an input this value already, or one that only a run can know. */
export function isStatedBefore(workflows: WorkflowFile[], input: string, value: string[]): boolean {
  const given = value.join('\n');
  return statedInputs(workflows, input).some((text) => text.includes('${{') || entriesOf(text).join('\n') === given);
}

/** The line of an input in the workflows; `null` where none gives it. */
export function inputPlace(workflows: WorkflowFile[], input: string): Location | null {
  const local = localGates(workflows);
  for (const file of workflows) {
    for (const { job, index, value } of gateSteps(file, local)) {
      if (!(input in mapOf(value['with']))) continue;
      const key = `jobs/${job}${index === null ? '' : `/steps/${index}`}/with/${input}`;
      return { path: file.path, line: file.content?.lines.get(key) };
    }
  }
  return null;
}

/** As the action reads a list: one entry a line, or several with commas between. */
function entriesOf(text: string): string[] {
  return text
    .split(/\n|,(?![^{}\n]*\})/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
