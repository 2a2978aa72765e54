import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { launch } from './browser.ts';

/** What a picture shows. */
export interface Picture {
  path: string;
  /** A page complete in itself. */
  html: string;
  /** CSS pixels. */
  width: number;
  /** What is seen without scrolling; without it the picture is as high as the page. */
  height?: number;
  colorScheme?: 'light' | 'dark';
}

/** Writes pictures of pages, and answers with their bytes by path. */
export async function photograph(pictures: Picture[]): Promise<Map<string, Buffer>> {
  const taken = new Map<string, Buffer>();
  const browser = await launch();
  try {
    for (const { path, html, width, height, colorScheme } of pictures) {
      const page = await browser.newPage({
        viewport: { width, height: height ?? 100 },
        colorScheme,
        reducedMotion: 'reduce',
      });
      await page.setContent(html);
      const picture = await page.screenshot({ fullPage: height === undefined });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, picture);
      await page.close();
      taken.set(path, picture);
    }
  } finally {
    await browser.close();
  }
  return taken;
}
