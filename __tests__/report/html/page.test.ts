import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { htmlPage } from '../../../src/report/html/page.ts';
import { unpack, type Pack } from '../../../src/report/html/pack.ts';
import type { Report } from '../../../src/model/index.ts';
import { growth, FACTOR } from '../../growth.ts';
import { componentOf, rowOf, scenario, scenarioNames, viewOf } from '../scenarios.ts';
import { fleetOf } from './fleet.ts';

function elements(html: string, name: string): { attributes: string; text: string }[] {
  const found = html.matchAll(new RegExp(`<${name}\\b([^>]*)>(.*?)</${name}>`, 'gs'));
  return [...found].map(([, attributes = '', text = '']) => ({ attributes, text }));
}

/** What the page carries for its program, by the id of the element. */
function dataOf(html: string, id: string): unknown {
  const element = elements(html, 'script').find(({ attributes }) => attributes.includes(`id="${id}"`));
  return element === undefined ? undefined : unpack(JSON.parse(element.text) as Pack);
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Adversarial paths end up in links; each scheme but http and https is refused. */
function linksWith(address: string): string[] {
  const html = htmlPage(scenario('blocked'), viewOf({ linkTo: () => address }));
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
}

describe('the HTML report', () => {
  it.each(scenarioNames)('allows nothing but its own program and stylesheet in %s', (name) => {
    const html = htmlPage(scenario(name), viewOf());
    const [script] = elements(html, 'script').filter(({ attributes }) => attributes === '');
    const [style] = elements(html, 'style');
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy.replaceAll('&#39;', "'").split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${digest(script?.text ?? '')}`,
      `style-src ${digest(style?.text ?? '')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it.each(scenarioNames)('has no script, style, handler or address of the report’s own in %s', (name) => {
    const html = htmlPage(scenario(name), viewOf());
    const shown = html.replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '');
    expect(shown).not.toMatch(/<(script|style|img|iframe|object|embed|base|form [^>]*action)\b/);
    expect(shown).not.toMatch(/<[^>]*\s(on\w+|style|src|srcset)=/);
    for (const [, address = ''] of shown.matchAll(/href="([^"]*)"/g)) {
      expect(address).toMatch(/^(#|https:\/\/github\.com\/o\/r\/blob\/0123456\/)/);
    }
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    '//evil.example',
    'no address',
  ])('makes no link to %s', (address) => {
    expect(linksWith(address)).toEqual([]);
  });

  it('links each place as the surroundings say', () => {
    expect(linksWith('https://github.example/x?plain=1')).toContain('https://github.example/x?plain=1');
    expect(htmlPage(scenario('blocked'), viewOf({ linkTo: null }))).not.toContain('href=');
  });

  it('cannot be ended by what a component is called', () => {
    const report = scenario('many-components');
    const name = '</script><!--<script>';
    componentOf(report).id = name;
    const html = htmlPage(report, viewOf());
    const fleet = dataOf(html, 'fleet-data') as { entries: { key: string }[] };
    expect(fleet.entries.map(({ key }) => key)).toContain(name);
    expect(html).not.toContain(name);
  });

  it('carries what is known of every component, in the order of the list', () => {
    const html = htmlPage(fleetOf(120), viewOf());
    const fleet = dataOf(html, 'fleet-data') as { entries: { key: string; spec: { path: string } }[] };
    const parts = [0, 1, 2, 3].map(
      (part) => dataOf(html, `details-data-${part}`) as { results: { place: { path: string } }[] }[],
    );
    expect(parts.map((part) => (part as unknown[] | undefined)?.length)).toEqual([50, 50, 20, undefined]);
    const places = parts
      .slice(0, 3)
      .flat()
      .map(({ results }) => results.map(({ place }) => place.path));
    expect(places.every((paths, index) => paths.includes(fleet.entries[index]?.spec.path ?? ''))).toBe(true);
  });

  it('tells two components of one id apart', () => {
    const report = scenario('many-components');
    const [one, other] = report.components;
    if (one !== undefined && other !== undefined) other.id = one.id;
    const fleet = dataOf(htmlPage(report, viewOf()), 'fleet-data') as { entries: { key: string }[] };
    expect(new Set(fleet.entries.map(({ key }) => key)).size).toBe(12);
  });

  it('shows a hundred findings of a row and counts the others', () => {
    const report: Report = scenario('blocked');
    rowOf(report, 'min-coverage', 'staging').findings = Array.from({ length: 250 }, (_, index) => ({
      outcome: 'fail',
      message: `finding number ${index}.`,
      path: null,
      line: null,
    }));
    const html = htmlPage(report, viewOf());
    expect(html).toContain('finding number 99.');
    expect(html).not.toContain('finding number 100.');
    expect(html).toContain('and 150 more, in the JSON report');
  });

  it('grows with the number of components, not with its square', async () => {
    const ratio = await growth(100, (size) => htmlPage(fleetOf(size), viewOf()));
    expect(ratio).toBeLessThan(FACTOR * 2.5);
  });
});
