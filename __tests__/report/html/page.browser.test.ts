import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { scenario, scenarioNames } from '../scenarios.ts';
import { browserPath, launch } from '../../../scripts/pictures/browser.ts';
import { open, violations } from './browser.ts';
import { fleetOf } from './fleet.ts';

if (browserPath === null) console.warn('No Chromium here (CHROMIUM): the HTML report is not tried in a browser.');
const inBrowser = browserPath === null ? describe.skip : describe;

async function names(page: Page): Promise<string[]> {
  return page.locator('a.entry').allInnerTexts();
}

/** Opens every part that can be opened. */
async function openAll(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((parts) => {
    for (const part of parts) part.setAttribute('open', '');
  });
}

async function count(page: Page): Promise<string> {
  return page.locator('#count').innerText();
}

inBrowser('the HTML report in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it.each(scenarioNames)('has no trouble and no accessibility violation in %s', async (name) => {
      const { page, trouble } = await open(browser, scenario(name), { colorScheme });
      expect(await violations(page)).toEqual([]);
      await openAll(page);
      expect(await violations(page)).toEqual([]);
      expect(trouble).toEqual([]);
      await page.context().close();
    });

    it('has no accessibility violation with a component open', async () => {
      const { page } = await open(browser, scenario('many-components'), { colorScheme, fragment: 'component=orders' });
      expect(await page.locator('dialog[open] h2').innerText()).toContain('orders');
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    });
  });

  it('runs nothing and asks for nothing that a hostile report names', async () => {
    const { page, trouble } = await open(browser, scenario('hostile'));
    for (const index of [0, 1]) {
      await page.locator('a.entry').nth(index).click();
      await openAll(page);
      expect(await page.locator('img, iframe, object, embed, b').count()).toBe(0);
      const addresses = await page
        .locator('a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(addresses.filter((address) => !/^(#|https:\/\/github\.com\/o\/r\/blob\/)/.test(address))).toEqual([]);
      await page.keyboard.press('Escape');
    }
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('lets no foreign script run even if one got in', async () => {
    const { page, trouble } = await open(browser, scenario('blocked'));
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "pwned"';
      document.body.append(script);
    });
    expect(await page.title()).not.toBe('pwned');
    expect(trouble.join()).toContain('Content Security Policy');
    await page.context().close();
  });

  it('finds components by name and path, and says how many', async () => {
    const { page } = await open(browser, scenario('many-components'));
    await page.keyboard.press('/');
    await page.keyboard.type('in ory');
    expect(await names(page)).toEqual(['inventory']);
    expect(await count(page)).toBe('1 of 12 components');
    await page.keyboard.press('Escape');
    expect(await count(page)).toBe('12 components');
    await page.context().close();
  });

  it('filters by verdict, achieved stage, open gate and the change', async () => {
    const { page } = await open(browser, scenario('many-components'));
    await page.getByRole('button', { name: 'blocked' }).click();
    expect(await names(page)).toEqual(['orders', 'payments', 'users']);
    await page.getByLabel('affected by the change').check();
    expect(await names(page)).toEqual(['orders', 'payments']);
    await page.getByRole('button', { name: 'blocked' }).click();
    await page.getByLabel('Achieved').selectOption('none');
    expect(await names(page)).toEqual(['orders', 'payments', 'search']);
    await page.getByLabel('Open gate').selectOption('code-reviewed');
    expect(await names(page)).toEqual(['search']);
    expect(new URL(page.url()).hash).toBe('#achieved=none&gate=code-reviewed&affected=only');
    await page.context().close();
  });

  it('sorts up, down and back', async () => {
    const { page } = await open(browser, scenario('many-components'));
    const before = await names(page);
    const header = page.getByRole('button', { name: 'Component' });
    await header.click();
    expect(await names(page)).toEqual([...before].sort());
    expect(await page.locator('th[aria-sort=ascending]').innerText()).toContain('Component');
    await header.click();
    expect(await names(page)).toEqual([...before].sort().reverse());
    await header.click();
    expect(await names(page)).toEqual(before);
    await page.context().close();
  });

  it('is worked by keyboard alone: from search into the list, into a component, and back', async () => {
    const { page } = await open(browser, scenario('many-components'));
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.locator('dialog[open] h2').innerText()).toContain('payments');
    expect(new URL(page.url()).hash).toBe('#component=payments');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('payments');
    await page.keyboard.press('End');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('inventory');
    await page.context().close();
  });

  it('leads from a component to its findings, their sources, its dependencies, and back', async () => {
    const { page } = await open(browser, scenario('many-components'), { fragment: 'component=orders' });
    const dialog = page.locator('dialog[open]');
    expect(await dialog.locator('.card').count()).toBe(1);
    expect(await dialog.locator('.card a').first().getAttribute('href')).toMatch(
      /^https:\/\/github\.com\/o\/r\/blob\//,
    );
    await dialog.getByRole('heading', { name: 'Dependencies' }).click();
    await dialog.locator('li a', { hasText: 'payments' }).first().click();
    expect(await dialog.locator('h2').innerText()).toContain('payments');
    await page.goBack();
    expect(await dialog.locator('h2').innerText()).toContain('orders');
    await page.context().close();
  });

  it('draws who requires whom, and says it in words', async () => {
    const { page } = await open(browser, scenario('many-components'));
    expect(await page.locator('svg.graph .edge').count()).toBe(8);
    await page.getByText('In words').click();
    expect(await page.getByText('payments requires').innerText()).toBe(
      'payments requires users at staging, ledger at production (optional) (not in this report)',
    );
    await page.context().close();
  });

  it('says everything of a few components without scripts', async () => {
    const { page } = await open(browser, scenario('many-components'), { javaScriptEnabled: false });
    await page.locator('a.entry', { hasText: 'payments' }).click();
    const section = page.locator('section:target');
    expect(await section.locator('h2').innerText()).toContain('payments');
    expect(await section.locator('.card').count()).toBe(1);
    await page.context().close();
  });

  it('prints all of it: every row, every part', async () => {
    const { page } = await open(browser, fleetOf(150));
    expect((await names(page)).length).toBe(100);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect((await names(page)).length).toBe(150);
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect((await names(page)).length).toBe(100);
    await page.context().close();
  });

  it('fits a phone', async () => {
    const { page } = await open(browser, scenario('many-components'), { viewport: { width: 375, height: 700 } });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await page.locator('a.entry').first().click();
    expect(await overflow()).toBe(0);
    await page.context().close();
  });

  it('shows 5,000 components a hundred at a time, and finds any of them', async () => {
    const { page, trouble } = await open(browser, fleetOf(5_000));
    expect((await names(page)).length).toBe(100);
    expect(await page.locator('*').count()).toBeLessThan(8_000);
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await page.locator('.pages').innerText()).toContain('Page 2 of 50');
    await page.getByRole('searchbox').fill('service-4996');
    expect(await names(page)).toEqual(['service-4996']);
    await page.locator('a.entry').click();
    expect(await page.locator('dialog[open] .card').count()).toBeGreaterThan(0);
    expect(await page.locator('dialog[open] a').first().getAttribute('href')).toContain('specs/service-4996.md');
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});
