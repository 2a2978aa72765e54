import { describe, expect, it } from '@jest/globals';
import { brief, fixture, parse } from './reading.ts';

const { identified, spec } = parse(fixture('cache.md'));

describe('a specification that follows the template', () => {
  it('is identified, with title, id, status and target stage as they are written', () => {
    expect(identified).toBe(true);
    expect(spec.title).toEqual({ value: 'Response Cache', at: { path: 'specs/cache.md', line: 1, column: 28 } });
    expect(spec.id).toEqual({ value: 'response_cache', at: { path: 'specs/cache.md', line: 3, column: 20 } });
    expect(spec.idIsPlaceholder).toBe(false);
    expect(spec.status).toEqual({ value: 'In Development', at: { path: 'specs/cache.md', line: 7, column: 13 } });
    expect(spec.targetStage?.value).toBe('staging (after X)');
    expect(spec.created?.value).toBe('2026-03-02');
    expect(spec.lastUpdated?.value).toBe('2026-10-20');
  });

  it('has its functional requirements with their boxes, verbatim', () => {
    expect(spec.requirements.map(({ id, title, at }) => [id, title, at.line])).toEqual([
      ['FR1', 'Evict the least recently used entry', 28],
      ['FR2', 'Expire entries', 35],
    ]);
    expect(spec.requirements[0]?.criteria.map(({ text, ticked, at }) => [text, ticked, at.line, at.column])).toEqual([
      ['A full cache evicts one entry', true, 32, 7],
      ['Reading an entry makes it recent', false, 33, 7],
    ]);
    expect(spec.requirements[1]?.criteria.map(({ ticked }) => ticked)).toEqual([true]);
  });

  it('demands what its criteria, gates, targets and bound lines say, in the order of the file, and nothing else', () => {
    expect(spec.statements.map(brief)).toEqual([
      'nfr - p95 < 200ms',
      'nfr - Uptime: ≥99.5%',
      'nfr - Error rate: <0.1%',
      'bound - [x] Publish the dashboard',
      'coverage-target development ≥60% (development)',
      'coverage-target staging ≥70% (staging)',
      'coverage-target production ≥80% (production)',
      'acceptance development [x] All functional requirements implemented',
      'acceptance development [x] All unit tests pass',
      'acceptance development [ ] Test coverage ≥60%',
      'acceptance development [x] Linting clean (ruff)',
      'acceptance staging [ ] All development criteria met',
      'acceptance staging [ ] Test coverage ≥70%',
      'acceptance staging [ ] Cost savings validated (≥40%)',
      'acceptance staging [ ] Answers stay correct while entries',
      'acceptance production [ ] Test coverage ≥80%',
      'acceptance production [ ] [Criterion 1]',
      'quality development Test coverage: ≥60%',
      'quality development Linting clean',
      'exit development All quality gates pass',
      'quality production Uptime ≥99.5%',
    ]);
  });

  it('says where each statement stands', () => {
    const places = spec.statements.map(({ at }) => `${at.line ?? 0}:${at.column ?? 0}`);
    expect(places.slice(0, 8)).toEqual(['44:13', '52:3', '53:3', '89:7', '97:22', '97:42', '97:58', '115:7']);
  });

  it('reads bindings with quoted values and leaves them out of the text', () => {
    const bound = spec.statements.filter(({ binding }) => binding !== null);
    expect(bound.map(({ text, binding }) => [text, binding?.gate, binding?.params])).toEqual([
      ['p95 < 200ms', 'slo-met', { metric: 'read_latency_p95' }],
      ['Publish the dashboard', 'attested', {}],
      ['Cost savings validated (≥40%)', 'slo-met', { metric: 'cache_cost_savings', label: 'cost savings' }],
    ]);
    expect(bound[2]?.binding?.at).toEqual({ path: 'specs/cache.md', line: 123, column: 37 });
  });

  it('keeps what a wrapped criterion goes on with', () => {
    const wrapped = spec.statements.find(({ text }) => text.startsWith('Answers'));
    expect(wrapped?.continuation).toBe('are evicted under load');
  });

  it('has acceptance criteria of three stages, in their order', () => {
    expect(spec.acceptanceStages.map(({ value, at }) => [value, at.line])).toEqual([
      ['development', 114],
      ['staging', 120],
      ['production', 127],
    ]);
  });

  it('has the root of its structure, its dependencies, Locations and coverage targets', () => {
    expect(spec.componentRoot).toEqual({
      value: 'src/response_cache',
      at: { path: 'specs/cache.md', line: 64, column: 1 },
    });
    expect(spec.dependencies.map(({ id, stage, optional, at }) => [id, stage, optional, at.line])).toEqual([
      ['config_store', 'staging', false, 72],
      ['metrics', 'production', false, 73],
      ['tracing', null, true, 79],
    ]);
    expect(spec.tests.unit.locations.map(({ value }) => value)).toEqual([
      'tests/test_response_cache.py',
      'tests/response_cache/',
    ]);
    expect(spec.tests.unit.coverageTargets.map(({ stage, threshold }) => [stage, threshold])).toEqual([
      ['development', { comparator: '>=', value: 60, unit: '%' }],
      ['staging', { comparator: '>=', value: 70, unit: '%' }],
      ['production', { comparator: '>=', value: 80, unit: '%' }],
    ]);
    expect(spec.tests.integration).toEqual({
      locations: [
        { value: 'tests/integration/test_response_cache.py', at: { path: 'specs/cache.md', line: 103, column: 16 } },
      ],
      coverageTargets: [],
    });
    expect(spec.tests.e2e.locations).toEqual([]);
  });

  it('takes of approvals only names and dates that are there', () => {
    expect(
      spec.approvals.map(({ role, name, date, stage, ticked, placeholder }) => [
        role,
        name,
        date,
        stage,
        ticked,
        placeholder,
      ]),
    ).toEqual([
      ['Technical Lead', 'Ada Lovelace', '2026-10-01', null, true, null],
      ['Product Owner', null, null, null, false, '[Name]'],
      ['Security Review', 'Grace Hopper', null, 'production', true, null],
    ]);
  });

  it('names each placeholder and its section, but no range, link or code', () => {
    expect(spec.placeholders.map(({ text, at, section }) => [text, at.line, section])).toEqual([
      ['[Feature 2]', 20, 'key features'],
      ['[TBD]', 56, 'nfr'],
      ['[component_name]', 107, 'tests'],
      ['[Criterion 1]', 129, 'acceptance:production'],
      ['[Name]', 161, 'approval'],
      ['[Date]', 161, 'approval'],
    ]);
  });

  it('has no problem', () => {
    expect(spec.problems).toEqual([]);
  });
});

describe('the same specification written by another editor', () => {
  const text = fixture('cache.md');
  it.each([
    ['with a byte order mark', `\uFEFF${text}`],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['with a byte order mark and CRLF', `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['without a final line break', text.trimEnd()],
    ['with spaces at the ends of lines', text.replaceAll('\n', '  \n')],
    ['with other bullets', text.replace(/^- /gm, '* ')],
  ])('%s reads the same', (_, variant) => {
    expect(parse(variant).spec).toEqual(spec);
  });
});
