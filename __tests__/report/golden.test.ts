import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { renderers } from '../../src/report/index.ts';
import { scenario, scenarioNames, viewOf } from './scenarios.ts';

const golden = new URL('../golden/', import.meta.url);
const accept = process.env['UPDATE_GOLDEN'] === '1';

/** The golden text, or an explanation why there is none. */
function expected(file: URL, rendered: string): string {
  if (accept) {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, rendered);
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : 'no golden file yet';
}

/** The page's program, stylesheet and packed data have tests of their own; each element of the rest stands in a line. Other texts are as they are. */
function structureOf(text: string): string {
  if (!text.startsWith('<!doctype html>')) return text;
  return text
    .replace(/(<(script|style)[^>]*>).*?(<\/\2>)/gs, '$1$3')
    .replace(/'sha256-[^']*'/g, "'sha256-…'")
    .replace(/></g, '>\n<');
}

// A difference that is meant is accepted with UPDATE_GOLDEN=1 and reviewed in the diff of __tests__/golden.
describe.each(renderers.map((renderer) => [renderer.id, renderer] as const))('the %s renderer', (id, renderer) => {
  it.each(scenarioNames)('shows %s as its golden file does (accept with UPDATE_GOLDEN=1)', async (name) => {
    const rendered = structureOf(await renderer.render(scenario(name), viewOf()));
    const extension = renderer.fileName.slice(renderer.fileName.lastIndexOf('.'));
    expect(rendered).toBe(expected(new URL(`${id}/${name}${extension}`, golden), rendered));
  });
});
