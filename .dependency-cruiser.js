/**
 * The house keeps its own layering: data flows collect → parse → evaluate → decide → render → publish,
 * and every folder below `src/` has one door, its `index.ts`.
 */
const mayImport = {
  model: [],
  spec: ['model'],
  evidence: ['model'],
  gates: ['model'],
  report: ['model'],
  workspace: ['model'],
  config: ['model', 'gates'],
  policy: ['model', 'gates'],
  collect: ['model', 'workspace', 'evidence', 'spec'],
  github: ['model', 'report'],
  run: ['model', 'gates', 'policy'],
  commands: ['model', 'spec', 'evidence', 'gates', 'report', 'workspace', 'config', 'policy', 'collect', 'run'],
  cli: ['model', 'commands'],
  action: ['model', 'commands', 'github', 'report'],
};

const layers = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-its-layer`,
  comment: `src/${folder} may import ${allowed.length === 0 ? 'no other folder' : allowed.join(', ')} (docs/architecture.md).`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layers,
    {
      name: 'only-through-the-door',
      comment: "A folder is entered through its index.ts; what isn't exported there is its own affair.",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$'] },
    },
    {
      name: 'plug-ins-do-not-know-each-other',
      comment: 'A format, a rule or a renderer is one file that can be read, added and removed alone.',
      severity: 'error',
      from: { path: '^src/(evidence/formats|gates/rules|report/renderers)/(.+)[.]ts$' },
      to: { path: '^src/(evidence/formats|gates/rules|report/renderers)/' },
    },
    {
      name: 'the-middle-is-pure',
      comment: 'Files, clock, environment and network live at the two ends (workspace, github, cli, action).',
      severity: 'error',
      from: { path: '^src/(model|spec|evidence|gates|policy|report|config|run)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|string_decoder|buffer)$' },
    },
    {
      name: 'the-middle-does-not-know-actions',
      comment: 'Only the action speaks to the runner and only github/ to the API.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(action|github)/' },
      to: { path: 'node_modules/@(actions|octokit)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unreachable',
      comment: 'A file that no entry point reaches is dead.',
      severity: 'error',
      from: { path: '^src/(cli|action)/main[.]ts$' },
      to: { path: '^src/', pathNot: '^src/(cli|action)/main[.]ts$', reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
