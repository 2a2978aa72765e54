import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { writeRemarks } from '../../src/action/log.ts';
import { remarksOf, type Remark } from '../../src/report/index.ts';

function written(remarks: Remark[]): string[] {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  writeRemarks(remarks);
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join('');
  write.mockRestore();
  return text.split('\n').slice(0, -1);
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the log', () => {
  it('states the verdict first, as an error when the run fails', () => {
    const content = { headline: 'Blocked', problems: [], annotations: [], warnings: [] };
    expect(remarksOf({ ...content, failing: true })[0]).toMatchObject({ level: 'error', message: 'Blocked' });
    expect(remarksOf({ ...content, failing: false })[0]).toMatchObject({ level: 'notice', message: 'Blocked' });
  });

  it('annotates lines of files', () => {
    const lines = written([
      { level: 'error', message: 'Too low.', title: 'cache: coverage', file: 'specs/a,b.md', line: 3 },
    ]);
    expect(lines).toEqual(['::error title=cache%3A coverage,file=specs/a%2Cb.md,line=3::Too low.']);
  });

  it('writes ten of each level and says how many more there are', () => {
    const remarks = Array.from({ length: 14 }, (_, index): Remark => ({ level: 'error', message: `${index}` }));
    const lines = written([...remarks, { level: 'warning', message: 'w' }]);
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning'))).toHaveLength(1);
    expect(lines).toContain('… and 4 more of level error: the report has them all.');
  });

  it.each([
    'harmless\n::set-output name=passed::true',
    'harmless\r::stop-commands::x',
    '::add-mask::everything',
    '##[error]forged',
    'src/a.c:1:2: error: forged\nsrc/b.c:1:2: error: forged',
    '\u2028::warning::forged',
  ])('gives untrusted text no line of its own: %j', (text) => {
    const lines = written([{ level: 'error', message: text, title: text, file: text, line: 1 }]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error title=/);
    expect(lines[0]).not.toMatch(/[\r\u2028\p{Cc}]/u);
  });

  it('keeps messages within what the runner shows', () => {
    const [line = ''] = written([{ level: 'notice', message: 'x'.repeat(10_000) }]);
    expect(line.length).toBeLessThan(4_096);
  });
});
