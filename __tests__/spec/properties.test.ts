import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Location, Spec } from '../../src/model/index.ts';
import { fixture, parse } from './reading.ts';

const pieces = [
  ...fixture('cache.md').split('\n'),
  ...[
    '- ',
    '  - ',
    '1. ',
    '> ',
    '\t',
    '[ ] ',
    '[x] ',
    '✅ ',
    '**',
    '`',
    '```',
    '---',
    '| a | b |',
    '|---|---|',
    '<!--',
    '-->',
    '<!-- gate: ',
    ' a="',
    '[Name]',
    '[',
    '](',
    '≥',
    '<',
    '\u00a0',
    '\uFEFF',
    '\r',
    '🚧',
  ],
];

const markdown = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    ),
    { maxLength: 60 },
  )
  .chain((parts) =>
    fc
      .array(fc.constantFrom('\n', '\n\n', '\r\n', '', ' '), { minLength: parts.length, maxLength: parts.length })
      .map((joints) => parts.map((part, index) => part + (joints[index] ?? '')).join('')),
  );

/** Every value of a specification that names a text of the file. */
function named(spec: Spec): { text: string; at: Location }[] {
  const positioned = [
    spec.title,
    spec.idIsPlaceholder ? null : spec.id,
    spec.componentRoot,
    ...Object.values(spec.tests).flatMap(({ locations }) => locations),
  ];
  return [
    ...spec.statements,
    ...spec.requirements.flatMap(({ criteria }) => criteria),
    ...spec.placeholders,
    ...Object.values(spec.tests).flatMap(({ coverageTargets }) => coverageTargets),
    ...spec.statements.flatMap(({ binding }) => (binding === null ? [] : [{ text: '<!--', at: binding.at }])),
    ...positioned.flatMap((value) => (value === null ? [] : [{ text: value.value, at: value.at }])),
  ];
}

function misplaced(text: string, spec: Spec): unknown[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return named(spec).filter(({ text: value, at }) => {
    const line = (lines[(at.line ?? 0) - 1] ?? '').replaceAll('\\', '/');
    // A path is normalised: its place is where its first character stands.
    return !line
      .slice((at.column ?? 1) - 1)
      .replace(/^(?:\.\/)+/, '')
      .startsWith(value.replaceAll('\\', '/'));
  });
}

describe('any text at all', () => {
  it('is read without an exception, and every place is that of the text it names', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const { spec } = parse(text);
        expect(misplaced(text, spec)).toEqual([]);
        expect(spec.statements.every(({ text: words }) => words === words.trim() && words !== '')).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('of plain characters is read without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => parse(text).spec.path === 'specs/cache.md'),
    );
  });

  it('reads the same with other line breaks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces.filter((piece) => piece !== '\r')), { maxLength: 40 }),
        (lines) => {
          expect(parse(lines.join('\r\n')).spec).toEqual(parse(lines.join('\n')).spec);
        },
      ),
      { numRuns: 200 },
    );
  });
});
