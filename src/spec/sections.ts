import type { Location } from '../model/index.ts';
import { announcedBy, isStageName, stageIn, type Topic } from './names.ts';
import type { Span } from './source.ts';

/** A heading and what is below it, up to the next heading of its depth. */
export interface Section {
  name: string;
  /** The heading's own words. */
  span: Span;
  at: Location;
  depth: number;
  parent: Section | null;
  /** What its own heading announces. */
  own: Topic | null;
  /** What it is part of: its own topic, else its parent's. */
  topic: Topic | null;
  stage: string | null;
  /** The functional requirement whose heading this is, `FR1`. */
  requirement: string | null;
}

/** The section that a heading opens below the one that is open. */
export function openSection(open: Section | null, depth: number, name: string, span: Span, at: Location): Section {
  const parent = parentFor(open, depth, name);
  return { name, span, at, depth, parent, ...meaning(parent, name) };
}

/** `FR1`, `FR-1`, `FR 1.2` at the beginning of a text, in capitals and without spaces; `null` where there is none. */
export function requirementId(text: string): { id: string; length: number } | null {
  const match = /^[*_`[\s]{0,8}(FR[-\s]?\d{1,4}(?:\.\d{1,4})*)(?![\p{L}\p{N}])[\]*_`\s:：.)–—-]*/iu.exec(text);
  const written = match?.[1];
  return written === undefined
    ? null
    : { id: written.toUpperCase().replace(/\s/gu, ''), length: match?.[0].length ?? 0 };
}

/** Stage headings at the depth of their own container belong to it: `## Acceptance Criteria`, `## Development Stage`. */
function parentFor(open: Section | null, depth: number, name: string): Section | null {
  const holdsStages = (section: Section): boolean =>
    section.depth === depth && isStageName(name) && isCriteria(section.own) && !isStageName(section.name);
  let parent = open;
  while (parent !== null && parent.depth >= depth && !holdsStages(parent)) parent = parent.parent;
  return parent;
}

function meaning(parent: Section | null, name: string): Pick<Section, 'own' | 'topic' | 'stage' | 'requirement'> {
  const inherited = parent?.topic ?? null;
  const requirement = inherited === 'functional' || inherited === 'requirements' ? requirementId(name) : null;
  if (requirement !== null) return { own: 'functional', topic: 'functional', stage: null, requirement: requirement.id };
  const announced = announcedBy(name);
  if (announced === null || !mayStandIn(announced.topic, inherited)) {
    return { own: null, topic: inherited, stage: stageBelow(parent, name), requirement: null };
  }
  const { topic, stage } = announced;
  return { own: topic, topic, stage: stage ?? parent?.stage ?? null, requirement: null };
}

/** A heading right below a container names the stage, whatever its words; deeper ones only if they are a stage's name. */
function stageBelow(parent: Section | null, name: string): string | null {
  if (isStageName(name)) return stageIn(name);
  const first = parent !== null && parent.stage === null && isCriteria(parent.own);
  return first ? stageIn(name) : (parent?.stage ?? null);
}

/** A heading such as "Functional" or "Unit Tests" among criteria only groups them. */
function mayStandIn(topic: Topic, container: Topic | null): boolean {
  if (topic === 'target' || topic === 'location' || topic === 'coverage-target') return false;
  if (topic === 'aside' || topic === 'approval' || container === null) return true;
  if (isCriteria(container)) return isCriteria(topic);
  // A requirement's own "Acceptance Criteria" are part of the requirement.
  return container !== 'functional' || topic === 'nfr' || topic === 'functional';
}

function isCriteria(topic: Topic | null): boolean {
  return topic === 'acceptance' || topic === 'maturity' || topic === 'quality' || topic === 'exit';
}
