import { describe, expect, it } from '@jest/globals';
import { headingsOf } from '../../src/collect/documents.ts';

describe('the headings of a document', () => {
  it.each([
    ['begin with hashes', '# Cache\n\n###   Use it  ##\n', ['Cache', 'Use it']],
    ['are underlined', 'Cache\n=====\n\nUse it\n---\n', ['Cache', 'Use it']],
    ['are not comments of code', '```sh\n# install\n```\n\n# Cache\n', ['Cache']],
    ['are not code of a fence that never ends', '# Cache\n\n~~~\n# not this\n', ['Cache']],
    ['go on behind a fence within a longer one', '````\n```\n# no\n````\n# Cache\n', ['Cache']],
    ['are not within comments', '<!--\n# Later\n-->\n# Cache\n', ['Cache']],
    ['are not rules', 'One.\n\n---\n\nTwo.\n', []],
    ['need a space behind the hashes', '#1 is first\n', []],
    ['lose emphasis, code marks and targets of links', '## **Use** `get` as [told](x.md)\n', ['Use get as told']],
    ['may have Windows line ends', '# Cache\r\n\r\nText.\r\n', ['Cache']],
  ])('%s', (_name, markdown, headings) => {
    expect(headingsOf(markdown)).toEqual(headings);
  });
});
