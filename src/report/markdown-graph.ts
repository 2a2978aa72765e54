import type { Report } from '../model/index.ts';
import type { Line } from './cut.ts';
import { blockingDependencies, type BlockingDependency } from './dependency-graph.ts';
import { collapsed } from './markdown-blocks.ts';
import { plainText } from './plain-text.ts';
import type { View } from './renderer.ts';

/** More make no picture that anybody can read. */
const MOST_EDGES = 30;
const LONGEST = 40;

/** Untrusted text inside of Mermaid's quotes: all but letters, digits and what is harmless as its character's number. */
function label(text: string): string {
  const written = plainText(text, LONGEST).replace(/[^\p{L}\p{N} .,:/_-]/gu, (one) => `#${one.codePointAt(0) ?? 32};`);
  return `"${written}"`;
}

function standing({ to }: BlockingDependency): string {
  return to === null ? 'unknown' : `stands at ${to.standing ?? 'no stage'}`;
}

/** For those who don't see the picture; Mermaid reads such a line to its end. */
function description(edges: BlockingDependency[]): string {
  const sentences = edges.map((edge) => `${edge.from.id} needs ${edge.id} at ${edge.asked}: ${standing(edge)}`);
  return plainText(sentences.join('. '), 2_000).replace(/[^\p{L}\p{N} .,:/_-]/gu, ' ');
}

/** https://mermaid.js.org/syntax/flowchart.html */
function flowchart(edges: BlockingDependency[]): string[] {
  const names = new Map<string, { key: string; text: string }>();
  const name = (id: string, text: string): void => {
    if (!names.has(id)) names.set(id, { key: `n${names.size}`, text });
  };
  for (const edge of edges) name(edge.id, `${plainText(edge.id, LONGEST - 20)}: ${standing(edge)}`);
  for (const { from } of edges) name(from.id, from.id);
  const key = (id: string): string => names.get(id)?.key ?? '';
  return [
    'flowchart LR',
    '  accTitle: Dependencies that block',
    `  accDescr: ${description(edges)}`,
    ...[...names.values()].map((one) => `  ${one.key}[${label(one.text)}]`),
    ...edges.map(({ from, id, asked }) => `  ${key(from.id)} -->|${label(`needs ${asked}`)}| ${key(id)}`),
  ];
}

/** A picture of what blocks, where dependencies do and the place draws it. */
export function graphMarkdown(report: Report, view: View): Line[] {
  if (!view.mermaid) return [];
  const edges = blockingDependencies(report, MOST_EDGES);
  if (edges.length === 0) return [];
  const lines = ['```mermaid', ...flowchart(edges), '```', ''].map((text) => ({ text, row: false }));
  const many = edges.length === MOST_EDGES ? `the first ${MOST_EDGES}` : String(edges.length);
  return collapsed(`Dependencies that block (${many})`, lines);
}
