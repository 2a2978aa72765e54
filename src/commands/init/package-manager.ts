import { holds, type Sight, type Step } from './project.ts';

/** How a JavaScript project installs and runs. */
export interface PackageManager {
  /** Installs what the lock file says. */
  install: Step;
  /** Adds packages for this run only. */
  add: Step;
  /** Runs the project's own test script with further arguments. */
  test: (parameters: string) => string;
  /** Runs a tool that is installed. */
  run: (tool: string) => string;
}

/** The package manager whose lock file lies in the folder, else at the root, where a workspace has it. */
export function packageManager(sight: Sight, folder: string): PackageManager {
  for (const place of [folder, '']) {
    if (holds(sight, place, 'pnpm-lock.yaml')) return pnpm(place, folder);
    if (holds(sight, place, 'yarn.lock')) return yarn(place, folder);
    if (holds(sight, place, 'package-lock.json')) return npm(place, 'npm ci');
  }
  return npm(folder, 'npm install');
}

/** It adds where the lock file is: in a package's folder it would remove what was added in another's. */
function npm(place: string, command: string): PackageManager {
  return {
    install: { folder: place, command, packages: [] },
    add: { folder: place, command: 'npm install --no-save', packages: [] },
    test: (parameters) => `npm test${parameters === '' ? '' : ` -- ${parameters}`}`,
    run: (tool) => `npx --no-install ${tool}`,
  };
}

function pnpm(place: string, folder: string): PackageManager {
  return {
    install: { folder: place, command: 'corepack enable && pnpm install --frozen-lockfile', packages: [] },
    add: { folder, command: 'pnpm add --save-dev', packages: [] },
    test: (parameters) => `pnpm test ${parameters}`.trim(),
    run: (tool) => `pnpm exec ${tool}`,
  };
}

/** All versions know `--frozen-lockfile`. */
function yarn(place: string, folder: string): PackageManager {
  return {
    install: { folder: place, command: 'corepack enable && yarn install --frozen-lockfile', packages: [] },
    add: { folder, command: 'yarn add --dev', packages: [] },
    test: (parameters) => `yarn test ${parameters}`.trim(),
    run: (tool) => `yarn ${tool}`,
  };
}
