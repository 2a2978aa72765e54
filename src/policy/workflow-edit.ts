import type { Weakening } from '../gates/index.ts';
import type { Location } from '../model/index.ts';
import type { WorkflowFile } from './workflow.ts';

/** An edit of a workflow that judges: of what judges (a weakening), or of what is beside it (a remark). */
export interface WorkflowEdit {
  weakening: Weakening;
  loosens: boolean;
}

/** Makes an edit of the key, with what is said of it. */
export type Edit = (key: string, message: string) => WorkflowEdit;

/** Makes the edits of one workflow; `key` is the path of the YAML key that is edited. */
export function editor(base: WorkflowFile, head: WorkflowFile | undefined): Edit {
  return (key, message) => ({
    loosens: true,
    weakening: {
      what: 'workflow',
      subject: `workflow ${base.path} ${key}`,
      message: `The workflow ${base.path} uses this action: ${message}.`,
      base: placeOf(base, key),
      head: head === undefined ? null : placeOf(head, key),
    },
  });
}

/** The key's line, or that of the nearest key around it. */
function placeOf({ path, content }: WorkflowFile, key: string): Location {
  for (let keys = key.split('/'); keys.length > 0; keys = keys.slice(0, -1)) {
    const line = content?.lines.get(keys.join('/'));
    if (line !== undefined) return { path, line };
  }
  return { path, line: 1 };
}

/** A value of YAML as a sentence has it. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether two values of YAML are the same, in whatever order their keys stand. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
