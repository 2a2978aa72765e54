import { describe, expect, it } from '@jest/globals';
import type { Standing } from '../../src/gates/index.ts';
import { judgingOrder } from '../../src/run/dependencies.ts';
import type { OwnedComponent } from '../../src/run/ownership.ts';
import { strongGroups } from '../../src/run/strong-groups.ts';
import { specWith } from '../policy/specs.ts';

const at = { path: 'specs/any.md', line: 1 };

/** A component that requires others; a name that ends with `?` is optional. */
function component(id: string, ...names: string[]): OwnedComponent {
  const dependencies = names.map((name) => ({
    id: name.replace('?', ''),
    stage: null,
    optional: name.endsWith('?'),
    at,
  }));
  const none = { unit: new Set<string>(), integration: new Set<string>(), e2e: new Set<string>() };
  return {
    spec: specWith({ id: { value: id, at }, dependencies }),
    settings: null,
    problems: [],
    change: { state: 'no-base' },
    before: null,
    stricter: null,
    affected: true,
    owned: { folder: null, files: new Set(), tests: none, locations: { unit: [], integration: [], e2e: [] } },
  };
}

const idOf = ({ spec }: OwnedComponent): string => spec.id.value;
const standing: Standing = { achieved: 'staging', open: [] };

/** Judges in order; answers for each component in turn what it knew of those that it names. */
function known(wanted: OwnedComponent[], all = wanted): [string, Record<string, string>][] {
  const standings = new Map<OwnedComponent, Standing>();
  return judgingOrder(wanted, all).map((step) => {
    const dependencies = [...step.dependencies(standings)].map(([id, dependency]): [string, string] => [
      id,
      dependency.state === 'circle' ? dependency.path.join(' → ') : dependency.state,
    ]);
    standings.set(step.component, standing);
    return [idOf(step.component), Object.fromEntries(dependencies)];
  });
}

describe('components are judged', () => {
  it('after those that they require, directly or not', () => {
    expect(known([component('shop', 'cart'), component('cart', 'store'), component('store')])).toEqual([
      ['store', {}],
      ['cart', { store: 'judged' }],
      ['shop', { cart: 'judged' }],
    ]);
  });

  it('only as far as the wanted ones require them', () => {
    const all = [component('other'), component('shop', 'store'), component('store'), component('more', 'shop')];
    expect(known(all.slice(1, 2), all).map(([id]) => id)).toEqual(['store', 'shop']);
  });

  it('after optional ones too', () => {
    expect(known([component('shop', 'ads?'), component('ads')])).toEqual([
      ['ads', {}],
      ['shop', { ads: 'judged' }],
    ]);
  });

  it('without knowing what no specification describes', () => {
    expect(known([component('shop', 'nowhere')])).toEqual([['shop', {}]]);
  });

  it('once each, however many require them', () => {
    const order = known([component('a', 'b', 'c'), component('b', 'd'), component('c', 'd'), component('d')]);
    expect(order.map(([id]) => id).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(order[0]).toEqual(['d', {}]);
  });
});

describe('a circle', () => {
  it('is named from each of its members, and none vouches for another', () => {
    const order = known([component('a', 'b'), component('b', 'c'), component('c', 'a')]);
    expect(Object.fromEntries(order)).toEqual({
      a: { b: 'a → b → c → a' },
      b: { c: 'b → c → a → b' },
      c: { a: 'c → a → b → c' },
    });
  });

  it('is a component that requires itself', () => {
    expect(known([component('a', 'a')])).toEqual([['a', { a: 'a → a' }]]);
  });

  it('is told from its neighbours: who requires a member knows how far it has come', () => {
    const order = known([component('top', 'a'), component('a', 'b', 'leaf'), component('b', 'a'), component('leaf')]);
    expect(Object.fromEntries(order)).toEqual({
      leaf: {},
      a: { b: 'a → b → a', leaf: 'judged' },
      b: { a: 'b → a → b' },
      top: { a: 'judged' },
    });
  });

  it('is not closed by an optional line: who is required stays provable', () => {
    const order = known([component('shop', 'ads'), component('ads', 'shop?')]);
    expect(order).toEqual([
      ['ads', { shop: 'ads → shop → ads' }],
      ['shop', { ads: 'judged' }],
    ]);
  });
});

describe('five thousand components', () => {
  const names = Array.from({ length: 5000 }, (_value, index) => `c${index}`);

  it('in one chain are judged from its end, without deep recursion', () => {
    const chain = names.map((name, index) => component(name, ...names.slice(index + 1, index + 2)));
    const order = judgingOrder(chain.slice(0, 1), chain);
    expect(order.map((step) => idOf(step.component))).toEqual([...names].reverse());
  });

  it('in one circle are each named with its beginning', () => {
    const ring = names.map((name, index) => component(name, names[(index + 1) % names.length] ?? ''));
    const order = known(ring);
    expect(order).toHaveLength(5000);
    expect(Object.fromEntries(order)['c7']).toEqual({ c8: 'c7 → c8 → … → c7' });
  });
});

describe('strong groups', () => {
  it('are those of the reachability of the graph, each behind those that it leads to', () => {
    // A small generator of its own: the same graphs in every run.
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 50; round += 1) {
      const size = 1 + random(9);
      const edges = Array.from({ length: size }, () => Array.from({ length: random(4) }, () => random(size)));
      const leadsTo = (node: number): number[] => edges[node] ?? [];
      const reaches = closure(edges);
      const groups = strongGroups([...edges.keys()], leadsTo);
      expect(groups.flat().sort((one, other) => one - other)).toEqual([...edges.keys()]);
      groups.forEach((group, index) => {
        const [first = -1] = group;
        const mutual = [...edges.keys()].filter((node) => reaches[first]?.has(node) && reaches[node]?.has(first));
        expect([...group].sort((one, other) => one - other)).toEqual(mutual);
        const later = groups.slice(index + 1).flat();
        expect(later.filter((node) => reaches[first]?.has(node))).toEqual([]);
      });
    }
  });
});

/** Which nodes each node reaches, itself included: by repetition until nothing changes. */
function closure(edges: number[][]): Set<number>[] {
  const reaches = edges.map((next, node) => new Set([node, ...next]));
  for (let changed = true; changed;) {
    changed = false;
    for (const reached of reaches) {
      const before = reached.size;
      for (const next of [...reached].flatMap((node) => [...(reaches[node] ?? [])])) reached.add(next);
      changed ||= reached.size > before;
    }
  }
  return reaches;
}
