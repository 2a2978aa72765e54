import { describe, expect, it } from '@jest/globals';
import { countWords } from '../../src/collect/readmes.ts';

describe('the words of a README', () => {
  it.each([
    ['are its prose', 'One two three.\n', 3],
    ['are not its headings', '# Cache\n\n## Use it now\n\nOne two.\n', 2],
    ['are not fenced code', 'One.\n\n```sh\nnpm install cache --save\n```\n\nTwo.\n', 2],
    ['are not code of a fence that never ends', 'One.\n\n```\nnot this\n', 1],
    ['are not indented code', 'One.\n\n    not this line\n', 1],
    ['are not comments', 'One <!-- not\nthis --> two.\n', 2],
    ['are a link’s text, not its target', '[One two](https://example.org/three/four)\n', 2],
    ['are not underlines of headings', 'One\n===\n\nTwo\n', 2],
    ['are counted with Windows line ends', '# Cache\r\n\r\nOne two.\r\n', 2],
    ['are none of an empty file', '', 0],
  ])('%s', (_name, markdown, words) => {
    expect(countWords(markdown)).toBe(words);
  });
});
