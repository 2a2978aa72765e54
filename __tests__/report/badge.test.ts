import { describe, expect, it } from '@jest/globals';
import { badgeFiles, badgeName } from '../../src/report/badge-files.ts';
import { renderer } from '../../src/report/renderers/badge.ts';
import { componentOf, scenario, scenarioNames, viewOf } from './scenarios.ts';

async function endpoint(name: string, path: string): Promise<unknown> {
  const file = (await badgeFiles(scenario(name))).find((one) => one.path === path);
  return JSON.parse(file?.content ?? 'null');
}

describe('the badges', () => {
  it.each([
    ['ready', { label: 'cache', message: 'staging', color: 'brightgreen' }],
    ['blocked', { label: 'cache', message: 'development, staging blocked', color: 'red' }],
    ['waiting-for-approval', { label: 'cache', message: 'no stage, staging inconclusive', color: 'yellow' }],
  ])('of a component in %s tell its stage and its verdict in words', async (name, badge) => {
    expect(await endpoint(name, 'badges/cache.json')).toEqual({ schemaVersion: 1, ...badge });
  });

  it('of its stages tell how it stands on each', async () => {
    const messages = ['development', 'staging', 'production'].map(async (stage) => {
      const { label, message } = (await endpoint('blocked', `badges/cache/${stage}.json`)) as Record<string, string>;
      return `${label}: ${message}`;
    });
    expect(await Promise.all(messages)).toEqual([
      'cache development: achieved',
      'cache staging: blocked',
      'cache production: not yet',
    ]);
  });

  it('of all components tell the lowest stage, and how many are not ready', async () => {
    expect(await endpoint('many-components', 'badge.json')).toMatchObject({
      label: 'maturity',
      message: 'no stage, 2 of 10 blocked',
      color: 'red',
    });
    expect(await endpoint('problems-only', 'badge.json')).toMatchObject({ message: 'no stage, inconclusive' });
  });

  it.each(scenarioNames)(
    'of %s are as many SVG as JSON files, each with a path of its own that is safe',
    async (name) => {
      const paths = (await badgeFiles(scenario(name))).map(({ path }) => path);
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
      expect(paths.filter((path) => path.endsWith('.svg'))).toHaveLength(paths.length / 2);
      for (const path of paths) expect(path).toMatch(/^badge\.\w+$|^badges(\/[a-z0-9][a-z0-9_-]*){1,2}\.(svg|json)$/);
    },
  );

  it.each(scenarioNames)('of %s hold nothing but the picture', async (name) => {
    const svg = await renderer.render(scenario(name), viewOf());
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*aria-label="[^"<>]+">/);
    expect(svg).not.toMatch(/<script|<img|<image|<a |\son\w+=|javascript:/i);
  });

  it('show the component where there is but one, else all together', async () => {
    expect(await renderer.render(scenario('ready'), viewOf())).toContain('<title>cache: staging</title>');
    expect(await renderer.render(scenario('many-components'), viewOf())).toContain('<title>maturity: ');
  });

  it('never claim a stage that is not achieved', async () => {
    const report = scenario('ready');
    componentOf(report).achievedStage = null;
    const [, , { content } = { content: '' }] = await badgeFiles(report);
    expect(content).toContain('<title>cache: no stage</title>');
  });
});

describe('the name of a badge', () => {
  it.each(['cache', 'rate-limit', 'a_b2'])('is %s itself where that is safe', (name) => {
    expect(badgeName(name)).toBe(name);
  });

  it('is harmless, and never that of another', () => {
    const names = [
      'Cache',
      'CACHE',
      'a/b',
      'a b',
      '../x',
      '..',
      '',
      'con',
      'x.svg',
      'é',
      '漢字',
      'y'.repeat(500),
      'y'.repeat(501),
    ];
    const made = names.map(badgeName);
    expect(new Set(made).size).toBe(names.length);
    for (const name of made) expect(name).toMatch(/^[a-z0-9][a-z0-9_-]{0,79}$/);
    expect(made).not.toContain('con');
  });
});
