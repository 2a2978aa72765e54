import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { explain, renderExplanation, type Explanation } from '../../src/commands/index.ts';
import { gates } from '../../src/gates/index.ts';

const ids = gates.map(({ meta }) => meta.id);

function explanation(id: string): Explanation {
  const { result } = explain(id);
  if (result.state !== 'one') throw new Error(`${id} is not explained`);
  return result.gate;
}

describe('the explanation of a gate', () => {
  it('names its parameters with type, default and meaning', () => {
    expect(explanation('min-coverage').parameters).toMatchObject([
      { name: 'percent', type: 'number, 0 to 100', default: 60 },
      { name: 'measure', type: 'combined | lines | branches', default: 'combined' },
      { name: 'patch', type: 'number, 0 to 100', default: null },
      { name: 'file', type: 'number, 0 to 100', default: null },
      { name: 'drop', type: 'number, 0 to 100', default: null },
    ]);
    for (const id of ids) {
      for (const { name, description } of explanation(id).parameters)
        expect(`${id} ${name} ${description}`).toMatch(/ \S+ \S+/);
    }
  });

  it('names the stages that ask for it by default, with what they set', () => {
    expect(explanation('min-coverage').stages).toEqual([
      { stage: 'development', params: { percent: 60 } },
      { stage: 'staging', params: { percent: 70 } },
      { stage: 'production', params: { percent: 80 } },
    ]);
    expect(explanation('attested').stages).toEqual([]);
  });

  it('tells how to produce its evidence: of its own kind and concern', () => {
    const formats = (id: string): string[] => explanation(id).evidence.map(({ format }) => format);
    expect(formats('min-coverage')).toEqual(expect.arrayContaining(['cobertura', 'coverage-py', 'lcov']));
    expect([formats('lint-clean').includes('ruff'), formats('lint-clean').includes('pyright')]).toEqual([true, false]);
    expect([formats('types-clean').includes('ruff'), formats('types-clean').includes('pyright')]).toEqual([
      false,
      true,
    ]);
    expect(formats('docs-present')).toEqual([]);
    const produce = explanation('lint-clean').evidence.find(({ format }) => format === 'ruff')?.produce;
    expect(produce).toContain('ruff check --output-format json');
  });

  it.each(ids)('of %s is whole, and fits 80 columns but for the commands', (id) => {
    const gate = explanation(id);
    expect([gate.claim, gate.rationale, gate.remediation].every((text) => text.length > 10)).toBe(true);
    expect(gate.needs.length).toBeGreaterThan(0);
    expect(gate.examples.length).toBeGreaterThan(0);
    const text = renderExplanation({ state: 'one', gate }, 'terminal', 80);
    const commands = gate.evidence.map(({ produce }) => produce);
    const lines = text.split('\n').filter((line) => !commands.some((command) => line.endsWith(command)));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const command of commands) expect(text).toContain(command);
  });

  it('is the gate itself in JSON', () => {
    const text = renderExplanation(explain('deployed').result, 'json', 80);
    expect(JSON.parse(text)).toMatchObject({ id: 'deployed', kind: 'operation' });
  });
});

describe('explain', () => {
  it('lists all gates where none is named', () => {
    const { result, exitCode } = explain(null);
    const text = renderExplanation(result, 'terminal', 80);
    expect([exitCode, ids.filter((id) => !text.includes(id))]).toEqual([0, []]);
    const listed: unknown = JSON.parse(renderExplanation(result, 'json', 80));
    expect(listed).toMatchObject({ gates: ids.map((id) => ({ id })) });
  });

  it.each(['min-covrage', '__proto__', ''])('answers an unknown gate (%j) with the list and exit code 3', (id) => {
    const { result, exitCode } = explain(id);
    expect(exitCode).toBe(3);
    expect(renderExplanation(result, 'terminal', 80)).toContain('min-coverage');
    expect(JSON.parse(renderExplanation(result, 'json', 80))).toMatchObject({ problems: [{ code: 'unknown-gate' }] });
  });
});

describe('the pages of the documentation', () => {
  it.each(ids)('have one for %s, linked from the table', (id) => {
    const docs = join(import.meta.dirname, '..', '..', 'docs');
    expect(readFileSync(join(docs, 'gates.md'), 'utf8')).toContain(`](gates/${id}.md)`);
    expect(readFileSync(join(docs, 'gates', `${id}.md`), 'utf8')).toContain(`(\`${id}\`)`);
  });
});
