import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium } from 'playwright-core';

/** Browsers of the usual places; `CHROMIUM` names another. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** What a picture shows. */
export interface Picture {
  path: string;
  /** A page complete in itself. */
  html: string;
  /** CSS pixels. */
  width: number;
}

/** Writes pictures of pages, each as high as the page is. */
export async function photograph(pictures: Picture[]): Promise<void> {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    for (const { path, html, width } of pictures) {
      const page = await browser.newPage({ viewport: { width, height: 100 } });
      await page.setContent(html);
      const picture = await page.screenshot({ fullPage: true });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, picture);
      await page.close();
      console.log(`wrote ${path}, ${Math.round(picture.length / 1024)} KB`);
    }
  } finally {
    await browser.close();
  }
}
