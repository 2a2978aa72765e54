import { describe, expect, it } from '@jest/globals';
import { brief, specOf } from './reading.ts';

const briefly = (...lines: string[]): string[] => specOf(...lines).statements.map(brief);

describe('the headings of criteria', () => {
  it.each([
    ['## Acceptance Criteria', '### Development Stage'],
    ['## ACCEPTANCE CRITERIA', '### development'],
    ['## 3. Acceptance Criteria', '### 3.1 Development Stage'],
    ['## ✅ **Acceptance Criteria:**', '### 🚧 Development Stage'],
    ['# Acceptance Criteria', '## Stage: Development'],
    ['#### Acceptance Criteria', '##### Stage 1: Development'],
    ['## Acceptance Criteria', '## Development Stage'],
    ['## Acceptance Criteria', '**Development Stage:**'],
    ['Acceptance Criteria\n===', 'Development Stage\n---'],
    ['## Acceptance\u00a0Criteria', '### Development\u00a0Stage'],
  ])('%j and %j give the stage development', (container, stage) => {
    expect(briefly(container, '', stage, '', '- [ ] All unit tests pass')).toEqual([
      'acceptance development [ ] All unit tests pass',
    ]);
  });

  it('keep what a stage is called besides, and what they call stages the parser does not know', () => {
    expect(
      briefly('## Acceptance Criteria', '### Production Stage (later)', '- [ ] A', '### Canary', '- [ ] B'),
    ).toEqual(['acceptance production (later) [ ] A', 'acceptance canary [ ] B']);
  });

  it('group without changing stage or section', () => {
    expect(
      briefly(
        '## Acceptance Criteria',
        '### Staging Stage',
        '#### Functional',
        '- [ ] A',
        '#### Unit Tests',
        '- [ ] B',
        '**Security:**',
        '- [ ] C',
      ),
    ).toEqual(['acceptance staging [ ] A', 'acceptance staging [ ] B', 'acceptance staging [ ] C']);
  });

  it('may hold gates by stage, or stages by gate', () => {
    expect(
      briefly(
        '## Quality Gates',
        '### Staging',
        '- A',
        '## Exit Criteria (production)',
        '- B',
        '## Maturity Targets',
        '### Development Stage',
        '#### Exit Criteria',
        '- C',
      ),
    ).toEqual(['quality staging A', 'exit production B', 'exit development C']);
  });

  it('name no stage where criteria stand right below them', () => {
    expect(briefly('## Acceptance Criteria', '- [ ] A')).toEqual(['acceptance - [ ] A']);
  });

  it('end with the next heading of their depth', () => {
    expect(
      briefly(
        '## Acceptance Criteria',
        '### Development Stage',
        '- [ ] A',
        '## Rollback Procedure',
        '### Development Stage',
        '1. Revert',
      ),
    ).toEqual(['acceptance development [ ] A']);
  });
});

