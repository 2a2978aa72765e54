import { h, type JSX } from 'preact';
import { plainText } from '../plain-text.ts';
import { counted } from '../words.ts';
import type { EntryData } from './data.ts';
import type { Graph, GraphNode } from './graph.ts';
import { verdictSign, verdictTone } from './marks.ts';

/** Units of the drawing. */
const WIDTH = 170;
const HEIGHT = 34;
const BETWEEN_COLUMNS = 70;
const BETWEEN_ROWS = 14;
const MARGIN = 4;
const LONGEST_NAME = 18;

function corner({ column, row }: GraphNode): { x: number; y: number } {
  return { x: MARGIN + column * (WIDTH + BETWEEN_COLUMNS), y: MARGIN + row * (HEIGHT + BETWEEN_ROWS) };
}

function edge({ from, to, optional }: Graph['edges'][number]): JSX.Element {
  const [start, end] = [corner(from), corner(to)];
  const [x1, y1, x2, y2] = [start.x + WIDTH, start.y + HEIGHT / 2, end.x - 1, end.y + HEIGHT / 2];
  const bend = Math.max(BETWEEN_COLUMNS / 2, Math.abs(x2 - x1) / 3);
  return h('path', {
    class: optional ? 'edge optional' : 'edge',
    d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    'marker-end': 'url(#arrow)',
  });
}

/** A box to click on; the list beside the drawing has the same link for everybody. */
function box(node: GraphNode, linked: (key: string) => string, current: string | null): JSX.Element {
  const { x, y } = corner(node);
  const { key, name, verdict } = node.entry;
  const text = `${verdictSign(verdict)} ${plainText(name, LONGEST_NAME)}`;
  return h(
    'a',
    { href: linked(key), tabIndex: -1 },
    h('rect', {
      class: `box ${verdictTone(verdict)}${key === current ? ' current' : ''}`,
      x,
      y,
      width: WIDTH,
      height: HEIGHT,
      rx: 8,
    }),
    h('text', { class: 'name', x: x + 12, y: y + HEIGHT / 2 + 5 }, text),
  );
}

const arrow = h(
  'marker',
  { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
  h('path', { class: 'tip', d: 'M0 0 L8 4 L0 8 z' }),
);

function drawing({ nodes, edges }: Graph, linked: (key: string) => string, current: string | null): JSX.Element {
  const width = Math.max(...nodes.map((node) => corner(node).x)) + WIDTH + MARGIN;
  const height = Math.max(...nodes.map((node) => corner(node).y)) + HEIGHT + MARGIN;
  return h(
    'svg',
    { class: 'graph', viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' },
    h('defs', null, arrow),
    edges.map(edge),
    nodes.map((node) => box(node, linked, current)),
  );
}

function sentence({ name, key, needs }: EntryData, linked: (key: string) => string): JSX.Element {
  const named = needs.map((need, index) => [
    index === 0 ? '' : ', ',
    need.key === null ? need.name : h('a', { href: linked(need.key) }, need.name),
    need.stage === null ? '' : ` at ${need.stage}`,
    need.optional ? ' (optional)' : '',
    need.key === null ? ' (not in this report)' : '',
  ]);
  return h('li', null, h('a', { href: linked(key) }, name), ' requires ', named);
}

/** Who requires whom, as a drawing and in words. */
export function graphView(graph: Graph, linked: (key: string) => string, current: string | null): JSX.Element {
  const sentences = graph.nodes
    .filter(({ entry }) => entry.needs.length > 0)
    .map(({ entry }) => sentence(entry, linked));
  return h(
    'div',
    null,
    h(
      'div',
      { class: 'scrolling', role: 'region', 'aria-label': 'Drawing of the dependencies', tabIndex: 0 },
      drawing(graph, linked, current),
    ),
    h(
      'details',
      null,
      h('summary', null, `In words (${counted(sentences.length, 'component')})`),
      h('ul', null, sentences),
    ),
  );
}
