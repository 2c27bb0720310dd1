import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { faultsOf, hasBrowser, launchBrowser } from '../support/browser.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

/** The lines of a summary of faults whose field is not on the page. */
const linksToNowhere = `[...document.querySelectorAll('.govuk-error-summary a')]
  .map(({ hash }) => hash)
  .filter((hash) => document.getElementById(hash.slice(1)) === null)`;

let web: TestWeb;
let browser: Browser;

(hasBrowser ? describe : describe.skip)('the pages in a browser', () => {
  jest.setTimeout(60_000);
  beforeAll(async () => {
    web = await createTestWeb({ months: 3, at: new Date().toISOString() });
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  describe.each([360, 1280])('%i pixels wide', (width) => {
    let context: BrowserContext;
    let page: Page;
    let faults: string[];

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: true });
      page = await context.newPage();
      faults = [];
      page.on('console', (message) => faults.push(message.text()));
      page.on('requestfailed', (request) => {
        // Whoever goes on before everything is loaded breaks the rest off; a file that is refused fails otherwise.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(request.url());
      });
      await page.goto(`${web.url}/`);
    });
    afterAll(() => context.close());

    it('let a person sign in and read the worklist', async () => {
      expect(await faultsOf(page)).toEqual({ violations: [], overflow: 0 });
      await page.getByRole('button', { name: 'Demonstration commissioner, Sutton' }).click();
      await page.waitForURL('**/worklist');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Worklist');
      expect(await page.getByRole('table').count()).toBeGreaterThan(0);
      expect(await faultsOf(page)).toEqual({ violations: [], overflow: 0 });
    });

    it('show what is settled on request', async () => {
      await page.getByRole('link', { name: /Show what is settled/ }).click();
      expect(await page.getByRole('heading', { name: /^Settled/ }).isVisible()).toBe(true);
    });

    it('show the report of the last month and lead to the month before', async () => {
      await page.getByRole('link', { name: 'Reports' }).click();
      await page.waitForURL('**/reports/mace/*');
      expect(await faultsOf(page)).toEqual({ violations: [], overflow: 0 });
      const shown = page.url();
      await page.getByRole('link', { name: /Month before/ }).click();
      await page.waitForURL((url) => url.href !== shown);
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    });

    it.each(['/people', '/people/invite', '/agreements', '/agreements/new', '/keys', '/access-review'])(
      'let an administrator work at %s, and on a form that is sent empty as well',
      async (path) => {
        await page.goto(`${web.url}/sign-in`);
        await page.getByRole('button', { name: 'Demonstration administrator, Sutton' }).click();
        await page.waitForURL((url) => url.pathname === '/people');
        await page.goto(`${web.url}${path}`);
        expect(await faultsOf(page)).toEqual({ violations: [], overflow: 0 });
        const send = page.locator('main form button');
        if ((await send.count()) === 0) return;
        await send.click();
        expect(await page.title()).toMatch(/^Error: /);
        expect(await page.evaluate(linksToNowhere)).toEqual([]);
        expect(await faultsOf(page)).toEqual({ violations: [], overflow: 0 });
      },
    );

    it('load every file and break no rule of their own security policy', () => {
      // A browser notes that a form came back with something to put right.
      expect(faults.filter((fault) => !fault.includes('the server responded with a status of 422'))).toEqual([]);
    });
  });
});
