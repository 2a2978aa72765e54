import fc from 'fast-check';

/** What a specification with development criteria begins with. */
export const acceptanceHead = [
  '**Component ID:** cache',
  '',
  '## Acceptance Criteria',
  '',
  '### Development Stage',
  '',
];

/** Boxes that are themselves again when they are turned twice. */
const reversible = ['[ ]', '[x]', '❌', '✅', '☐', '☑', '✗', '✓', '✘', '✔', '❌\uFE0F'];
const boxes = fc.constantFrom(...reversible);
const space = fc.constantFrom('', ' ', '  ', '\t', ' \t ');
const words = fc.constantFrom(
  'All unit tests pass',
  'Test coverage ≥60% [ ] ✅',
  'Linting clean (`ruff`)',
  '**Type** checking clean <!-- gate: types-clean -->',
  'Naïve 漢字 😀 dashboards imported',
);
const criterion = fc
  .tuple(fc.constantFrom('', '  ', '\t', '    '), fc.constantFrom('-', '*', '1.', '> -'), boxes, words, space)
  .map(([indent, bullet, box, text, after]) => `${indent}${bullet} ${box} ${text}${after}`);
const other = fc.oneof(
  fc.constantFrom(
    '',
    '   ',
    '\t',
    '```\n- [ ] All unit tests pass\n```',
    '<!-- - [ ] All unit tests pass -->',
    '- plain',
  ),
  fc.constantFrom(
    '| Criterion | Met |\n|---|:-:|\n| Linting clean | ❌ |',
    '### Staging Stage',
    '## Notes',
    'Prose [ ] ✅.',
  ),
  // Any characters but those that may make a box which is not itself again when it is turned twice: `[X]`, `⬜`.
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[[\]☒🗹⬜🔲⏳🚧❎]/gu, '?')),
);

const end = fc.constantFrom('\n', '\r\n', '\r');

/** Specifications with mixed ends of lines, white space, marks, boxes and nesting. */
export const specification = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.tuple(fc.oneof({ weight: 3, arbitrary: criterion }, other), end), { maxLength: 25 }),
    end,
  )
  .map(([mark, lines, headEnd]) => {
    const all = [
      ...acceptanceHead.map((line) => line + headEnd),
      ...lines.map(([line, ending]) => line.replaceAll('\n', ending) + ending),
    ];
    return (mark ? '\uFEFF' : '') + all.join('');
  });

/** Everything but boxes, found without the code under test. */
export function withoutBoxes(text: string): Buffer {
  return Buffer.from(text.replace(/\[[ x]\]|[❌✅☐☑✗✓✘✔]/gu, '□'));
}
