import type { Line } from './line.ts';
import { stageIn, type Topic } from './names.ts';
import { textOf, type Source } from './source.ts';

/** What a line is part of. */
export interface Place {
  topic: Topic | null;
  /** In lower case, without the word "stage"; `null` where no heading or label names one. */
  stage: string | null;
}

const labelsThatDecide: ReadonlySet<Topic | null> = new Set<Topic>([
  'quality',
  'exit',
  'acceptance',
  'required',
  'optional',
  'external',
]);

/** Joins what headings and labels say of a line. The nearer label wins, except inside of a functional requirement. */
export function placeOf({ section, label }: Line): Place {
  const topic = section?.topic ?? null;
  const announced = label?.topic ?? null;
  const stage = label?.stage ?? section?.stage ?? null;
  if (announced === 'approval' || announced === 'aside') return { topic: announced, stage };
  if (topic === 'functional') return { topic, stage: null };
  return { topic: labelsThatDecide.has(announced) ? announced : topic, stage };
}

/** The stage from which an approval is asked: `(for production)`, else that of the criteria or approvals it stands among. */
export function approvalStage(source: Source, line: Line): string | null {
  const stage = /\((?:required )?for ([^()]+)\)/iu.exec(textOf(source, line.span))?.[1];
  if (stage !== undefined) return stageIn(stage);
  const topic = line.section?.topic ?? null;
  // Approvals mostly end the file, below a rule, and have nothing to do with the section above.
  return topic === 'approval' || topic === 'acceptance' || topic === 'maturity' ? placeOf(line).stage : null;
}

const sectionNames = new Map<Topic, string>([
  ['functional', 'requirements'],
  ['nfr', 'nfr'],
  ['metadata', 'metadata'],
  ['required', 'dependencies'],
  ['optional', 'dependencies'],
  ['external', 'dependencies'],
  ['unit', 'tests'],
  ['integration', 'tests'],
  ['e2e', 'tests'],
]);

/** The section of a placeholder, as the model describes it. */
export function placeholderSection(source: Source, line: Line): string | null {
  const { topic, stage } = placeOf(line);
  if (topic === 'approval') return staged(topic, approvalStage(source, line));
  if (topic === 'acceptance' || topic === 'quality' || topic === 'exit') return staged(topic, stage);
  const named = topic === null ? undefined : sectionNames.get(topic);
  return named ?? line.section?.name ?? null;
}

function staged(name: string, stage: string | null): string {
  return stage === null ? name : `${name}:${stage}`;
}
