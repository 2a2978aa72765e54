import type { TestLevel } from '../../model/index.ts';
import { holds, within, type Sight } from './project.ts';

const testFolders = ['tests', 'test', '__tests__', 'spec'];

/**
 * Where a project's tests are: the folder for them with its parts by level, and `beside`, globs of tests that stand among the
 * sources, where there are any (`matches`).
 */
export function testPlaces(
  sight: Sight,
  folder: string,
  beside: string[],
  matches: (path: string) => boolean,
): Record<TestLevel, string[]> {
  const found = testFolders.find((name) => holds(sight, folder, `${name}/`));
  const among = sight.files.some(matches) ? beside : [];
  const name = found ?? 'tests';
  const unit = holds(sight, folder, `${name}/unit/`) ? `${name}/unit/` : `${name}/`;
  return {
    unit: [...(found === undefined && among.length > 0 ? [] : [within(folder, unit)]), ...among],
    integration: [within(folder, `${name}/integration/`)],
    e2e: [within(folder, `${name}/e2e/`)],
  };
}
