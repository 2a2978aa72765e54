import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Report } from '../../../src/model/index.ts';
import { htmlPage } from '../../../src/report/html/page.ts';
import { viewOf } from '../scenarios.ts';

/** A page as people open it, from a file; and what went wrong in it. */
export interface Opened {
  page: Page;
  /** Errors, dialogs, refusals of the content policy, and requests other than for the file itself. */
  trouble: string[];
}

/** Writes the report as a page and opens it; `fragment` is the part of the address behind `#`. */
export async function open(
  browser: Browser,
  report: Report,
  { fragment = '', ...options }: { fragment?: string } & Parameters<Browser['newContext']>[0] = {},
): Promise<Opened> {
  const file = join(mkdtempSync(join(tmpdir(), 'html-')), 'maturity.html');
  writeFileSync(file, htmlPage(report, viewOf()));
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => trouble.push(message.text()));
  page.on('dialog', (dialog) => {
    trouble.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) trouble.push(request.url());
  });
  await page.goto(`${address}${fragment === '' ? '' : `#${fragment}`}`);
  return { page, trouble };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with the page as it is seen now: the rule, and where. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await checker.run(document);
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary ?? ''}`),
    );
  });
}
