import { describe, expect, it } from '@jest/globals';
import { defaultConfiguration, parseConfiguration } from '../../src/config/index.ts';
import type { Configuration, Spec } from '../../src/model/index.ts';
import {
  demandsOf,
  newComponentWeakenings,
  strictestRows,
  weakenings,
  type ComponentPolicy,
} from '../../src/policy/index.ts';
import { line, specWith } from './specs.ts';

function policy(spec: Spec, yaml?: string): ComponentPolicy {
  const configuration = yaml === undefined ? defaultConfiguration() : configured(yaml);
  return { spec, configuration, settings: configuration.components.find(({ id }) => id === 'cache') ?? null };
}

function configured(yaml: string): Configuration {
  const parsed = parseConfiguration(yaml, '.github/maturity.yml');
  if (!parsed.ok) throw new Error('the test’s configuration is wrong');
  return parsed.value;
}

const at = { path: 'specs/cache.md', line: 5 };
const coverage = (text: string, number = 10): Spec => specWith({ statements: [line(text, number)] });

describe('a weakening', () => {
  it.each([
    ['a lowered threshold', coverage('Test coverage ≥80%'), coverage('Test coverage ≥70%', 12), 'threshold', 10, 12],
    ['a removed criterion', coverage('All unit tests pass'), specWith({}), 'criterion', 10, undefined],
    [
      'a criterion moved to a later stage',
      coverage('All unit tests pass'),
      specWith({ statements: [line('All unit tests pass', 12, { stage: 'staging' })] }),
      'criterion',
      10,
      12,
    ],
    [
      'a lowered target',
      specWith({ targetStage: { value: 'staging', at } }),
      specWith({ targetStage: { value: 'development', at: { ...at, line: 6 } } }),
      'target',
      5,
      6,
    ],
    [
      'a lowered status',
      specWith({ status: { value: 'Staging', at } }),
      specWith({ status: { value: 'Draft', at } }),
      'status',
      5,
      5,
    ],
    [
      'a removed target',
      specWith({ targetStage: { value: 'staging', at } }),
      specWith({ targetStage: null }),
      'target',
      5,
      undefined,
    ],
  ])('is %s, with both lines', (_name, base, head, what, baseLine, headLine) => {
    const found = weakenings(policy(base), policy(head), []);
    expect(found.map((weakening) => [weakening.what, weakening.base.line, weakening.head?.line])).toEqual([
      [what, baseLine, headLine],
    ]);
  });

  it('is a lower threshold of the configuration', () => {
    const base = 'stages: { staging: { gates: { min-coverage: { percent: 90 } } } }';
    const found = weakenings(policy(specWith({}), base), policy(specWith({})), []);
    expect(found.map(({ what, base: place }) => [what, place])).toEqual([
      ['threshold', { path: '.github/maturity.yml', line: 1 }],
    ]);
  });

  it('is a gate that the configuration turns off', () => {
    const head = 'components: { cache: { gates: { lint-clean: { off: "too noisy" } } } }';
    expect(weakenings(policy(specWith({})), policy(specWith({}), head), []).map(({ what }) => what)).toEqual([
      'gate-off',
    ]);
  });

  it('of a new component is only a gate that it turns off', () => {
    const head = 'components: { cache: { gates: { lint-clean: { off: "too noisy" } } } }';
    expect(newComponentWeakenings(policy(coverage('Test coverage ≥1%'), head)).map(({ what }) => what)).toEqual([
      'gate-off',
    ]);
  });
});

describe('no weakening', () => {
  it.each([
    ['the same', coverage('Test coverage ≥80%'), coverage('Test coverage ≥80%')],
    ['a raised threshold', coverage('Test coverage ≥80%'), coverage('Test coverage ≥90%')],
    ['other words for the same demand', coverage('Test coverage ≥80%'), coverage('Coverage of at least 80 %')],
    ['an added criterion', specWith({}), coverage('All unit tests pass')],
    [
      'another tick',
      specWith({ statements: [line('All unit tests pass', 10, { ticked: true })] }),
      coverage('All unit tests pass'),
    ],
    [
      'a raised target',
      specWith({ targetStage: { value: 'staging', at } }),
      specWith({ targetStage: { value: 'production', at } }),
    ],
  ])('is %s', (_name, base, head) => {
    expect(weakenings(policy(base), policy(head), [])).toEqual([]);
  });
});

describe('the strictest of both', () => {
  it('joins the base’s demands with the head’s', () => {
    const rows = (spec: Spec): ReturnType<typeof demandsOf>['rows'] =>
      demandsOf(spec, null, defaultConfiguration()).rows;
    const base = rows(specWith({ statements: [line('Test coverage ≥90%', 10), line('All dashboards imported', 11)] }));
    const joined = strictestRows(rows(coverage('Test coverage ≥65%')), base);
    const development = joined.filter(({ stage }) => stage === 'development');
    expect(development.find(({ gate }) => gate.meta.id === 'min-coverage')?.params).toMatchObject({ percent: 90 });
    expect(
      development.filter(({ gate }) => gate.meta.id === 'attested').map(({ criterion }) => criterion?.text),
    ).toEqual(['All dashboards imported']);
  });
});
