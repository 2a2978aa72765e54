import { readFileSync } from 'node:fs';
import type { Spec, SpecDocument, Statement } from '../../src/model/index.ts';
import { parseSpec } from '../../src/spec/index.ts';

/** The text of a fixture. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/specs/${name}`, import.meta.url), 'utf8');
}

export function parse(text: string, path = 'specs/cache.md'): SpecDocument {
  return parseSpec(text, path, 'abc');
}

/** The specification in a text that has a Component ID put before it. */
export function specOf(...lines: string[]): Spec {
  return parse(['**Component ID:** cache', '', ...lines].join('\n')).spec;
}

/** `acceptance development [x] All unit tests pass`, as short as a test can say it. */
export function brief({ section, stage, ticked, text }: Statement): string {
  const box = ticked === null ? '' : ticked ? '[x] ' : '[ ] ';
  return `${section} ${stage ?? '-'} ${box}${text}`;
}
