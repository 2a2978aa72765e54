import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Statement } from '../../src/model/index.ts';
import { boxFinder, turned, withBoxes } from '../../src/spec/index.ts';
import { acceptanceHead, specification, withoutBoxes } from './arbitrary.ts';
import { parse } from './reading.ts';

function statementsOf(text: string): Statement[] {
  return parse(text).spec.statements;
}

/** The text with the box of every statement turned, as far as it can be. */
function allTurned(text: string, wanted: (statement: Statement) => boolean = () => true): string {
  const find = boxFinder(text);
  const boxes = new Map(
    statementsOf(text)
      .filter((statement) => statement.ticked !== null && wanted(statement))
      .flatMap((statement) => {
        const box = find(statement);
        const to = box === null ? null : turned(box);
        return box === null || to === null ? [] : [[box.start, { box, to }] as const];
      }),
  );
  return withBoxes(text, [...boxes.values()]);
}

describe('the box of a criterion', () => {
  const turnedLines = (...lines: string[]): string[] =>
    allTurned([...acceptanceHead, ...lines].join('\n'))
      .split('\n')
      .slice(acceptanceHead.length);

  it.each([
    ['- [ ] All unit tests pass', '- [x] All unit tests pass'],
    ['- [x] All unit tests pass', '- [ ] All unit tests pass'],
    ['- [X] All unit tests pass', '- [ ] All unit tests pass'],
    ['- [] All unit tests pass', '- [x] All unit tests pass'],
    ['- [   ] All unit tests pass', '- [x] All unit tests pass'],
    ['-\t[ ]\tAll unit tests pass  ', '-\t[x]\tAll unit tests pass  '],
    ['* [ ] All unit tests pass', '* [x] All unit tests pass'],
    ['1. [ ] All unit tests pass', '1. [x] All unit tests pass'],
    ['• [ ] All unit tests pass', '• [x] All unit tests pass'],
    ['[ ] All unit tests pass', '[x] All unit tests pass'],
    ['> - [ ] All unit tests pass', '> - [x] All unit tests pass'],
    ['-[ ] All unit tests pass', '-[x] All unit tests pass'],
    ['- [ ] <!-- ours --> All unit tests pass', '- [x] <!-- ours --> All unit tests pass'],
    ['- [ ] **All** unit tests pass [x]', '- [x] **All** unit tests pass [x]'],
    ['- [ ] [All](a.md) unit tests pass', '- [x] [All](a.md) unit tests pass'],
  ])('%j becomes %j', (line, expected) => {
    expect(turnedLines(line)).toEqual([expected]);
  });

  it.each([
    ['❌', '✅'],
    ['✅', '❌'],
    ['☐', '☑'],
    ['☑', '☐'],
    ['☑\uFE0F', '☐\uFE0F'],
    ['✗', '✓'],
    ['✔', '✘'],
    ['🔲', '✅'],
    ['🗹', '☐'],
    ['🚧', '✅'],
  ])('keeps its style: %s becomes %s', (sign, expected) => {
    expect(turnedLines(`- ${sign} All unit tests pass ${sign}`)).toEqual([`- ${expected} All unit tests pass ${sign}`]);
  });

  it('is found in a table, in front of the text or alone in a cell', () => {
    expect(
      turnedLines(
        '| Criterion | Met |',
        '|---|---|',
        '| All unit tests pass | [ ] |',
        String.raw`| Linting clean (a\|b) | ❌ |`,
        '| [ ] Type checking clean | yes |',
      ).slice(2),
    ).toEqual([
      '| All unit tests pass | [x] |',
      String.raw`| Linting clean (a\|b) | ✅ |`,
      '| [x] Type checking clean | yes |',
    ]);
  });

  it('is left alone where a word beside it would contradict it', () => {
    expect(turnedLines('| Criterion | Met |', '|---|---|', '| All unit tests pass | ❌ pending |')[2]).toBe(
      '| All unit tests pass | ❌ pending |',
    );
  });

  it('may stand on a line of its own, or hold for several targets', () => {
    expect(turnedLines('- [ ]', '  All unit tests pass')).toEqual(['- [x]', '  All unit tests pass']);
    const text =
      '**Component ID:** a\n\n### Unit Tests\n- [ ] **Coverage Target:** ≥60% (development), ≥70% (staging)\n';
    expect(statementsOf(text)).toHaveLength(2);
    expect(allTurned(text)).toBe(text.replace('[ ]', '[x]'));
  });

  it('is none where the line has none, or none of the state that was read', () => {
    const text = [...acceptanceHead, '- All unit tests pass', '- [x] Linting clean'].join('\n');
    const [first, second] = statementsOf(text);
    const find = boxFinder(text);
    expect(first === undefined ? 'nothing' : find({ ...first, ticked: false })).toBeNull();
    expect(second === undefined ? 'nothing' : find({ ...second, ticked: false })).toBeNull();
    expect(find({ at: { path: 'a.md', line: 99, column: 1 }, ticked: false })).toBeNull();
    expect(find({ at: { path: 'a.md' }, ticked: false })).toBeNull();
  });

  it('is found on the first line behind a byte order mark', () => {
    const text = '\uFEFF❌All unit tests pass <!-- gate: unit-tests-pass -->\n**Component ID:** cache';
    expect(allTurned(text)).toBe(text.replace('❌', '✅'));
  });

  it('knows its line, whatever ends the lines before it', () => {
    const text = `\uFEFF${acceptanceHead.join('\r\n')}\r- [ ] Linting clean`;
    const [statement] = statementsOf(text);
    expect(statement === undefined ? null : boxFinder(text)(statement)).toMatchObject({
      line: acceptanceHead.length + 1,
      written: '[ ]',
      ticked: false,
    });
  });
});

describe('any specification', () => {
  it('keeps every byte outside of the boxes', () => {
    fc.assert(
      fc.property(specification, (text) => {
        expect(withoutBoxes(allTurned(text)).equals(withoutBoxes(text))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('reads the same afterwards, but for the boxes', () => {
    const told = (text: string): unknown[] => statementsOf(text).map(({ ticked: _ticked, ...rest }) => rest);
    fc.assert(
      fc.property(specification, (text) => {
        expect(told(allTurned(text))).toEqual(told(text));
      }),
      { numRuns: 150 },
    );
  });

  it('is as it was after every box was turned twice', () => {
    fc.assert(
      fc.property(specification, (text) => {
        expect(allTurned(allTurned(text))).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  it('has no unticked box left once all were ticked', () => {
    const tick = (text: string): string => allTurned(text, ({ ticked }) => ticked === false);
    fc.assert(
      fc.property(specification, (text) => {
        const ticked = tick(text);
        expect(statementsOf(ticked).filter((statement) => statement.ticked === false)).toEqual([]);
        expect(tick(ticked)).toBe(ticked);
      }),
      { numRuns: 150 },
    );
  });
});
