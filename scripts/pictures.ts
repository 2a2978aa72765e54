/**
 * Takes the pictures of the documentation: the HTML report of the examples, as `dist/` makes it, in Chromium (`CHROMIUM_PATH`, else
 * `/usr/bin/chromium`). `node scripts/pictures.ts`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const folder = 'docs/images';
const pictures = [
  { name: 'report-light.png', colorScheme: 'light', check: ['--root', 'examples/basic', '--stage', 'staging'] },
  {
    name: 'report-dark.png',
    colorScheme: 'dark',
    check: [
      '--root',
      'examples/production',
      '--baseline',
      'baseline/**',
      '--now',
      '2026-11-22T18:00:00Z',
      '--promotion',
    ],
  },
] as const;

mkdirSync(folder, { recursive: true });
const temporary = mkdtempSync(join(tmpdir(), 'pictures-'));
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
for (const { name, colorScheme, check } of pictures) {
  const report = join(temporary, `${name}.html`);
  const parameters = ['dist/cli.js', 'check', ...check, '--advisory', '--format', 'html', '--output', report];
  execFileSync(process.execPath, parameters, { env: { ...process.env, NODE_OPTIONS: '' } });
  const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce' });
  await page.goto(pathToFileURL(report).href);
  await page.screenshot({ path: join(folder, name) });
  await page.close();
}
await browser.close();
