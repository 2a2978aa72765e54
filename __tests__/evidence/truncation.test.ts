import { describe, expect, it } from '@jest/globals';
import { detect, formats } from '../../src/evidence/index.ts';
import type { Evidence } from '../../src/model/index.ts';
import { fixture, fixturesOfOthers, headOf, parse } from './reading.ts';

const STEP = 97;
const LINE_END = 10;

/** Formats in which each line, or section, stands alone: nothing in the file says how many there are. */
const endless = new Set(['go-cover', 'lcov', 'mypy', 'openmetrics', 'ruff-json-lines', 'trufflehog', 'tsc']);

/** What a report speaks against, as far as a cut could hide all of it. */
function accusations(evidence: Evidence): number | null {
  if (evidence.kind === 'diagnostics') return evidence.diagnostics.length;
  if (evidence.kind === 'secrets') return evidence.findings.length;
  if (evidence.kind === 'tests') return evidence.cases.filter(({ outcome }) => outcome !== 'passed').length;
  return null;
}

/** After every line and every so many bytes, where more than white space is cut off. */
function cutsOf(content: Uint8Array): number[] {
  const end = Buffer.from(content).toString('latin1').trimEnd().length;
  const lines = [...content].flatMap((byte, index) => (byte === LINE_END ? [index + 1] : []));
  const steps = Array.from({ length: Math.ceil(end / STEP) }, (_, index) => index * STEP);
  return [...new Set([...lines, ...steps, end - 1])].filter((cut) => cut > 0 && cut < end);
}

/** What a file proves; `null` for what is no report, or none that can be relied on. */
async function read(content: Uint8Array, path: string): Promise<{ format: string; evidence: Evidence } | null> {
  const format = detect(headOf(content, path), formats);
  const parsed = format === null ? null : await parse(format, content, path, content.length);
  if (format === null || parsed?.ok !== true || parsed.value.defects.length > 0) return null;
  return { format: format.id, evidence: parsed.value };
}

describe.each(fixturesOfOthers(''))('%s, its end cut off,', (path) => {
  it('proves nothing, or is of a format of single lines and still says something against the code', async () => {
    const content = fixture(path);
    const whole = await read(content, path);
    const accused = whole === null ? null : accusations(whole.evidence);
    for (const cut of cutsOf(content)) {
      const part = await read(content.subarray(0, cut), path);
      if (part === null) continue;
      expect([endless.has(part.format), content[cut - 1], cut]).toEqual([true, LINE_END, cut]);
      if (accused !== null && accused > 0) expect(accusations(part.evidence)).toBeGreaterThan(0);
    }
  });
});
