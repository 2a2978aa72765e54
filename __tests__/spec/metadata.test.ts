import { describe, expect, it } from '@jest/globals';
import { parse } from './reading.ts';

describe('front matter', () => {
  const written = [
    '---',
    'component_id: cache',
    'status: In Development # for now',
    'target_stage: "staging (after X)"',
    '---',
    '# Component Specification: Cache',
  ];

  it.each(['\n', '\r\n'])('gives id, status and target stage with their places (%j)', (lineBreak) => {
    const { identified, spec } = parse(written.join(lineBreak), 'specs/x.md');
    expect(identified).toBe(true);
    expect(spec.id).toEqual({ value: 'cache', at: { path: 'specs/x.md', line: 2, column: 15 } });
    expect(spec.status).toEqual({ value: 'In Development', at: { path: 'specs/x.md', line: 3, column: 9 } });
    expect(spec.targetStage).toEqual({ value: 'staging (after X)', at: { path: 'specs/x.md', line: 4, column: 16 } });
    expect(spec.title?.value).toBe('Cache');
    expect(spec.problems).toEqual([]);
  });

  it.each(['component-id', 'Component ID', 'id', 'componentId'])('knows the id as %s', (key) => {
    expect(parse(`---\n${key}: cache\n---\n`).spec.id.value).toBe('cache');
  });

  it('is a problem with its line when it is no YAML', () => {
    const { identified, spec } = parse('---\ncomponent_id: cache\nstatus: "Draft\n---\n# Cache\n');
    expect(identified).toBe(true);
    expect(spec.problems.map(({ code }) => code)).toContain('front-matter-invalid');
    expect(spec.problems[0]?.at?.line).toBeGreaterThanOrEqual(3);
  });

  it('is a problem when a value is no text', () => {
    const { spec } = parse('---\nid: cache\nstatus: {is: Draft}\n---\n');
    expect(spec.problems.map(({ code, at }) => [code, at?.line])).toEqual([['front-matter-invalid', 3]]);
    expect(spec.status).toBeNull();
  });

  it('may hold placeholders', () => {
    const { spec } = parse('---\nid: [component_name]\nstatus: "[TBD]"\n---\n', 'specs/queue.md');
    expect(spec.id.value).toBe('queue');
    expect(spec.idIsPlaceholder).toBe(true);
    expect(spec.placeholders.map(({ text, at, section }) => [text, at.line, section])).toEqual([
      ['[component_name]', 2, 'identity'],
      ['[TBD]', 3, 'identity'],
    ]);
  });

  it('that holds prototype names does no harm', () => {
    const { identified, spec } = parse('---\n__proto__: {a: 1}\nconstructor: x\n---\n# Notes\n');
    expect(identified).toBe(false);
    expect(spec.problems).toEqual([]);
  });

  it('that contradicts the text is a problem at the second place', () => {
    const { spec } = parse('---\nid: cache\n---\n# Cache\n\n**Component ID:** queue\n');
    expect(spec.id.value).toBe('cache');
    expect(spec.problems.map(({ code, at }) => [code, at?.line])).toEqual([['metadata-conflict', 6]]);
  });
});

describe('metadata lines', () => {
  it.each([
    ['**Status**: Draft'],
    ['**Status:** Draft'],
    ['**STATUS:** `Draft`  '],
    ['Status: Draft'],
    ['- **Status:** Draft'],
    ['* __Status:__ *Draft*'],
    ['**Status:**\tDraft'],
    ['**Status：** Draft'],
  ])('%s states the status', (line) => {
    expect(parse(`# Cache\n\n**Component ID:** cache\n\n${line}\n`).spec.status?.value).toBe('Draft');
  });

  it('may stand right above a rule, where Markdown takes them for a heading', () => {
    const { spec } = parse('# Cache\n\n**Component ID:** cache\n**Status:** Staging\n---\n\n## Overview\n');
    expect([spec.id.value, spec.status?.value, spec.title?.value]).toEqual(['cache', 'Staging', 'Cache']);
  });

  it('name the component by its name where there is no id', () => {
    const { identified, spec } = parse('# X\n\n**Component Name:** cache\n');
    expect([identified, spec.id.value, spec.idIsPlaceholder]).toEqual([true, 'cache', false]);
    expect(parse('# X\n\n**Component Name:** Cache\n**Component ID:** cache\n').spec.id.value).toBe('cache');
  });

  it('with nothing behind the key state nothing', () => {
    const { identified, spec } = parse('# X\n\n**Component ID:**\n**Status:**\n', 'specs/queue.md');
    expect([identified, spec.id.value, spec.idIsPlaceholder, spec.status]).toEqual([true, 'queue', true, null]);
  });

  it('that disagree are a problem, those that agree are none', () => {
    const { spec } = parse(
      '# X\n\n**Component ID:** cache\n**Status:** Draft\n**Status:** Staging\n**component id:** `cache`\n',
    );
    expect(spec.status?.value).toBe('Draft');
    expect(spec.problems.map(({ code, at }) => [code, at?.line])).toEqual([['metadata-conflict', 5]]);
  });

  it('of other sections are not the component’s', () => {
    const { spec } = parse(
      '# X\n\n**Component ID:** cache\n**Status:** Draft\n\n## Risks\n\n### Risk 1\n\n**Status:** Mitigated\n',
    );
    expect([spec.status?.value, spec.problems]).toEqual(['Draft', []]);
  });
});

describe('a Markdown file without a Component ID', () => {
  it.each([['# Read me\n\nHello.\n'], [''], ['---\ntitle: Hello\n---\n'], ['```\n**Component ID:** cache\n```\n']])(
    'is no specification: %j',
    (text) => {
      const { identified, spec } = parse(text, 'specs/notes.md');
      expect([identified, spec.id.value, spec.idIsPlaceholder]).toEqual([false, 'notes', true]);
    },
  );
});
