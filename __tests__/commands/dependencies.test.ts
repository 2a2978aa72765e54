import { afterAll, describe, expect, it } from '@jest/globals';
import type { CheckOptions } from '../../src/commands/index.ts';
import type { Result } from '../../src/model/index.ts';
import { emptyRepository, removeRepositories, type Repository } from '../repository.ts';

afterAll(removeRepositories);

/** Two stages: bronze wants a README, silver the required components. */
const ladder = `stages:
  bronze: { gates: { docs-present: {} } }
  silver: { gates: { dependencies-ready: {} } }
`;
const readme = `# Component\n\n${'It says what the component does, and how it is used by others. '.repeat(3)}\n`;
const firstLine = 16;

/** A specification whose dependencies begin at {@link firstLine}. */
function specification(id: string, required: string[], optional: string[]): string {
  return `# Component Specification: ${id}

**Component ID:** \`${id}\`
**Status:** Bronze
**Target Stage:** silver

### Functional Requirements

#### FR1: Serve
**Acceptance Criteria:**
- [x] It serves

### Dependencies

#### Required Components
${required.map((line) => `- ${line}`).join('\n')}

#### Optional Dependencies
${optional.map((line) => `- ${line}`).join('\n')}

## Acceptance Criteria

### Bronze Stage
- [x] Documentation complete (README.md)

### Silver Stage
- [ ] Integration with dependencies validated
`;
}

/** A repository of components by what they require; each has its README. */
function repositoryOf(components: Record<string, string[]>, optional: Record<string, string[]> = {}): Repository {
  const repository = emptyRepository();
  repository.write('.github/maturity.yml', ladder);
  for (const [id, required] of Object.entries(components)) {
    repository.write(`specs/${id}.md`, specification(id, required, optional[id] ?? []));
    repository.write(`src/${id}/README.md`, readme);
  }
  return repository;
}

/** The row of `dependencies-ready` of each reported component. */
async function rowsOf(
  repository: Repository,
  options: Partial<CheckOptions> = {},
): Promise<Map<string, Result | undefined>> {
  const { report } = await repository.check(options);
  return new Map(
    report.components.map(({ id, results }) => [id, results.find(({ gate }) => gate === 'dependencies-ready')]),
  );
}

