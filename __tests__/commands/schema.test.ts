import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import { schemaAddress, schemaNames, schemaText, type SchemaName } from '../../src/commands/index.ts';
import { parseConfiguration } from '../../src/config/index.ts';
import { gates } from '../../src/gates/index.ts';
import { reportSchema } from '../../src/model/index.ts';

/** What editors complete and refuse by the JSON Schemas, held against what zod takes. */

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function validator(name: SchemaName): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(z.looseObject({}).parse(JSON.parse(schemaText(name))));
}

const isConfiguration = validator('config');
const isReport = validator('report');

function isTaken(yaml: string): boolean {
  return parseConfiguration(yaml, 'maturity.yml').ok;
}

const configurations = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?:^|\/)\.github\/maturity\.yml$/.test(path) && !path.includes('node_modules'))
  .map((path): [string, string] => [path, read(path)]);

const goldens = readdirSync(join(root, '__tests__/golden/json')).map((name) => `__tests__/golden/json/${name}`);

describe('the schemas', () => {
  it.each(schemaNames)('of %s is known by an address that its own file will have', (name) => {
    const { $id, $schema } = z.object({ $id: z.string(), $schema: z.string() }).parse(JSON.parse(schemaText(name)));
    expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect($id).toBe(schemaAddress(name));
    expect(read($id.replace('https://raw.githubusercontent.com/maturity-gates/maturity-gates/v1/', ''))).toBe(
      schemaText(name),
    );
  });

  it.each(schemaNames)('describe every key: %s', (name) => {
    expect(undescribed(JSON.parse(schemaText(name)), '')).toEqual([]);
  });
});

describe('the schema of the configuration', () => {
  it('is tried on the configurations of this project and of its examples', () => {
    expect(configurations.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        '.github/maturity.yml',
        'examples/basic/.github/maturity.yml',
        'examples/production/.github/maturity.yml',
      ]),
    );
  });

  it.each(configurations)('takes %s', (_path, text) => {
    expect(isConfiguration(parse(text))).toBe(true);
  });

  it('takes the example of the documentation', () => {
    const [, example = ''] = /```yaml\n(version: 1\n[\s\S]*?)```/.exec(read('docs/configuration.md')) ?? [];
    expect([isTaken(example), isConfiguration(parse(example))]).toEqual([true, true]);
  });

  it.each([
    'enforce: false',
    'stages: { Bronze: { gates: { unit-tests-pass: } }, gold: }',
    'components: { a: { gates: { min-coverage: { percent: 69.5, measure: branches } } } }',
    'components: { a: { bindings: { Costs: { gate: slo-met, metric: costs } } } }',
    'evidence: [reports/**, { path: out.json }, { api: code-scanning, tool: CodeQL }]',
    'waivers: [{ gate: complexity, component: a, reason: x, owner: "@a", approver: "@b", expires: 2028-02-29 }]',
  ])('takes what is taken: %s', (yaml) => {
    expect([isTaken(yaml), isConfiguration(parse(yaml))]).toEqual([true, true]);
  });

  it.each([
    ['a list', '- a'],
    ['an unknown key', 'stage: {}'],
    ['an unknown key of a component', 'components: { a: { path: [src/**] } }'],
    ['an unknown gate', 'stages: { staging: { gates: { coverage: {} } } }'],
    ['an unknown parameter', 'stages: { staging: { gates: { min-coverage: { percentage: 70 } } } }'],
    ['a parameter of another gate', 'components: { a: { gates: { lint-clean: { percent: 70 } } } }'],
    ['a wrong type', 'components: { a: { gates: { min-coverage: { percent: "70" } } } }'],
    ['a figure out of bounds', 'stages: { staging: { gates: { min-coverage: { percent: 101 } } } }'],
    ['an unknown word', 'components: { a: { gates: { min-coverage: { measure: statements } } } }'],
    ['a gate turned off without a reason', 'components: { a: { gates: { lint-clean: { off: "" } } } }'],
    ['true, which enforces nothing that is known', 'enforce: true'],
    ['another version', 'version: 2'],
    ['a stage of two words', 'stages: { "two words": {} }'],
    ['evidence of an unknown API', 'evidence: [{ api: checks, tool: CodeQL }]'],
    ['a waiver without an end', 'waivers: [{ gate: complexity, component: a, reason: x, owner: a, approver: b }]'],
    [
      'a waiver until a day that is none',
      'waivers: [{ gate: complexity, component: a, reason: x, owner: a, approver: b, expires: 2027-02-30 }]',
    ],
  ])('refuses what is refused: %s', (_name, yaml) => {
    expect([isTaken(yaml), isConfiguration(parse(yaml))]).toEqual([false, false]);
  });

  it('offers every gate, its claim and its parameters', () => {
    const offered = z
      .object({ $defs: z.object({ gates: z.object({ properties: z.record(z.string(), z.unknown()) }) }) })
      .parse(JSON.parse(schemaText('config'))).$defs.gates.properties;
    expect(Object.keys(offered)).toEqual(gates.map(({ meta }) => meta.id));
    const text = JSON.stringify(offered['stability-period']);
    expect(text).toContain('"days"');
  });
});

describe('the schema of the report', () => {
  it.each(goldens)('takes %s', (path) => {
    expect(isReport(JSON.parse(read(path)))).toBe(true);
  });

  it('takes fields of a later version, as its contract says', () => {
    expect(isReport({ ...report(), mood: 'fine' })).toBe(true);
  });

  it.each([
    ['another version of the shape', { schemaVersion: 2 }],
    ['a verdict that there is none of', { verdict: 'green' }],
    ['a field that is absent', { components: undefined }],
    ['a line 0', { problems: [{ code: 'x', message: 'x', path: null, line: 0, hint: null }] }],
  ])('refuses what is refused: %s', (_name, change) => {
    const value: unknown = JSON.parse(JSON.stringify({ ...report(), ...change }));
    expect([reportSchema.safeParse(value).success, isReport(value)]).toEqual([false, false]);
  });
});

function report(): object {
  return z.looseObject({}).parse(JSON.parse(read('__tests__/golden/json/ready.json')));
}

const node = z.looseObject({
  $ref: z.string().optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** Paths of properties without a description, at any depth. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = Array.isArray(schema) ? {} : node.parse(schema);
  const bare = Object.entries(properties).filter(([, property]) => node.parse(property).description === undefined);
  return [
    ...bare.map(([key]) => `${path}/${key}`),
    ...Object.entries(schema).flatMap(([key, inner]) => undescribed(inner, `${path}/${key}`)),
  ];
}
