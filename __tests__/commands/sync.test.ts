import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gitChange, renderSync, sync, type SyncOptions, type SyncOutcome } from '../../src/commands/index.ts';
import { defaults, emptyRepository, exampleRepository, removeRepositories, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const spec = 'specs/ratelimit.md';

async function synchronise(repository: Repository, options: Partial<SyncOptions> = {}): Promise<SyncOutcome> {
  const { root } = repository;
  const decided: SyncOptions = { ...defaults(root), checkOnly: false, untick: false, ...options };
  return sync(decided, await gitChange(root, null));
}

/** `[ ] → [x] unit-tests-pass` for each change. */
function told({ changes }: SyncOutcome): string[] {
  return changes.map(({ from, to, gates }) => `${from} → ${to} ${gates.join(' ')}`);
}

/** The example, with lines of its specification replaced. */
function withLines(...lines: [from: string, to: string][]): Repository {
  const repository = exampleRepository();
  for (const [from, to] of lines) repository.edit(spec, from, to);
  return repository;
}

describe('sync', () => {
  it('has nothing to do where every box says what evidence says', async () => {
    const repository = exampleRepository();
    const before = repository.read(spec);
    const outcome = await synchronise(repository);
    expect([outcome.exitCode, outcome.changes, outcome.problems]).toEqual([0, [], []]);
    expect(repository.read(spec)).toBe(before);
  });

  it('ticks what evidence proves, and says where and by which gate', async () => {
    const repository = withLines(['- [x] All unit tests pass', '- [ ] All unit tests pass']);
    const line = repository.read(spec).split('\n').indexOf('- [ ] All unit tests pass') + 1;
    const outcome = await synchronise(repository);
    expect(outcome).toMatchObject({
      exitCode: 0,
      written: true,
      changes: [{ path: spec, line, from: '[ ]', to: '[x]', gates: ['unit-tests-pass'] }],
    });
    expect(repository.read(spec)).toBe(exampleRepository().read(spec));
  });

  it('only reports with --check, and exits with 1 if something would change', async () => {
    const repository = withLines(['- [x] All unit tests pass', '- [ ] All unit tests pass']);
    const before = repository.read(spec);
    const outcome = await synchronise(repository, { checkOnly: true });
    expect([outcome.exitCode, outcome.written, told(outcome)]).toEqual([1, false, ['[ ] → [x] unit-tests-pass']]);
    expect(repository.read(spec)).toBe(before);
    expect((await synchronise(exampleRepository(), { checkOnly: true })).exitCode).toBe(0);
  });

  it('does not tick what fails, is missing or rests on a word', async () => {
    const repository = withLines(
      ['- [x] All functional requirements implemented', '- [ ] All functional requirements implemented'],
      ['- [x] Linting clean (ruff)', '- [ ] Linting clean (ruff)\n- [ ] All dashboards imported'],
      ['- [x] Both algorithms can be chosen', '- [ ] Both algorithms can be chosen'],
    );
    repository.remove('reports/ruff.json');
    expect(told(await synchronise(repository))).toEqual([]);
  });

  it('does not tick a line that nobody filled in', async () => {
    const repository = withLines(['- [x] All unit tests pass', '- [ ] All unit tests pass [Criterion 1]']);
    const { report } = await repository.check();
    const row = report.components[0]?.results.find(({ criterion }) => criterion?.text.endsWith('[Criterion 1]'));
    expect([row?.gate, row?.status]).toEqual(['unit-tests-pass', 'pass']);
    expect(told(await synchronise(repository))).toEqual([]);
  });

  it('ticks a line that demands several gates only when all of them pass', async () => {
    const line = (box: string): string => `- ${box} Linting clean (ruff) and type checking clean (pyright)`;
    const repository = withLines(
      ['- [x] Linting clean (ruff)\n', ''],
      ['- [x] Type checking clean (pyright)', line('[ ]')],
    );
    expect(told(await synchronise(repository, { checkOnly: true }))).toEqual(['[ ] → [x] lint-clean types-clean']);
    repository.edit('reports/pyright.json', /^[^]*$/, '');
    expect(told(await synchronise(repository))).toEqual([]);
    expect(repository.read(spec)).toContain(line('[ ]'));
  });

  it('ticks quality gates and exit criteria that a proven row covers too', async () => {
    const repository = withLines(
      ['- All unit tests pass\n- Linting clean', '- [ ] All unit tests pass\n- [ ] Linting clean'],
      ['- Test coverage: ≥70%', '- [ ] Test coverage: ≥70%'],
    );
    expect(told(await synchronise(repository))).toEqual(['[ ] → [x] unit-tests-pass', '[ ] → [x] lint-clean']);
  });

  it('unticks what evidence contradicts only with --untick, and never what is merely missing', async () => {
    const lines: [string, string][] = [
      ['- [ ] Test coverage ≥70%', '- [x] Test coverage ≥70%'],
      ['- [ ] All integration tests pass', '- [x] All integration tests pass'],
    ];
    expect(told(await synchronise(withLines(...lines)))).toEqual([]);
    const repository = withLines(...lines);
    expect(told(await synchronise(repository, { untick: true }))).toEqual(['[x] → [ ] min-coverage']);
    expect(repository.read(spec)).toContain('- [ ] Test coverage ≥70%');
    expect(repository.read(spec)).toContain('- [x] All integration tests pass');
  });

  it('unticks a word that a failing test contradicts', async () => {
    const repository = exampleRepository();
    repository.write(
      'reports/junit.xml',
      '<testsuite name="pytest"><testcase classname="tests.test_ratelimit" name="test_fr1"><failure/></testcase></testsuite>',
    );
    expect(told(await synchronise(repository, { untick: true }))).toEqual([
      '[x] → [ ] requirements-met',
      '[x] → [ ] unit-tests-pass',
    ]);
  });

  it('keeps permissions, links and the folder as they are', async () => {
    const repository = withLines(['- [x] All unit tests pass', '- [ ] All unit tests pass']);
    const real = join(repository.root, 'notes', 'real.md');
    repository.write('notes/real.md', repository.read(spec));
    repository.remove(spec);
    symlinkSync('../notes/real.md', join(repository.root, spec));
    chmodSync(real, 0o664);
    expect(told(await synchronise(repository, { specs: [spec] }))).toEqual(['[ ] → [x] unit-tests-pass']);
    expect(statSync(real).mode & 0o777).toBe(0o664);
    expect(readFileSync(real, 'utf8')).toContain('- [x] All unit tests pass');
    expect(readdirSync(join(repository.root, 'notes'))).toEqual(['real.md']);
  });

  it('writes nothing to a file with a box that can’t be set alone, and exits with 3', async () => {
    const repository = withLines(
      ['- [x] Linting clean (ruff)', '- [ ] Linting clean (ruff)'],
      ['- [x] All unit tests pass\n', '\n| Criterion | Met |\n|---|---|\n| All unit tests pass | ❌ pending |\n\n'],
    );
    const before = repository.read(spec);
    const outcome = await synchronise(repository);
    expect([outcome.exitCode, outcome.changes, outcome.problems.map(({ code }) => code)]).toEqual([
      3,
      [],
      ['box-not-found'],
    ]);
    expect(repository.read(spec)).toBe(before);
  });

  it('refuses a specification that is not UTF-8', async () => {
    const repository = exampleRepository();
    const bytes = Buffer.concat([Buffer.from(repository.read(spec)), Buffer.from([0xff, 0x0a])]);
    repository.write(spec, bytes);
    const outcome = await synchronise(repository);
    expect([outcome.exitCode, outcome.changes, outcome.problems.map(({ code }) => code)]).toEqual([
      3,
      [],
      ['file-unreadable'],
    ]);
    expect(readFileSync(join(repository.root, spec)).equals(bytes)).toBe(true);
  });

  it('exits with 3 where there is no specification', async () => {
    const outcome = await synchronise(emptyRepository());
    expect([outcome.exitCode, outcome.problems.map(({ code }) => code)]).toEqual([3, ['no-specification']]);
  });

  it('touches only the components that are asked for', async () => {
    const repository = withLines(['- [x] All unit tests pass', '- [ ] All unit tests pass']);
    repository.write('.github/maturity.yml', 'version: 1\n');
    repository.write('specs/other.md', repository.read(spec).replaceAll('ratelimit', 'other'));
    const before = repository.read(spec);
    await synchronise(repository, { specs: ['specs/other.md'] });
    expect(repository.read(spec)).toBe(before);
  });
});

describe('the answer of sync', () => {
  it('is a line for each change, or JSON with changes and problems', async () => {
    const repository = withLines(['- [x] All unit tests pass', '- [ ] All unit tests pass']);
    const outcome = await synchronise(repository, { checkOnly: true });
    const [change] = outcome.changes;
    expect(renderSync(outcome, 'terminal', 80)).toBe(
      `${spec}:${change?.line ?? 0} [ ] → [x] unit-tests-pass\n1 box to change; nothing was written.\n`,
    );
    expect(JSON.parse(renderSync(outcome, 'json', 80))).toEqual({ changes: [change], problems: [] });
  });
});

describe('any specification', () => {
  const boxes = fc.constantFrom(['[ ]', '[x]'], ['❌', '✅'], ['☐', '☑'], ['✗', '✓'], ['✘', '✔']);
  const ends = fc.constantFrom('\n', '\r\n', '\r');
  const after = fc.constantFrom('', ' ', '\t', '  \t');
  const proven = ['All unit tests pass', 'Test coverage ≥60%', 'Linting clean (ruff)', 'Type checking clean (pyright)'];
  const [contradicted] = ['Test coverage ≥70%'];

  it('keeps its bytes but for the boxes, however often it is synchronised', async () => {
    const repository = exampleRepository();
    const original = repository.read(spec);
    const bytes = (): Buffer => readFileSync(join(repository.root, spec));
    const property = fc.asyncProperty(fc.boolean(), ends, boxes, after, async (mark, end, [empty, full], trailing) => {
      const written = (box: (text: string) => string | undefined): Buffer =>
        Buffer.from(
          (mark ? '\uFEFF' : '') +
            original
              .replace(/^- \[[ x]\] (.*)$/gmu, (line, text: string) => {
                const own = box(text);
                return own === undefined ? line : `- ${own} ${text}${trailing}`;
              })
              .replaceAll('\n', end),
        );
      const wrong = (text: string): string | undefined =>
        proven.includes(text) ? empty : text === contradicted ? full : undefined;
      const right = (text: string): string | undefined =>
        proven.includes(text) ? full : text === contradicted ? empty : undefined;
      repository.write(spec, written(wrong));
      await synchronise(repository, { untick: true });
      expect(bytes().equals(written(right))).toBe(true);
      const again = await synchronise(repository, { untick: true });
      expect([again.exitCode, again.changes]).toEqual([0, []]);
      expect(bytes().equals(written(right))).toBe(true);
    });
    await fc.assert(property, { numRuns: 12 });
  });
});
