import { testPlaces } from './test-places.ts';
import { holds, within, type Project, type Sight } from './project.ts';
import { sectionsOf, type Sections } from './sections.ts';

const notSources = new Set(['tests', 'test', 'docs', 'doc', 'examples', 'scripts', 'build', 'dist', 'venv']);
const requirementFiles = [
  'requirements.txt',
  'requirements-dev.txt',
  'requirements-test.txt',
  'dev-requirements.txt',
  'requirements/dev.txt',
  'requirements/test.txt',
];

/** The project of a folder with `pyproject.toml`, `setup.cfg` or `setup.py`. pytest, ruff and a type checker are installed where it has none. */
export async function pythonProject(sight: Sight, folder: string): Promise<Project> {
  const toml = sectionsOf(await sight.read(within(folder, 'pyproject.toml')));
  const cfg = sectionsOf(await sight.read(within(folder, 'setup.cfg')));
  const described = [toml.get('project'), toml.get('tool.poetry'), cfg.get('metadata')];
  const text = (key: string): string | null => described.map((section) => section?.get(key)).find(Boolean) ?? null;
  const sources = sourcesOf(sight, folder);
  const checker = usesMypy(sight, folder, toml, cfg) ? 'mypy' : 'pyright';
  const manifest = ['pyproject.toml', 'setup.cfg', 'setup.py'].find((name) => holds(sight, folder, name));
  const versionFile = holds(sight, folder, '.python-version') ? within(folder, '.python-version') : null;
  const [first = 'src'] = sources;
  return {
    folder,
    name: text('name') ?? '',
    description: text('description'),
    language: 'Python',
    sourceFolder: within(folder, sources.length === 1 ? first : 'src'),
    paths: [...globsOf(sources, folder), ...(manifest === undefined ? [] : [within(folder, manifest)])],
    exclude: [],
    tests: testPlaces(sight, folder, besideSources(sources, folder), isTestAmong(sources, folder)),
    runtime: { language: 'python', versionFile },
    install: [{ folder, command: 'pip install', packages: installed(sight, folder, toml, cfg, checker) }],
    evidence: evidenceOf(sources, toml, checker),
    tools: { 'unit-tests-pass': 'pytest', 'min-coverage': 'pytest', 'lint-clean': 'ruff', 'types-clean': checker },
    off: {},
    dependencies: [],
  };
}

/** Folders with sources, from the project's own; none where modules lie in the project's folder. */
function sourcesOf({ files }: Sight, folder: string): string[] {
  const own = files
    .filter((path) => path.startsWith(within(folder, '')))
    .map((path) => path.slice(within(folder, '').length));
  const packages = (below: RegExp): string[] => [...new Set(own.flatMap((path) => below.exec(path)?.[1] ?? []))];
  const inSrc = packages(/^(src\/[A-Za-z_]\w*)\/__init__\.py$/);
  if (inSrc.length === 1) return inSrc;
  if (own.some((path) => /^src\/.*\.py$/.test(path))) return ['src'];
  return packages(/^([A-Za-z_]\w*)\/__init__\.py$/).filter((name) => !notSources.has(name));
}

function globsOf(sources: string[], folder: string): string[] {
  return sources.length === 0 ? [within(folder, '*.py')] : sources.map((source) => within(folder, `${source}/**`));
}

function besideSources(sources: string[], folder: string): string[] {
  return sources.map((source) => within(folder, `${source}/**/test_*.py`));
}

function isTestAmong(sources: string[], folder: string): (path: string) => boolean {
  return (path) =>
    sources.some((source) => path.startsWith(within(folder, `${source}/`))) && /\/test_[^/]*\.py$/.test(path);
}

function usesMypy(sight: Sight, folder: string, toml: Sections, cfg: Sections): boolean {
  if (toml.has('tool.pyright') || holds(sight, folder, 'pyrightconfig.json')) return false;
  return toml.has('tool.mypy') || cfg.has('mypy') || holds(sight, folder, 'mypy.ini');
}

function installed(sight: Sight, folder: string, toml: Sections, cfg: Sections, checker: string): string[] {
  const named = (section: string): string[] =>
    ['dev', 'test', 'tests'].filter((name) => toml.get(section)?.has(name) === true);
  const extras = named('project.optional-dependencies');
  const isPackage =
    toml.has('build-system') || toml.has('project') || cfg.has('metadata') || holds(sight, folder, 'setup.py');
  const self = extras.length === 0 ? '-e .' : `-e '.[${extras.join(',')}]'`;
  const groups = named('dependency-groups').map((name) => `--group ${name}`);
  const files = requirementFiles.filter((name) => holds(sight, folder, name)).map((name) => `-r ${name}`);
  return [...(isPackage ? [self] : []), ...groups, ...files, 'pytest', 'pytest-cov', 'ruff', checker];
}

function evidenceOf(sources: string[], toml: Sections, checker: 'mypy' | 'pyright'): string[] {
  const configured = toml.get('tool.coverage.run')?.has('source') === true;
  const measured = configured ? ['--cov'] : (sources.length === 0 ? ['.'] : sources).map((source) => `--cov=${source}`);
  const checked = sources.length === 0 ? '.' : sources.join(' ');
  return [
    `pytest ${measured.join(' ')} --cov-branch --cov-report=json:reports/coverage.json --junitxml=reports/junit.xml || true`,
    'ruff check --output-format json --output-file reports/ruff.json || true',
    checker === 'mypy'
      ? `mypy --output json ${checked} > reports/mypy.jsonl || true`
      : 'pyright --outputjson > reports/pyright.json || true',
  ];
}
