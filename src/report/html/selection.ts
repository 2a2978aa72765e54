import { verdicts, type Verdict } from '../../model/index.ts';
import type { EntryData, FleetData } from './data.ts';

/** What the list can be sorted by. `worst` is the order of the report. */
export const sortKeys = ['worst', 'name', 'verdict', 'target', 'achieved', 'open'] as const;
export type SortKey = (typeof sortKeys)[number];

/** What the reader asked for. */
export interface Selection {
  query: string;
  verdict: Verdict | null;
  /** An achieved stage; `none` for components that have earned no stage. */
  achieved: string | null;
  /** Id of a gate that keeps the component from being ready. */
  gate: string | null;
  affectedOnly: boolean;
  sort: SortKey;
  descending: boolean;
  /** From 0. */
  page: number;
  /** Key of the component that is shown in full. */
  component: string | null;
}

/** What is shown at first. */
export const wholeFleet: Selection = {
  query: '',
  verdict: null,
  achieved: null,
  gate: null,
  affectedOnly: false,
  sort: 'worst',
  descending: false,
  page: 0,
  component: null,
};

/** Whether the entry has every word of the query in its id or the path of its specification. */
function matches({ name, key, spec }: EntryData, words: string[]): boolean {
  const text = `${name} ${key} ${spec.path}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

type Order = (one: EntryData, other: EntryData) => number;

const byName: Order = (one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0);

function orderOf(sort: SortKey, stages: string[]): Order {
  switch (sort) {
    case 'worst':
      return () => 0;
    case 'name':
      return byName;
    case 'verdict':
      return (one, other) => verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict);
    case 'target':
      return (one, other) => stages.indexOf(one.target) - stages.indexOf(other.target);
    case 'achieved':
      return (one, other) => stages.indexOf(one.achieved) - stages.indexOf(other.achieved);
    case 'open':
      return (one, other) => one.gates.length - other.gates.length;
  }
}

/** The entries that were asked for, in the order that was asked for; equal ones stay in the report's order. */
export function selected({ entries, stages }: FleetData, selection: Selection): EntryData[] {
  const words = selection.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(
    (entry) =>
      (selection.verdict === null || entry.verdict === selection.verdict) &&
      (selection.achieved === null || entry.achieved === selection.achieved) &&
      (selection.gate === null || entry.gates.includes(selection.gate)) &&
      (entry.affected || !selection.affectedOnly) &&
      matches(entry, words),
  );
  const order = orderOf(selection.sort, stages);
  return found.sort((one, other) => (selection.descending ? order(other, one) : order(one, other)));
}
