import { afterAll, describe, expect, it } from '@jest/globals';
import type { CheckOutcome } from '../../src/commands/index.ts';
import type { Finding } from '../../src/model/index.ts';
import { exampleRepository, removeRepositories, type Repository } from '../repository.ts';

afterAll(removeRepositories);

type Example = 'basic' | 'production';
type Edit = (repository: Repository) => void;

const workflow = `name: Maturity
on: { pull_request: {}, merge_group: {} }
permissions: { contents: read }
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: maturity-gates/maturity-gates@v1
        with: { enforce: target, comment: true }
  docs:
    runs-on: ubuntu-latest
    steps: [{ run: make docs }]
`;

const reviews = (state: string): string =>
  JSON.stringify({
    kind: 'review',
    author: 'dev-ines',
    reviews: [{ user: 'somebody-else', state, submittedAt: '2026-11-20T10:00:00Z', writer: true }],
  });

/** The example with a workflow and a stated enforcement, as it stands on the base; nobody has approved anything. */
function based(example: Example): Repository {
  const repository = exampleRepository(example);
  repository.write('.github/workflows/maturity.yml', workflow);
  repository.edit('.github/maturity.yml', /^version: 1$/m, 'version: 1\nenforce: target');
  repository.edit('.github/maturity.yml', /^evidence:.*$/m, "evidence: ['reports/**', 'extra/*.json']");
  repository.write('reports/reviews.json', reviews('COMMENTED'));
  repository.commit('Base');
  return repository;
}

/** The findings of `policy-unweakened` of all components. */
function found({ report }: CheckOutcome, outcome: Finding['outcome']): Finding[] {
  const rows = report.components.flatMap(({ results }) => results).filter(({ gate }) => gate === 'policy-unweakened');
  return rows.flatMap(({ findings }) => findings).filter((finding) => finding.outcome === outcome);
}

function statuses({ report }: CheckOutcome): string[] {
  return report.components
    .flatMap(({ results }) => results)
    .flatMap(({ gate, status }) => (gate === 'policy-unweakened' ? [status] : []));
}

const replace =
  (path: string, from: string | RegExp, to: string): Edit =>
  (repository) => {
    repository.edit(path, from, to);
  };
const basic = 'specs/ratelimit.md';
const pricing = 'specs/pricing.md';
const configuration = '.github/maturity.yml';
const gate = '.github/workflows/maturity.yml';
const append = (text: string): Edit => replace(configuration, /$/, `\n${text}\n`);
const settings = (path: string, more: string): Edit =>
  replace(configuration, `'src/${path}/**']`, `'src/${path}/**'], ${more}`);

