import { describe, expect, it } from '@jest/globals';
import { brief, fixture, parse } from './reading.ts';

const text = fixture('template.md');
const { identified, spec } = parse(text, 'specs/my-component.md');

describe('the template as it is', () => {
  it('is a specification whose id is the name of the file', () => {
    expect(identified).toBe(true);
    expect(spec.id.value).toBe('my-component');
    expect(spec.idIsPlaceholder).toBe(true);
  });

  it('demands its own criteria, gates and coverage targets, but no example and no placeholder target', () => {
    const count = (section: string): number =>
      spec.statements.filter((statement) => statement.section === section).length;
    expect(['coverage-target', 'acceptance', 'quality', 'exit', 'nfr', 'bound'].map(count)).toEqual([
      3, 24, 14, 9, 0, 0,
    ]);
    expect(spec.statements.map(brief)).toContain('acceptance staging [ ] 7-day stability period complete');
    expect(spec.statements.map(brief)).toContain('exit production User documentation complete');
  });

  it('has no component root, dependency or Location yet', () => {
    expect(spec.componentRoot).toBeNull();
    expect(spec.dependencies).toEqual([]);
    expect(Object.values(spec.tests).flatMap(({ locations }) => locations)).toEqual([]);
  });

  it('has every bracketed text outside of code as a placeholder', () => {
    const prose = text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ' '));
    const expected = prose
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(/\[[^\]\n]{2,}\]/g)].map((match) => `${index + 1}:${match.index + 1} ${match[0]}`),
      );
    expect(spec.placeholders.map(({ at, text: found }) => `${at.line ?? 0}:${at.column ?? 0} ${found}`)).toEqual(
      expected,
    );
  });

  it('tells the placeholders that decide from those that do not', () => {
    const sections = (line: number): (string | null)[] => [
      ...new Set(spec.placeholders.filter(({ at }) => at.line === line).map(({ section }) => section)),
    ];
    expect([1, 3, 7, 8].flatMap(sections)).toEqual(['identity', 'identity', 'identity', 'identity']);
    expect([4, 5, 6].flatMap(sections)).toEqual(['metadata', 'metadata', 'metadata']);
    expect([31, 32, 33, 35].flatMap(sections)).toEqual([
      'requirements',
      'requirements',
      'requirements',
      'requirements',
    ]);
    expect([446, 448].flatMap(sections)).toEqual(['approval', 'approval:production']);
  });

  it('has no problem', () => {
    expect(spec.problems).toEqual([]);
  });
});
