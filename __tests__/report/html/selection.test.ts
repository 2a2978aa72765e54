import { describe, expect, it } from '@jest/globals';
import { addressOf, selectionAt } from '../../../src/report/html/address.ts';
import { fleetData } from '../../../src/report/html/fleet-data.ts';
import { graphAround, wholeGraph } from '../../../src/report/html/graph.ts';
import { placesOf } from '../../../src/report/html/places.ts';
import { selected, wholeFleet, type Selection } from '../../../src/report/html/selection.ts';
import type { Report } from '../../../src/model/index.ts';
import { scenario, viewOf } from '../scenarios.ts';
import { fleetOf } from './fleet.ts';

function dataOf(report: Report) {
  return fleetData(report, placesOf(viewOf())).fleet;
}

/** Components that name each other: `a: ['b']` for a that requires b. */
function requiring(edges: Record<string, string[]>) {
  const report = fleetOf(Object.keys(edges).length);
  for (const [index, [id, needs]] of Object.entries(edges).entries()) {
    const component = report.components[index];
    if (component === undefined) continue;
    component.id = id;
    component.dependencies = needs.map((need) => ({ id: need, stage: null, optional: false, line: null }));
  }
  return dataOf(report).entries;
}

function columns(graph: ReturnType<typeof wholeGraph>): Record<string, number> {
  return Object.fromEntries((graph?.nodes ?? []).map(({ entry, column }) => [entry.key, column]));
}

describe('the address of what is seen', () => {
  it.each<Partial<Selection>>([
    {},
    { component: 'a/b c+d&e=f#g%h', query: 'x y' },
    { verdict: 'blocked', achieved: 'none', gate: 'min-coverage', affectedOnly: true },
    { sort: 'name', descending: true, page: 4 },
  ])('leads back to it: %j', (changes) => {
    const selection = { ...wholeFleet, ...changes };
    expect(selectionAt(addressOf(selection))).toEqual(selection);
  });

  it.each(['#verdict=splendid', '#page=-3', '#page=x', '#sort=__proto__', '#affected=perhaps', '#%E0%A4%A'])(
    'that makes no sense shows everything: %s',
    (fragment) => {
      expect(selectionAt(fragment)).toEqual(wholeFleet);
    },
  );
});

describe('the list of components', () => {
  const fleet = dataOf(scenario('many-components'));
  const names = (changes: Partial<Selection>) => selected(fleet, { ...wholeFleet, ...changes }).map(({ name }) => name);

  it('begins with the worst that the change affects', () => {
    expect(names({}).slice(0, 4)).toEqual(['orders', 'payments', 'mailer', 'search']);
  });

  it('has those that have every word of the query, in any case', () => {
    expect(names({ query: 'SPECS/ pay' })).toEqual(['payments']);
    expect(names({ query: 'pay nowhere' })).toEqual([]);
  });

  it('is sorted by stage in the order of the ladder', () => {
    const achieved = selected(fleet, { ...wholeFleet, sort: 'achieved' }).map((entry) => entry.achieved);
    expect(achieved).toEqual(
      [...achieved].sort((one, other) => fleet.stages.indexOf(one) - fleet.stages.indexOf(other)),
    );
    expect(achieved[0]).toBe('none');
  });

  it('stays itself when it is sorted', () => {
    names({ sort: 'name', descending: true });
    expect(names({}).slice(0, 2)).toEqual(['orders', 'payments']);
  });
});

describe('the graph of dependencies', () => {
  it('puts each component right of all that require it', () => {
    const graph = wholeGraph(requiring({ a: ['b', 'c'], b: ['c'], c: [], alone: [] }));
    expect(columns(graph)).toEqual({ a: 0, b: 1, c: 2 });
    expect(graph?.edges).toHaveLength(3);
  });

  it('ends where components require each other, or themselves', () => {
    const graph = wholeGraph(requiring({ a: ['b'], b: ['a', 'b'], c: ['a'] }));
    expect(columns(graph)).toEqual({ c: 0, a: 1, b: 2 });
    expect(graph?.edges).toHaveLength(3);
  });

  it('is not drawn where there is none, or too much', () => {
    expect(wholeGraph(requiring({ a: ['elsewhere'], b: [] }))).toBeNull();
    expect(wholeGraph(dataOf(fleetOf(1_000)).entries)).toBeNull();
  });

  it('is settled at once however the lines of sixty components cross', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `c${index}`);
    const entries = requiring(Object.fromEntries(ids.map((id, index) => [id, ids.slice(index + 1).reverse()])));
    expect(columns(wholeGraph(entries))).toMatchObject({ c0: 0, c30: 30, c59: 59 });
  });

  it('around a component has what it requires and what requires it, and no others', () => {
    const entries = requiring({ a: ['b'], b: ['c'], c: [], d: ['e'], e: [] });
    expect(Object.keys(columns(graphAround('b', entries))).sort()).toEqual(['a', 'b', 'c']);
    expect(graphAround('alone', requiring({ alone: [] }))).toBeNull();
  });
});
