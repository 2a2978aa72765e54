import { holds, type Sight, type Step } from './project.ts';

/** How a JavaScript project installs and runs. */
export interface PackageManager {
  name: 'npm' | 'pnpm' | 'yarn';
  /** Installs what the lock file says. */
  install: Step[];
  /** Adds packages for this run only. */
  add: (packages: string[]) => string;
  /** Runs the project's own test script with further arguments. */
  test: (parameters: string) => string;
  /** Runs a tool that is installed. */
  run: (tool: string) => string;
}

/** The package manager whose lock file lies in the folder, else at the root, where a workspace has it. */
export async function packageManager(sight: Sight, folder: string): Promise<PackageManager> {
  for (const place of [folder, '']) {
    if (holds(sight, place, 'pnpm-lock.yaml')) return pnpm(place);
    if (holds(sight, place, 'yarn.lock')) return yarn(place);
    if (holds(sight, place, 'package-lock.json')) return npm(place, 'npm ci');
  }
  return npm(folder, 'npm install');
}

function npm(folder: string, command: string): PackageManager {
  return {
    name: 'npm',
    install: [{ folder, command }],
    add: (packages) => `npm install --no-save ${packages.join(' ')}`,
    test: (parameters) => `npm test${parameters === '' ? '' : ` -- ${parameters}`}`,
    run: (tool) => `npx --no-install ${tool}`,
  };
}

function pnpm(folder: string): PackageManager {
  return {
    name: 'pnpm',
    install: [{ folder, command: 'corepack enable && pnpm install --frozen-lockfile' }],
    add: (packages) => `pnpm add --save-dev ${packages.join(' ')}`,
    test: (parameters) => `pnpm test ${parameters}`.trim(),
    run: (tool) => `pnpm exec ${tool}`,
  };
}

/** Both lines of yarn know `--frozen-lockfile`; in CI a lock file that would change is refused anyway. */
function yarn(folder: string): PackageManager {
  return {
    name: 'yarn',
    install: [{ folder, command: 'corepack enable && yarn install --frozen-lockfile' }],
    add: (packages) => `yarn add --dev ${packages.join(' ')}`,
    test: (parameters) => `yarn test ${parameters}`.trim(),
    run: (tool) => `yarn ${tool}`,
  };
}
