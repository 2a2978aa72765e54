import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { problemCodes } from '../../scripts/problem-codes.ts';

const folder = mkdtempSync(join(tmpdir(), 'maturity-gates-codes-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The codes of a source, joined to a line. */
function codesOf(name: string, ...source: string[]): string {
  const path = join(folder, `${name}.ts`);
  writeFileSync(path, source.join('\n'));
  return problemCodes(path)
    .map(({ code }) => code)
    .join(' ');
}

describe('the codes of problems in a source', () => {
  it('are texts, both sides of a choice, and every filling of a template', () => {
    expect(
      codesOf(
        'texts',
        "export const text = { code: 'b-text', message: '' };",
        "export const choice = (gone: boolean) => ({ code: gone ? 'gone' : 'broken', message: '' });",
        "export const filled = (kind: 'large' | 'old') => ({ code: `too-${kind}`, message: '' });",
      ),
    ).toBe('b-text broken gone too-large too-old');
  });

  it('are traced through functions to where these are called', () => {
    expect(
      codesOf(
        'calls',
        'const inner = (message: string, code: string) => ({ code, message });',
        "function outer(tool: string) { return inner('', `${tool}-failed`); }",
        "export const all = [outer('npm'), outer('tsc'), inner('', 'direct')];",
      ),
    ).toBe('direct npm-failed tsc-failed');
  });

  it('are not counted again where a problem is handed on, nor are schemas and numbers codes', () => {
    expect(
      codesOf(
        'others',
        "const given = { code: 'given', message: '' };",
        'export const copied = { code: given.code, message: given.message };',
        'export const named = ({ code }: { code: string }) => ({ code });',
        'export const status = { code: 404 };',
      ),
    ).toBe('given');
  });

  it('that nobody can trace are an error, with their place', () => {
    const source = ['declare const text: string;', "export const one = { code: text, message: '' };"];
    expect(() => codesOf('unknown', ...source)).toThrow(/unknown\.ts:2: write the code as text/);
  });
});