describe('dependencies-ready', () => {
  it('passes once each required component has achieved the stage asked', async () => {
    const repository = repositoryOf({
      shop: ['`cart` (silver) - Basket', '`store` (bronze) - Shelf'],
      cart: [],
      store: [],
    });
    const shop = (await rowsOf(repository)).get('shop');
    expect(shop).toMatchObject({
      status: 'pass',
      required: true,
      actual: [
        { component: 'cart', asked: 'silver', achieved: 'silver' },
        { component: 'store', asked: 'bronze', achieved: 'silver' },
      ],
    });
    expect((await repository.check()).exitCode).toBe(0);
  });

  it('reports the components in their own order, whatever order they are judged in', async () => {
    const rows = await rowsOf(repositoryOf({ a: ['`b` (bronze)'], b: ['`c` (bronze)'], c: [] }));
    expect([...rows.keys()]).toEqual(['a', 'b', 'c']);
  });

  it('is not applicable where nothing is required', async () => {
    const rows = await rowsOf(repositoryOf({ shop: [] }));
    expect(rows.get('shop')?.status).toBe('not-applicable');
  });

  it('is transitive: what a required component lacks, those above it lack too', async () => {
    const repository = repositoryOf({ shop: ['`cart` (silver)'], cart: ['`store` (bronze)'], store: [] });
    repository.remove('src/store/README.md');
    const rows = await rowsOf(repository);
    expect(rows.get('cart')).toMatchObject({
      status: 'missing',
      actual: [{ component: 'store', asked: 'bronze', achieved: null }],
      findings: [{ outcome: 'fail', path: 'specs/cart.md', line: firstLine }],
    });
    expect(rows.get('cart')?.findings[0]?.message).toMatch(/store.*docs-present \(bronze\)/);
    expect(rows.get('shop')).toMatchObject({
      status: 'missing',
      actual: [{ component: 'cart', asked: 'silver', achieved: 'bronze' }],
      findings: [{ outcome: 'fail', path: 'specs/shop.md', line: firstLine }],
    });
  });

  it('fails where a row of the required component fails', async () => {
    const repository = repositoryOf({ shop: ['`store` (bronze)'], store: [] });
    repository.edit('specs/store.md', /#### FR1[\s\S]*?(?=###)/, '');
    const shop = (await rowsOf(repository)).get('shop');
    expect(shop?.status).toBe('fail');
    expect(shop?.findings[0]?.message).toMatch(/spec-complete \(bronze\) fails/);
  });

  it('asks for the row’s own stage where the line names none', async () => {
    const repository = repositoryOf({ shop: ['`store` - Shelf'], store: ['`nowhere` (bronze)'] });
    expect((await rowsOf(repository)).get('shop')).toMatchObject({
      status: 'missing',
      actual: [{ component: 'store', asked: 'silver', achieved: 'bronze' }],
    });
  });

  it('leaves the code review of the required component aside', async () => {
    const repository = repositoryOf({ shop: ['`store` (bronze)'], store: [] });
    repository.write('.github/maturity.yml', ladder.replace('docs-present: {}', 'docs-present: {}, code-reviewed: {}'));
    const { report } = await repository.check();
    const row = (id: string, gate: string): string | undefined =>
      report.components.find((component) => component.id === id)?.results.find((one) => one.gate === gate)?.status;
    expect([row('store', 'code-reviewed'), row('shop', 'code-reviewed')]).toEqual(['missing', 'missing']);
    expect(row('shop', 'dependencies-ready')).toBe('pass');
  });

  it('is not proven by a review alone that is lacking', async () => {
    const repository = repositoryOf({ shop: ['`store` (bronze)'], store: [] });
    repository.write('.github/maturity.yml', ladder.replace('docs-present: {}', 'code-reviewed: {}'));
    repository.edit('specs/store.md', '- [x] Documentation complete (README.md)', '- [x] Code review approved');
    expect((await rowsOf(repository)).get('shop')?.status).toBe('missing');
  });

  it('names a component that does not exist, at its line', async () => {
    const repository = repositoryOf({ shop: ['`store` (bronze)', '`nowhere` (bronze)'], store: [] });
    expect((await rowsOf(repository)).get('shop')).toMatchObject({
      status: 'missing',
      findings: [{ outcome: 'fail', path: 'specs/shop.md', line: firstLine + 1 }],
    });
  });

  it('names what is asked and is no stage', async () => {
    const rows = await rowsOf(repositoryOf({ shop: ['`store` (version 2)'], store: [] }));
    expect(rows.get('shop')?.status).toBe('missing');
    expect(rows.get('shop')?.findings[0]?.message).toMatch(/"version 2".*bronze, silver/);
  });

  it('only warns of optional ones', async () => {
    const repository = repositoryOf(
      { shop: ['`store` (bronze)'], store: [], ads: [] },
      { shop: ['`ads` (bronze)', '`nowhere` (bronze)'] },
    );
    repository.remove('src/ads/README.md');
    const shop = (await rowsOf(repository)).get('shop');
    expect(shop).toMatchObject({ status: 'pass', actual: [{ component: 'store' }] });
    expect(shop?.findings.filter(({ outcome }) => outcome !== 'note').map(({ outcome }) => outcome)).toEqual([
      'warning',
      'warning',
    ]);
  });

  it('is not shaken by names that objects have by themselves', async () => {
    const rows = await rowsOf(repositoryOf({ shop: ['`__proto__` (bronze)', '`constructor` (bronze)'] }));
    expect(rows.get('shop')).toMatchObject({
      status: 'missing',
      actual: [
        { component: '__proto__', achieved: null },
        { component: 'constructor', achieved: null },
      ],
    });
  });
});

describe('components that require each other in a circle', () => {
  it('all fail, each naming the circle from its own line', async () => {
    const repository = repositoryOf({
      a: ['`b` (silver)'],
      b: ['`c` (silver)'],
      c: ['`a` (silver)'],
      top: ['`a` (silver)'],
    });
    const rows = await rowsOf(repository);
    expect([...rows].map(([id, row]) => [id, row?.status])).toEqual([
      ['a', 'fail'],
      ['b', 'fail'],
      ['c', 'fail'],
      ['top', 'fail'],
    ]);
    expect(rows.get('b')?.findings[0]).toMatchObject({ outcome: 'fail', path: 'specs/b.md', line: firstLine });
    expect(rows.get('b')?.findings[0]?.message).toContain('b → c → a → b');
    expect((await repository.check()).exitCode).toBe(1);
  });

  it('may still be required at a stage below the circle', async () => {
    const repository = repositoryOf({ a: ['`b` (silver)'], b: ['`a` (silver)'], top: ['`a` (bronze)'] });
    expect((await rowsOf(repository)).get('top')?.status).toBe('pass');
  });
});

describe('components that are asked for by name', () => {
  it('are reported alone, with those that they require judged too', async () => {
    const repository = repositoryOf({ shop: ['`store` (bronze)'], store: ['`nowhere` (silver)'], other: [] });
    const rows = await rowsOf(repository, { components: ['shop'] });
    expect([...rows.keys()]).toEqual(['shop']);
    expect(rows.get('shop')).toMatchObject({
      status: 'pass',
      actual: [{ component: 'store', asked: 'bronze', achieved: 'bronze' }],
    });
  });
});
