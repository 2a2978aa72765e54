import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** The browser of this machine, `null` where there is none; `CHROMIUM` names another than those of the usual places. */
export const browserPath =
  [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find(
    (path) => path !== undefined && existsSync(path),
  ) ?? null;

/** Starts it without anything that it would ask of the network. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}