/** Edits that demand less, and what is said of each. */
const loosening: [Example, string, Edit, RegExp][] = [
  ['basic', 'a lower threshold', replace(basic, /≥70%/g, '≥61%'), /"Test coverage ≥70%" became "Test coverage ≥61%"/],
  ['basic', 'a lower target', replace(basic, 'Stage:** staging', 'Stage:** development'), /Target stage lowered/],
  ['basic', 'a lower status', replace(basic, 'Status:** In Development', 'Status:** Draft'), /Status lowered/],
  ['basic', 'a criterion removed', replace(basic, '- [x] Linting clean (ruff)\n', ''), /"Linting clean \(ruff\)"/],
  [
    'basic',
    'a criterion reworded into something unrecognised',
    replace(basic, '- [x] Type checking clean (pyright)', '- [x] Typing looked at'),
    /"Type checking clean \(pyright\)" \(types-clean, development\); in its place stands "Typing looked at"/,
  ],
  [
    'basic',
    'a criterion moved to a later stage',
    (repository) => {
      repository.edit(basic, '- [x] No security issues (detect-secrets)\n', '');
      repository.edit(
        basic,
        '- [ ] All integration tests pass\n',
        '- [ ] All integration tests pass\n- [x] No security issues (detect-secrets)\n',
      );
    },
    /"No security issues \(detect-secrets\)" \(no-secrets, development\)/,
  ],
  [
    'basic',
    'a requirement removed, whose number the next one takes',
    (repository) => {
      repository.edit(basic, /#### FR2: Sliding window[\s\S]*?(?=#### FR3)/, '');
      repository.edit(basic, '#### FR3: Configuration', '#### FR2: Configuration');
    },
    /Functional requirement removed: FR2 "Sliding window"/,
  ],
  [
    'basic',
    'a criterion hidden in a comment',
    replace(basic, /(- \[x\] Code review approved)/, '<!-- $1 -->'),
    /"Code review approved"/,
  ],
  [
    'basic',
    'a criterion hidden in code',
    replace(basic, /(- \[ \] 7-day stability period complete)/, '```\n$1\n```'),
    /"7-day stability period complete"/,
  ],
  [
    'basic',
    'criteria below a heading that demands nothing',
    replace(basic, '### Staging Stage\n- [ ] All dev', '### Ideas\n- [ ] All dev'),
    /"All integration tests pass"/,
  ],
  ['basic', 'an NFR target loosened', replace(basic, 'p99 < 1ms', 'p99 < 100ms'), /p99 < 1ms/],
  [
    'basic',
    'an NFR target reworded into nothing',
    replace(basic, 'Error rate: <0.1%', 'Few errors'),
    /Error rate: <0\.1%/,
  ],
  [
    'basic',
    'a functional requirement removed',
    replace(basic, /#### FR2[\s\S]*?(?=#### FR3)/, ''),
    /FR2 "Sliding window"/,
  ],
  [
    'basic',
    'a box of a requirement removed',
    replace(basic, '- [x] Concurrent requests cannot overdraw the bucket\n', ''),
    /FR1 "Token bucket" lost acceptance criteria: "Concurrent/,
  ],
  [
    'basic',
    'an approval removed',
    replace(basic, '- [ ] Product Owner: Tomás Herrera\n', ''),
    /approval "Product Owner"/,
  ],
  [
    'basic',
    'a metric removed',
    replace(basic, /- `ratelimit_requests_total`.*\n/, ''),
    /metric to track "ratelimit_requests_total"/,
  ],
  ['basic', 'an alert removed', replace(basic, /- `RateLimitRefusalsHigh`.*\n/, ''), /alert "RateLimitRefusalsHigh"/],
  [
    'basic',
    'a document removed',
    replace(basic, '- [ ] Runbook for operations\n', ''),
    /operational documentation "Runbook for operations"/,
  ],
  [
    'basic',
    'a document asked for later',
    replace(basic, '- [ ] Troubleshooting guide', '- [ ] Troubleshooting guide (for production)'),
    /later stage: the user documentation "Troubleshooting/,
  ],
  [
    'basic',
    'a Location narrowed',
    replace(basic, '**Location:** `tests/test_ratelimit.py`', '**Location:** `tests/test_other.py`'),
    /Location of the unit tests was narrowed: tests\/test_ratelimit\.py/,
  ],
  [
    'basic',
    'a stage threshold of the configuration',
    append('stages: { development: { gates: { min-coverage: { percent: 10 } } } }'),
    /At development the gate min-coverage was loosened/,
  ],
  [
    'basic',
    'a gate turned off',
    settings('ratelimit', 'gates: { lint-clean: { off: noisy } }'),
    /lint-clean was turned off: noisy/,
  ],
  [
    'basic',
    'this very gate turned off',
    settings('ratelimit', 'gates: { policy-unweakened: { off: noisy } }'),
    /policy-unweakened was turned off/,
  ],
  [
    'basic',
    'spec-complete turned off',
    settings('ratelimit', 'gates: { spec-complete: { off: noisy } }'),
    /spec-complete was turned off/,
  ],
  [
    'basic',
    'an exclusion',
    settings('ratelimit', "exclude: ['src/ratelimit/metrics.py']"),
    /An exclusion was added: src\/ratelimit\/metrics\.py no longer counts/,
  ],
  [
    'basic',
    'an exclusion of what is to come',
    settings('ratelimit', "exclude: ['src/ratelimit/new/**']"),
    /"src\/ratelimit\/new\/\*\*", which matches no file yet/,
  ],
  [
    'basic',
    'paths narrowed',
    replace(configuration, "['src/ratelimit/**']", "['src/ratelimit/b*.py']"),
    /paths were narrowed: .*src\/ratelimit\/config\.py/,
  ],
  [
    'basic',
    'tests of the configuration narrowed',
    settings('ratelimit', 'tests: { unit: [] }'),
    /Location of the unit tests was narrowed/,
  ],
  [
    'basic',
    'another environment',
    settings('ratelimit', 'environments: { staging: playground }'),
    /the default became playground/,
  ],
  [
    'basic',
    'evidence narrowed',
    replace(configuration, /^evidence:.*$/m, "evidence: ['reports/[!c]*', 'extra/*.json']"),
    /Reports are no longer read: .*reports\/coverage\.json/,
  ],
  [
    'basic',
    'an evidence glob removed that finds nothing yet',
    replace(configuration, ", 'extra/*.json'", ''),
    /"extra\/\*\.json" was removed/,
  ],
  [
    'basic',
    'enforcement lowered',
    replace(configuration, 'enforce: target', 'enforce: status'),
    /Enforcement was lowered from target to status/,
  ],
  [
    'basic',
    'enforcement turned off',
    replace(configuration, 'enforce: target', 'enforce: false'),
    /from target to false/,
  ],
  ['basic', 'a ladder of its own', append('stages: { done: {} }'), /stage staging was removed from the ladder/],
  [
    'basic',
    'a waiver',
    append(
      'waivers: [{ gate: min-coverage, component: ratelimit, reason: later, owner: "@a", approver: "@b", expires: 2027-01-31 }]',
    ),
    /min-coverage was waived/,
  ],
  [
    'basic',
    'the workflow removed',
    (repository) => {
      repository.remove(gate);
    },
    /workflow .*maturity\.yml uses this action: was removed/,
  ],
  ['basic', 'the workflow broken', replace(gate, 'jobs:', 'jobs: ]'), /no valid YAML/],
  [
    'basic',
    'a failure that no longer counts',
    replace(gate, '      - uses: mat', '      - continue-on-error: true\n        uses: mat'),
    /got continue-on-error: true/,
  ],
  [
    'basic',
    'a condition on the job',
    replace(gate, '  gate:\n', '  gate:\n    if: false\n'),
    /the job gate got if: false/,
  ],
  [
    'basic',
    'an input of the workflow',
    replace(gate, 'enforce: target', 'enforce: false'),
    /input enforce became false, it was target/,
  ],
  ['basic', 'a trigger removed', replace(gate, ', merge_group: {}', ''), /trigger merge_group was removed/],
  [
    'basic',
    'a trigger narrowed',
    replace(gate, 'pull_request: {}', "pull_request: { paths: ['docs/**'] }"),
    /trigger pull_request is narrowed by paths/,
  ],
  [
    'basic',
    'another version of the action',
    replace(gate, 'maturity-gates@v1', 'maturity-gates@main'),
    /uses of the step that judges became/,
  ],
  [
    'basic',
    'the step removed',
    replace(gate, / {6}- uses: maturity[\s\S]*?\n(?= {2}docs)/, ''),
    /the step of gate that judges was removed/,
  ],
  [
    'basic',
    'another step of the job that judges',
    replace(gate, 'actions/checkout@v5', 'mallory/checkout@v5'),
    /the job gate that judges was changed/,
  ],
  ['basic', 'permissions', replace(gate, 'contents: read', 'contents: write'), /permissions of all jobs were changed/],
  [
    'production',
    'a required component made none',
    replace(pricing, '- `money` (staging) - Exact amounts', 'None.'),
    /component money is no longer required/,
  ],
  [
    'production',
    'a required component made optional',
    (repository) => {
      repository.edit(pricing, '- `money` (staging) - Exact amounts', 'None.');
      repository.edit(pricing, /(#### Optional Dependencies\n)None\./, '$1- `money` (staging) - Exact amounts');
    },
    /money was required and is now optional/,
  ],
  [
    'production',
    'a lower stage of a required component',
    replace(pricing, '`money` (staging)', '`money` (development)'),
    /stage development is asked, it was staging/,
  ],
  [
    'production',
    'a binding to another metric',
    replace(pricing, 'metric=pricing_error_ratio', 'metric=something_else'),
    /"Error rate: <0\.1%"/,
  ],
  [
    'production',
    'an approval for a later stage',
    replace(
      'specs/money.md',
      'Approval:**\n- [x] Technical Lead: Sofia Brandt - 2026-11-02',
      'Approval:**\n- [x] Someone: Sofia Brandt - 2026-11-02',
    ),
    /approval "Technical Lead"/,
  ],
  [
    'production',
    'a component’s specification deleted',
    (repository) => {
      repository.remove('specs/money.md');
      repository.edit(configuration, /^ {2}money:.*\n/m, '');
    },
    /The component money was removed/,
  ],
  [
    'production',
    'a component that is identified no longer',
    (repository) => {
      repository.edit('specs/money.md', '**Component ID:** `money`\n', '');
      repository.edit('specs/money.md', '# Component Specification: Money', '# Notes on money');
      repository.edit(configuration, /^ {2}money:.*\n/m, '');
    },
    /The component money was removed/,
  ],
  [
    'production',
    'a component that is not looked for any more',
    (repository) => {
      repository.edit(configuration, /^ {2}money:.*\n/m, '');
      repository.edit(configuration, /$/, "\nspecs: ['specs/p*.md']\n");
    },
    /The component money was removed/,
  ],
  [
    'production',
    'a component renamed',
    (repository) => {
      repository.edit('specs/money.md', '**Component ID:** `money`', '**Component ID:** `coins`');
      repository.edit(configuration, '  money:', '  coins:');
    },
    /The component money was removed/,
  ],
];

/** Once approved, these leave no row of this gate behind to say so: it is off, or its component is gone. */
const approvedSilently = loosening
  .map(([, what]) => what)
  .filter((what) => what === 'this very gate turned off' || what.startsWith('a component'));

describe('an edit that demands less', () => {
  it.each(loosening)(
    'of %s is named with both lines, and a warning once somebody else has approved it: %s',
    async (example, what, edit, message) => {
      const repository = based(example);
      edit(repository);
      const outcome = await repository.check({}, 'HEAD');
      const said = found(outcome, 'fail');
      expect(said.map((finding) => finding.message).join('\n')).toMatch(message);
      expect(said.every(({ path, message: text }) => path !== null && /\(base: \S+\)/.test(text))).toBe(true);
      expect(statuses(outcome)).toContain('fail');
      expect(outcome.exitCode).toBe(1);

      repository.write('reports/reviews.json', reviews('APPROVED'));
      const approved = await repository.check({}, 'HEAD');
      expect(statuses(approved)).not.toContain('fail');
      expect(
        found(approved, 'warning')
          .map((finding) => finding.message)
          .join('\n'),
      ).toMatch(approvedSilently.includes(what) ? '' : message);
    },
  );
});

/** Edits that demand as much. */
const harmless: [Example, string, Edit][] = [
  [
    'basic',
    'other words for a criterion',
    replace(basic, '- [x] Linting clean (ruff)', '- [x] Ruff reports no linting issues'),
  ],
  [
    'basic',
    'another order of the criteria',
    replace(basic, /(- \[x\] Linting clean \(ruff\)\n)(- \[x\] Type checking clean \(pyright\)\n)/, '$2$1'),
  ],
  ['basic', 'a raised threshold', replace(basic, /≥70%/g, '≥75%')],
  ['basic', 'white space', replace(basic, /\n\n/g, '\n\n\n')],
  [
    'basic',
    'an added criterion',
    replace(basic, '- [x] Code review approved', '- [x] Code review approved\n- [x] All dashboards imported'),
  ],
  [
    'basic',
    'a box that is ticked',
    replace(basic, '- [ ] All integration tests pass', '- [x] All integration tests pass'),
  ],
  [
    'basic',
    'a specification that is moved',
    (repository) => {
      repository.write('docs/ratelimit-spec.md', repository.read(basic));
      repository.remove(basic);
      repository.edit(configuration, basic, 'docs/ratelimit-spec.md');
    },
  ],
  ['basic', 'a heading of the same meaning', replace(basic, '## Acceptance Criteria', '## Acceptance criteria')],
  [
    'basic',
    'a box of a requirement in other words',
    replace(basic, 'Concurrent requests cannot overdraw the bucket', 'Threads never overdraw the bucket'),
  ],
  [
    'basic',
    'requirements that are numbered anew',
    (repository) => {
      repository.edit(basic, '#### FR1: Token', '#### FR9: Token');
      repository.edit(basic, '#### FR2: Sliding', '#### FR1: Sliding');
    },
  ],
  [
    'basic',
    'an approval that is given',
    replace(basic, '- [ ] Technical Lead: Mara Lindqvist', '- [x] Technical Lead: Mara Lindqvist - 2026-11-20'),
  ],
  [
    'basic',
    'a criterion asked for earlier',
    (repository) => {
      repository.edit(basic, '- [ ] All integration tests pass\n', '');
      repository.edit(
        basic,
        '- [x] All unit tests pass\n',
        '- [x] All unit tests pass\n- [ ] All integration tests pass\n',
      );
    },
  ],
  ['basic', 'a raised target', replace(basic, 'Stage:** staging', 'Stage:** production')],
  ['basic', 'wider paths', replace(configuration, "['src/ratelimit/**']", "['src/**']")],
  [
    'basic',
    'the same paths, written otherwise',
    replace(configuration, "['src/ratelimit/**']", "['src/ratelimit/*.py', 'src/ratelimit/*.md']"),
  ],
  ['basic', 'a wider evidence glob', replace(configuration, "'extra/*.json'", "'extra/**'")],
  ['basic', 'more evidence', replace(configuration, "'extra/*.json'", "'extra/*.json', 'more/*.xml'")],
  ['basic', 'a comment in the configuration', append('# nothing')],
  ['basic', 'a tightened gate', append('stages: { staging: { gates: { min-coverage: { percent: 90 } } } }')],
  [
    'basic',
    'files that are moved with their paths',
    (repository) => {
      for (const name of ['bucket.py', 'README.md']) {
        repository.write(`lib/ratelimit/${name}`, repository.read(`src/ratelimit/${name}`));
      }
      repository.remove('src/ratelimit');
      repository.edit(configuration, "['src/ratelimit/**']", "['lib/ratelimit/**']");
    },
  ],
  [
    'basic',
    'a test that is deleted',
    (repository) => {
      repository.remove('tests/test_ratelimit.py');
    },
  ],
  ['basic', 'comments and white space in the workflow', replace(gate, 'jobs:', '# nothing\njobs:')],
  [
    'basic',
    'another order in the workflow',
    replace(gate, '{ enforce: target, comment: true }', '{ comment: true, enforce: target }'),
  ],
  ['basic', 'an input that only changes what is shown', replace(gate, 'comment: true', 'comment: false')],
  ['basic', 'another job of the workflow', replace(gate, 'make docs', 'make all docs')],
  ['basic', 'one more trigger', replace(gate, 'merge_group: {}', 'merge_group: {}, push: {}')],
  [
    'basic',
    'a new workflow',
    (repository) => {
      repository.write('.github/workflows/other.yml', workflow);
    },
  ],
  [
    'production',
    'one more required component',
    replace('specs/money.md', /(#### Required Components\n)None\./, '$1- `pricing` (development) - Prices'),
  ],
  [
    'production',
    'a higher stage of a required component',
    replace(pricing, '`money` (staging)', '`money` (production)'),
  ],
  [
    'production',
    'one more metric, in front',
    replace(pricing, '- `pricing_requests_total`', '- `pricing_new_total`: New\n- `pricing_requests_total`'),
  ],
];

describe('an edit that demands as much', () => {
  it.each(harmless)('of %s is no weakening: %s', async (example, _what, edit) => {
    const repository = based(example);
    edit(repository);
    const outcome = await repository.check({}, 'HEAD');
    expect(found(outcome, 'fail').map(({ message }) => message)).toEqual([]);
    expect(new Set(statuses(outcome))).toEqual(new Set(['pass']));
  });
});