describe('the lines of criteria', () => {
  const below = (...lines: string[]): string[] =>
    briefly('## Acceptance Criteria', '### Staging Stage', ...lines).map((line) =>
      line.replace('acceptance staging ', ''),
    );

  it.each([
    ['- [ ] A', '[ ] A'],
    ['* [x] A', '[x] A'],
    ['+ [X] A', '[x] A'],
    ['1. [ ] A', '[ ] A'],
    ['1) A', 'A'],
    ['-\t[ ]\tA', '[ ] A'],
    ['- A', 'A'],
    ['- ✅ A', '[x] A'],
    ['- ☑️ A', '[x] A'],
    ['- ☐ A', '[ ] A'],
    ['- ❌ A', '[ ] A'],
    ['- [ ] ✅ A', '[ ] ✅ A'],
    ['- [] A', '[ ] A'],
    ['- [x]A', '[x] A'],
    ['- [ ]\u00a0A', '[ ] A'],
    ['-[ ] A', '[ ] A'],
    ['[ ] A', '[ ] A'],
    ['☐ A', '[ ] A'],
    ['• A', 'A'],
    ['> - [ ] A', '[ ] A'],
    ['- [ ] **A** `b`  ', '[ ] **A** `b`'],
    ['- [ ] A <!-- later -->', '[ ] A'],
    ['- [ ] A <!-- b --> <!-- c -->', '[ ] A'],
    ['- [x](https://example.org) is linked', '[x](https://example.org) is linked'],
  ])('%j is read as %j', (line, expected) => {
    expect(below('', line)).toEqual([expected]);
  });

  it('are each of a nested list, but not what only groups them', () => {
    expect(below('- [ ] A', '  - [x] B', '- Tests:', '  - C', '- Coverage ≥80%:', '  - D')).toEqual([
      '[ ] A',
      '[x] B',
      'C',
      'Coverage ≥80%:',
      'D',
    ]);
  });

  it('are the rows of a table, boxes in any column', () => {
    const table = [
      '',
      '| # | Criterion | Target | Done |',
      '|---|---|---|---|',
      '| 1 | Test coverage | ≥70% | [x] |',
      '| 2 | Lint clean | | ❌ |',
    ];
    const { statements } = specOf('## Acceptance Criteria', '### Staging Stage', ...table);
    expect(statements.map(brief)).toEqual([
      'acceptance staging [x] Test coverage',
      'acceptance staging [ ] Lint clean',
    ]);
    expect(statements[0]?.continuation).toContain('≥70%');
    expect(statements[0]?.at).toMatchObject({ line: 8, column: 7 });
  });

  it('take their stage from a column of that name', () => {
    expect(
      briefly('## Acceptance Criteria', '', '| Stage | Criterion |', '|---|---|', '| Production | Runbook created |'),
    ).toEqual(['acceptance production Runbook created']);
  });

  it('end where a label follows without a blank line', () => {
    expect(
      briefly(
        '## Maturity Targets',
        '### Staging Stage',
        '**Quality Gates:**',
        '- A',
        '  goes on',
        '**Exit Criteria:**',
        '- B',
        '**Timeline:** soon',
        '- C',
      ),
    ).toEqual(['quality staging A', 'exit staging B']);
  });

  it('are neither notes, examples nor comments', () => {
    expect(
      below(
        '- [ ] A',
        '',
        '**Example:**',
        '- B',
        '',
        '**Notes:**',
        '- C',
        '',
        '<!--',
        '- [ ] D',
        '-->',
        '',
        '```',
        '- [ ] E',
        '```',
      ),
    ).toEqual(['[ ] A']);
  });

  it('do not end with a coverage line that begins with a key', () => {
    expect(below('- [ ] **Target Coverage**: 80% minimum')).toEqual(['[ ] **Target Coverage**: 80% minimum']);
  });
});

describe('lists that demand nothing', () => {
  it.each([
    '## Implementation Plan',
    '## Documentation',
    '## Monitoring',
    '## Maturity Targets',
    '### Functional Requirements',
  ])('%s', (heading) => {
    expect(briefly(heading, '', '- [ ] Test coverage ≥80%')).toEqual([]);
  });

  it('are those of a requirement’s own acceptance criteria, which are the requirement’s', () => {
    const spec = specOf(
      '## Requirements',
      '### Functional Requirements',
      '#### FR-2: Evict',
      '##### Acceptance Criteria',
      '- [x] A',
      '#### FR3',
      '**Acceptance Criteria:**',
      '- [ ] B',
    );
    expect(spec.statements).toEqual([]);
    expect(spec.requirements.map(({ id, title, criteria }) => [id, title, criteria.map(({ text }) => text)])).toEqual([
      ['FR-2', 'Evict', ['A']],
      ['FR3', '', ['B']],
    ]);
  });
});

describe('functional requirements', () => {
  it('may be bullets, with their own boxes or boxes below them', () => {
    const spec = specOf('## Functional Requirements', '', '- **FR1**: Evict', '  - [x] A', '- [ ] **FR2:** Expire');
    expect(
      spec.requirements.map(({ id, title, at, criteria }) => [
        id,
        title,
        at.line,
        criteria.map(({ ticked }) => ticked),
      ]),
    ).toEqual([
      ['FR1', 'Evict', 5, [true]],
      ['FR2', 'Expire', 7, [false]],
    ]);
  });

  it('stand once each', () => {
    const { requirements, problems } = specOf('## Functional Requirements', '### FR1: A', '### FR1: B');
    expect(requirements.map(({ id }) => id)).toEqual(['FR1']);
    expect(problems.map(({ code, at }) => [code, at?.line])).toEqual([['requirement-twice', 5]]);
  });

  it('are not the non-functional ones', () => {
    expect(
      specOf('## Requirements', '### Non-Functional Requirements', '#### NFR1: Performance', '- [ ] FR1 fast')
        .requirements,
    ).toEqual([]);
  });
});

describe('coverage targets', () => {
  it.each([
    ['≥60% (development), ≥70% (staging)', ['development ≥60% (development)', 'staging ≥70% (staging)']],
    ['≥60% (development) and ≥70% (staging)', ['development ≥60% (development)', 'staging ≥70% (staging)']],
    ['≥60% (development),≥70% (staging)', ['development ≥60% (development)', 'staging ≥70% (staging)']],
    ['≥ 99,5 %', ['- ≥ 99,5 %']],
    ['development: 60%; production: 80%', ['development development: 60%', 'production production: 80%']],
    ['All integration points', []],
  ])('%s', (value, expected) => {
    const spec = specOf('## Testing Strategy', '### Unit Tests', `**Coverage Target:** ${value}`);
    expect(spec.statements.map(brief)).toEqual(expected.map((line) => `coverage-target ${line}`));
    expect(spec.tests.unit.coverageTargets).toHaveLength(expected.length);
  });
});

