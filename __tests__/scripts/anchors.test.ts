import { describe, expect, it } from '@jest/globals';
import { anchorsOf } from '../../scripts/anchors.ts';

describe('the anchors of headings', () => {
  // As GitHub shows them for these headings.
  it.each([
    ['Make it required', 'make-it-required'],
    ["GitHub's API", 'githubs-api'],
    ['What it can’t protect against', 'what-it-cant-protect-against'],
    ['sync: tick what evidence proves', 'sync-tick-what-evidence-proves'],
    ['bad-input, no_token', 'bad-input-no_token'],
    ['Tests & coverage', 'tests--coverage'],
    ['Größe ≥ 80 %', 'größe--80-'],
  ])('of "%s" are #%s', (heading, anchor) => {
    expect(anchorsOf([heading])).toEqual([anchor]);
  });

  it('are told apart by a number where a heading returns', () => {
    expect(anchorsOf(['Reviews', 'Forks', 'Reviews', 'Reviews'])).toEqual([
      'reviews',
      'forks',
      'reviews-1',
      'reviews-2',
    ]);
  });
});
