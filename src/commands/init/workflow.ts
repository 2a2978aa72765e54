import type { NewComponent } from './component.ts';
import type { Project, Step } from './project.ts';

const actions = {
  checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  node: 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0',
  python: 'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0',
  upload: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
};

/** The command that makes the report of secrets; it has to run at the root, or detect-secrets sees nothing. */
const SECRETS_COMMAND = 'pipx run detect-secrets==1.5.0 scan > reports/secrets.json';

/** The workflow that makes the components' reports and judges them, in one job. Everything put into it is plain: see `isPlainPath`. */
export function workflowText(components: NewComponent[]): string {
  const projects = components.map(({ project }) => project);
  const steps = [
    `      - uses: ${actions.checkout}\n        with:\n          persist-credentials: false\n`,
    ...runtimes(projects),
    ...installs(projects).map(({ folder, command, packages }) =>
      runStep(null, folder, [[command, ...packages].join(' ')]),
    ),
    ...evidence(components),
    runStep('Look for secrets', '', ['mkdir -p reports', SECRETS_COMMAND]),
    `      - uses: maturity-gates/maturity-gates@v1 # pin the commit of a release\n        with:\n          report-dir: maturity-report\n`,
    `      - uses: ${actions.upload}\n        if: \${{ !cancelled() }}\n        with:\n          name: maturity-report\n          path: maturity-report/\n`,
  ];
  return `${head}${steps.join('')}`;
}

const head = `# Makes the evidence and judges it. Make the job \`maturity\` a required status check.
name: Maturity
on:
  pull_request:
  push:
    branches: [main, master]

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.event.pull_request.number || github.run_id }}
  # Only an outdated push to a pull request is cancelled, never the main branch.
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  maturity:
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      checks: write # the check run with annotations
      pull-requests: write # the comment, and the reviews
    steps:
`;

function runtimes(projects: Project[]): string[] {
  return (['node', 'python'] as const).flatMap((language) => {
    const all = projects.flatMap(({ runtime }) => (runtime?.language === language ? runtime : []));
    if (all.length === 0) return [];
    const file = all.find(({ versionFile }) => versionFile !== null)?.versionFile;
    const newest = language === 'node' ? 'node-version: 24' : "python-version: '3.13'";
    const version = file === null || file === undefined ? newest : `${language}-version-file: ${file}`;
    const cache = language === 'node' ? '          package-manager-cache: false\n' : '';
    return [`      - uses: ${actions[language]}\n        with:\n          ${version}\n${cache}`];
  });
}

/** Each installation once for all packages of a workspace: npm removes what an earlier command added for the run. */
function installs(projects: Project[]): Step[] {
  const merged = new Map<string, Step>();
  for (const step of projects.flatMap(({ install }) => install)) {
    const key = `${step.folder} ${step.command}`;
    const packages = [...(merged.get(key)?.packages ?? []), ...step.packages];
    merged.set(key, { ...step, packages: [...new Set(packages)] });
  }
  return [...merged.values()];
}

function evidence(components: NewComponent[]): string[] {
  const made = components.filter(({ project }) => project.evidence.length > 0);
  if (made.length === 0)
    return ['      # Here the tests, the linter and the type checker run, and write their reports to reports/.\n'];
  const why = '      # A tool that finds something fails its command, not the step: the gates judge what it wrote.\n';
  const steps = made.map(({ id, project }) =>
    runStep(`Make the evidence of ${id}`, project.folder, ['mkdir -p reports', ...project.evidence]),
  );
  return [why, ...steps];
}

function runStep(name: string | null, folder: string, commands: string[]): string {
  const [only, another] = commands;
  const lines =
    another === undefined ? [`run: ${only ?? ''}`] : ['run: |', ...commands.map((command) => `  ${command}`)];
  const place = folder === '' ? [] : [`working-directory: '${folder}'`];
  const [first = '', ...rest] = [...(name === null ? [] : [`name: ${name}`]), ...place, ...lines];
  return [`      - ${first}\n`, ...rest.map((line) => `        ${line}\n`)].join('');
}
