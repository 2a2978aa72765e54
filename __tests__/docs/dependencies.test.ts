import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const names = z.record(z.string(), z.string());
const manifest = z.object({ dependencies: names, devDependencies: names, optionalDependencies: names });

describe('docs/dependencies.md', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest.parse(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  );
  const packages = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).sort();
  const table = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|')[1] ?? '');
  const explained = table.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)).sort();

  it('gives a reason for each package, and for none that is not there', () => {
    expect(explained).toEqual(packages);
  });
});