describe('bindings', () => {
  const problemsOf = (...lines: string[]): [string, number | undefined][] =>
    specOf(...lines).problems.map(({ code, at }) => [code, at?.line]);

  it('make a demand of any line, in the stage of its heading', () => {
    expect(
      briefly(
        '## Overview',
        'Some prose. <!-- gate: docs-present -->',
        '',
        '## Rollback',
        '### Staging Stage',
        '1. Revert <!-- gate: rollback-tested -->',
      ),
    ).toEqual(['bound - Some prose.', 'bound staging Revert']);
  });

  it('may follow below the text of an item', () => {
    const { statements } = specOf('## Acceptance Criteria', '- [ ] A', '  <!-- gate: slo-met metric=x -->');
    expect(statements.map(({ text, binding }) => [text, binding?.gate, binding?.params])).toEqual([
      ['A', 'slo-met', { metric: 'x' }],
    ]);
  });

  it.each([
    '<!-- gate -->',
    '<!-- gate: -->',
    '<!-- gate slo-met -->',
    '<!-- gates: a, b -->',
    '<!-- gate: slo-met metric -->',
    '<!-- gate: slo-met a=1 a=2 -->',
    '<!-- gate: slo-met __proto__=1 -->',
  ])('that can’t be read are a problem: %s', (comment) => {
    const { problems, statements } = specOf('## Acceptance Criteria', `- [ ] A ${comment}`);
    expect(problems.map(({ code, at, hint }) => [code, at?.line, hint?.includes('<!-- gate: ID')])).toEqual([
      ['binding-unreadable', 4, true],
    ]);
    expect(statements.map(({ text, binding }) => [text, binding])).toEqual([['A', null]]);
  });

  it('that bind no line, or a line twice, are a problem', () => {
    expect(problemsOf('<!-- gate: docs-present -->')).toEqual([['binding-without-line', 3]]);
    expect(problemsOf('## Acceptance Criteria', '- [ ] <!-- gate: docs-present -->')).toEqual([
      ['binding-without-line', 4],
    ]);
    expect(problemsOf('## Acceptance Criteria', '- [ ] A <!-- gate: x --> <!-- gate: y -->')).toEqual([
      ['binding-twice', 4],
    ]);
  });

  it('are not read from code, nor from comments about something else', () => {
    expect(briefly('## Overview', 'Write `<!-- gate: docs-present -->`. <!-- gatekeeper: Ada -->')).toEqual([]);
  });
});

describe('thresholds that are none', () => {
  it.each([
    ['## Acceptance Criteria', '- [ ] Test coverage ≥ N %'],
    ['### Unit Tests', '**Coverage Target:** ≥70O% (staging)'],
    ['### NFR1: Performance', '**Target:** uptime >= seventy %'],
    ['## Acceptance Criteria', '- [ ] Test coverage\n  ≥ %'],
  ])('are a problem: %s %j', (heading, line) => {
    const container = heading.startsWith('### N') ? '## Non-Functional Requirements' : '';
    const { problems } = specOf(container, heading, line);
    expect(problems.map(({ code, at }) => [code, at?.line])).toEqual([['threshold-malformed', 5]]);
  });
});

describe('a placeholder in a criterion', () => {
  it('is a bracketed text of the template, or the whole of it', () => {
    const { statements } = specOf(
      '## Acceptance Criteria',
      '- [ ] Cost below [Metric 7]',
      '- [ ] `[to be done]`',
      '- [ ] Values are in [0, 1]',
      '- [ ] [0, 1]',
      '- [ ] A list[str] [see below]',
    );
    expect(statements.map(({ placeholder }) => placeholder)).toEqual(['[Metric 7]', '[to be done]', null, null, null]);
  });

  it('is no link, however it is written', () => {
    const { statements, placeholders } = specOf(
      '## Acceptance Criteria',
      '- [ ] [Name](https://example.org)',
      '- [ ] [Date][when]',
      '- [ ] [Purpose]',
      '',
      '[when]: https://example.org',
      '[purpose]: https://example.org',
    );
    expect(statements.map(({ placeholder }) => placeholder)).toEqual([null, null, null]);
    expect(placeholders).toEqual([]);
  });
});
