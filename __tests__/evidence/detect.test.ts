import { describe, expect, it } from '@jest/globals';
import { detect } from '../../src/evidence/detect.ts';
import type { Format, Head } from '../../src/evidence/format.ts';

const claiming = (id: string, start: string): Format => ({
  id,
  title: id,
  kind: 'coverage',
  produce: '',
  usualNames: [],
  sniff: ({ text }) => text.startsWith(start),
  parse: () => Promise.reject(new Error('detection reads no more than the head')),
});

const head = (text: string): Head => ({ path: 'report.json', text, complete: true });

describe('detection', () => {
  const formats = [claiming('brace', '{'), claiming('named', '{"a"'), claiming('list', '[')];

  it('finds the one format that claims a head', () => {
    expect(detect(head('[]'), formats)?.id).toBe('list');
    expect(detect(head('{}'), formats)?.id).toBe('brace');
  });

  it('knows nothing that no format claims', () => {
    expect(detect(head('plain text'), formats)).toBeNull();
    expect(detect(head(''), [])).toBeNull();
  });

  it('takes what two formats claim for unknown', () => {
    expect(detect(head('{"a": 1}'), formats)).toBeNull();
  });
});
