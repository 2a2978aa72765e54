import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { emptyRepository, exampleRepository, type Repository } from '../repository.ts';

/** Throw-away repositories before `init`, and what their workflows' commands write. */

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'init');
const examples = join(import.meta.dirname, '..', '..', 'examples');

export interface Beginning {
  repository: Repository;
  /** Brings the reports that the workflow would make. */
  bringReports: () => void;
}

/** Twenty words and more, so that the README is no stub. */
const readme = `# Shop cart

Adds up what is in a cart and says what shipping costs. Prices are whole cents, so that nothing is lost by rounding on the
way from the shelf to the invoice.
`;

export function nothing(): Beginning {
  return { repository: emptyRepository(), bringReports: () => undefined };
}

/** The basic example, without what `init` writes. */
export function python(): Beginning {
  const repository = exampleRepository();
  for (const path of ['specs', '.github', 'reports', 'make-reports.sh']) repository.remove(path);
  const reports = ['coverage.json', 'junit.xml', 'pyright.json', 'ruff.json', 'secrets.json'];
  return {
    repository,
    bringReports: () => {
      for (const name of reports) cpSync(join(examples, 'basic/reports', name), join(repository.root, 'reports', name));
    },
  };
}

export function typescript(): Beginning {
  const repository = emptyRepository();
  const manifest = {
    name: '@acme/shop-cart',
    description: 'Adds up what is in a cart',
    type: 'module',
    scripts: { test: 'NODE_OPTIONS=--experimental-vm-modules jest' },
    devDependencies: { '@swc/jest': '0.2.39', eslint: '10.15.0', jest: '30.5.2', typescript: '6.0.2' },
  };
  repository.write('package.json', JSON.stringify(manifest));
  repository.write('package-lock.json', '{}');
  repository.write('tsconfig.json', '{ "compilerOptions": { "strict": true, "noEmit": true }, "include": ["src"] }');
  repository.write('README.md', readme);
  repository.write(
    'src/cart.ts',
    `/** The sum of the prices, in cents. */
export function total(prices: number[]): number {
  return prices.reduce((sum, price) => sum + price, 0);
}
`,
  );
  repository.write(
    'src/shipping.ts',
    `/** What shipping costs, in cents. */
export function shipping(sum: number): number {
  return sum >= 5000 ? 0 : 490;
}
`,
  );
  repository.write('tests/cart.test.ts', "test('a cart adds up', () => undefined);\n");
  return {
    repository,
    bringReports: () => {
      cpSync(join(fixtures, 'typescript/reports'), join(repository.root, 'reports'), { recursive: true });
      cpSync(join(examples, 'basic/reports/secrets.json'), join(repository.root, 'reports/secrets.json'));
    },
  };
}

/** An npm workspace with two packages, one built on the other, beside a service in Python. */
export function monorepo(): Beginning {
  const repository = emptyRepository();
  const jest = { scripts: { test: 'jest' } };
  repository.write(
    'package.json',
    JSON.stringify({
      private: true,
      workspaces: ['packages/*'],
      devDependencies: { jest: '30.5.2', eslint: '10.15.0' },
    }),
  );
  repository.write('package-lock.json', '{}');
  repository.write('packages/core/package.json', JSON.stringify({ name: '@shop/core', ...jest }));
  repository.write('packages/core/README.md', readme);
  repository.write('packages/core/src/index.js', 'export const cents = 100;\n');
  repository.write('packages/core/src/index.test.js', "test('a euro', () => undefined);\n");
  const dependencies = { '@shop/core': '*' };
  repository.write('packages/web/package.json', JSON.stringify({ name: '@shop/web', ...jest, dependencies }));
  repository.write('packages/web/src/index.js', "export { cents } from '@shop/core';\n");
  repository.write('services/invoices/pyproject.toml', '[project]\nname = "invoices"\n\n[tool.mypy]\nstrict = true\n');
  repository.write('services/invoices/src/invoices/__init__.py', '"""Invoices."""\n');
  repository.write('services/invoices/tests/test_invoices.py', 'def test_nothing() -> None: ...\n');
  return { repository, bringReports: () => undefined };
}
