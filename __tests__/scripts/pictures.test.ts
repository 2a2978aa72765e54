import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { browserPath } from '../../scripts/pictures/browser.ts';
import { exampleComment } from '../../scripts/pictures/comment.ts';
import { exampleReports } from '../../scripts/pictures/html-report.ts';
import { photograph } from '../../scripts/pictures/photograph.ts';
import { exampleTerminal } from '../../scripts/pictures/terminal.ts';

if (browserPath === null) console.warn('No screenshots are taken: there is no Chromium here (CHROMIUM).');

/** Git ignores it: what this run of the tests has seen, for people to look at. */
const folder = join(import.meta.dirname, '..', '..', '.build', 'screenshots');

/** Width and height, as a PNG's header has them: https://www.w3.org/TR/png-3/#11IHDR */
function sizeOf(png: Buffer): { signature: string; width: number; height: number } {
  return { signature: png.toString('latin1', 1, 4), width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

(browserPath === null ? describe.skip : describe)('screenshots of comment, terminal and HTML report', () => {
  it('show what the program says of the examples', async () => {
    const pictures = [await exampleComment(), exampleTerminal(), ...exampleReports()];
    const taken = await photograph(pictures.map((one) => ({ ...one, path: join(folder, basename(one.path)) })));
    expect([...taken.keys()].map((path) => basename(path))).toEqual([
      'comment.png',
      'terminal.png',
      'report-light.png',
      'report-dark.png',
    ]);
    for (const [index, png] of [...taken.values()].entries()) {
      expect(sizeOf(png)).toMatchObject({ signature: 'PNG', width: pictures[index]?.width });
      // A page on which nothing stands is a few hundred bytes of one colour.
      expect(png.length).toBeGreaterThan(20_000);
      expect(sizeOf(png).height).toBeGreaterThan(400);
    }
  }, 60_000);
});
