import { describe, expect, it } from '@jest/globals';
import { specOf } from './reading.ts';
import { FACTOR, growth } from '../growth.ts';

describe('the component root', () => {
  const rootOf = (...lines: string[]): [string | undefined, string[]] => {
    const { componentRoot, problems } = specOf('### Component Structure', '```', ...lines, '```');
    return [componentRoot?.value, problems.map(({ code }) => code)];
  };

  it.each([
    [['src/cache/', '├── core.py'], 'src/cache'],
    [['./src/cache/   # the package'], 'src/cache'],
    [['# layout', '', 'src/cache'], 'src/cache'],
    [['src/cache/', '└── a.py', 'src/other/', '└── b.py'], 'src/cache'],
    [['src\\cache\\'], 'src/cache'],
  ])('%j is %s', (lines, expected) => {
    expect(rootOf(...lines)).toEqual([expected, []]);
  });

  it.each([[['src/[component_name]/']], [['├── core.py']], [['']], [['the folder of it']]])('%j is none', (lines) => {
    expect(rootOf(...lines)).toEqual([undefined, []]);
  });

  it.each(['/src/cache/', '../cache/', 'src/../../cache', '~/cache', 'C:\\cache', '.'])('%s is a problem', (line) => {
    expect(rootOf(line)).toEqual([undefined, ['component-root-invalid']]);
  });
});

describe('Locations', () => {
  const locationsOf = (...lines: string[]): [string[], string[]] => {
    const { tests, problems } = specOf('## Testing Strategy', '### E2E Tests', ...lines);
    return [tests.e2e.locations.map(({ value }) => value), problems.map(({ code }) => code)];
  };

  it.each([
    [['**Location:** `a/` and `b.py`, see `c`'], ['a/', 'b.py', 'c']],
    [['**Location:** tests/a.py or tests/b/, ./tests/c'], ['tests/a.py', 'tests/b/', 'tests/c']],
    [
      ['**Locations**:', '- `tests/a.py`', '- tests/b'],
      ['tests/a.py', 'tests/b'],
    ],
    [['- **Location:** `tests/test_[ab]*.py`'], ['tests/test_[ab]*.py']],
    [['**Location:** `tests/[component_name]/` or `tests/a`'], ['tests/a']],
  ])('%j', (lines, expected) => {
    expect(locationsOf(...lines)).toEqual([expected, []]);
  });

  it.each(['`/etc/passwd`', '`../tests`', 'see the wiki page'])('%s is a problem', (value) => {
    expect(locationsOf(`**Location:** ${value}`)).toEqual([[], ['location-unreadable']]);
  });
});

describe('dependencies', () => {
  const dependenciesOf = (...lines: string[]): [string, string | null, boolean][] =>
    specOf('### Dependencies', ...lines).dependencies.map(({ id, stage, optional }) => [id, stage, optional]);

  it('are components, required or optional, and no packages', () => {
    expect(
      dependenciesOf(
        '**Required Components:**',
        '- [queue](queue.md) (Production Stage) - Jobs',
        '- store: keeps',
        '- bare-word',
        '**External Dependencies:**',
        '- `redis` (5.0)',
        '#### Optional Components',
        '- `x` ([stage]) - [Purpose]',
      ),
    ).toEqual([
      ['queue', 'production', false],
      ['store', null, false],
      ['bare-word', null, false],
      ['x', null, true],
    ]);
  });

  it.each([
    'None',
    '- None',
    '- N/A',
    '- none - it stands alone',
    '- `[component_name]` ([stage]) - [Purpose]',
    '- No other components.',
  ])('there is none in %j', (line) => {
    const { dependencies, problems } = specOf('#### Required Components', '', line);
    expect([dependencies, problems]).toEqual([[], []]);
  });

  it('that name no component are a problem', () => {
    const { dependencies, problems } = specOf('#### Required Components', '- the thing that caches');
    expect([dependencies, problems.map(({ code, at }) => [code, at?.line])]).toEqual([
      [],
      [['dependency-unreadable', 4]],
    ]);
  });
});

describe('approvals', () => {
  it.each([
    ['- [x] Technical Lead: Ada - 2026-10-01', ['Technical Lead', 'Ada', '2026-10-01', null, true, null]],
    ['- [X] **QA:** Ada Lovelace (2026-10-01)', ['QA', 'Ada Lovelace', '2026-10-01', null, true, null]],
    [
      '- [x] Security Review: Ada – 2026-10-01 (for production)',
      ['Security Review', 'Ada', '2026-10-01', 'production', true, null],
    ],
    ['- [x] Lead: Jean-Luc Picard', ['Lead', 'Jean-Luc Picard', null, null, true, null]],
    ['- [ ] Lead: [Name] - 2026-10-01', ['Lead', null, '2026-10-01', null, false, '[Name]']],
    ['- [x] Lead: [who?] - [when?]', ['Lead', null, null, null, true, '[who?]']],
    ['- Lead', ['Lead', null, null, null, false, null]],
    ['- [x] Lead: Ada - 2026-13-01', ['Lead', 'Ada', null, null, true, null]],
  ])('%s', (line, expected) => {
    const { approvals } = specOf('**Approval:**', line);
    expect(
      approvals.map(({ role, name, date, stage, ticked, placeholder }) => [
        role,
        name,
        date,
        stage,
        ticked,
        placeholder,
      ]),
    ).toEqual([expected]);
  });

  it('are no acceptance criteria, wherever they stand', () => {
    const { approvals, statements } = specOf(
      '## Acceptance Criteria',
      '### Production Stage',
      '- [ ] A',
      '',
      '**Approvals:**',
      '- [ ] Lead: Ada - 2026-10-01',
    );
    expect([approvals.map(({ role, stage }) => [role, stage]), statements.map(({ text }) => text)]).toEqual([
      [['Lead', 'production']],
      ['A'],
    ]);
  });
});

describe('files out of the ordinary', () => {
  it('that are nested too deeply are a problem, not a crash', () => {
    const { problems, statements } = specOf(`${'> '.repeat(20_000)}- [ ] A`);
    expect([problems.map(({ code }) => code), statements]).toEqual([['specification-too-deep'], []]);
  });

  it('that are long are read whole, in time that grows with their length and not with its square', async () => {
    const stage = (index: number): string =>
      `### Stage: s${index}\n\nSome words.\n\n- [ ] Test coverage ≥70% [Name]\n\n`;
    const read = (count: number) =>
      specOf('## Acceptance Criteria', '', Array.from({ length: count }, (_, index) => stage(index)).join(''));
    const { statements } = read(3000);
    expect([statements.length, statements.at(-1)?.stage]).toEqual([3000, 's2999']);
    expect(await growth(750, read)).toBeLessThan(FACTOR ** 2);
  });

  it('that are long keep code, comments and link definitions whole', () => {
    const filler = Array.from({ length: 400 }, (_, index) => `Filler ${index} of a long text.`).join('\n\n');
    const { statements, placeholders } = specOf(
      filler,
      '',
      '```',
      '# Acceptance Criteria',
      '- [ ] no',
      '```',
      '',
      filler,
      '<!--',
      '# Acceptance Criteria',
      '- [ ] no',
      '-->',
      '',
      '# Acceptance Criteria',
      '',
      '- [ ] [Name]',
      '',
      filler,
      '# Links',
      '',
      '[name]: https://example.org',
    );
    expect(statements.map(({ text }) => text)).toEqual(['[Name]']);
    expect(placeholders).toEqual([]);
  });
});
