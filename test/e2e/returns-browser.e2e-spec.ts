import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aFaultyWorkbook, plantedFaults, withCells } from '../builders/a-faulty-workbook.js';
import { FAULTLESS, describeInBrowser, faultsOf, launchBrowser } from '../support/browser.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

/** Pictures of the steps go here when a folder is named: that is how those in docs/pages were made. */
const pictures = process.env['HOMEWARD_PICTURES'];

describeInBrowser('a workbook with twenty faults, in a browser without scripts', () => {
  jest.setTimeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'homeward-returns-'));
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    writeFileSync(join(folder, 'october.xlsx'), aFaultyWorkbook());
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  describe.each([360, 1280])('%i pixels wide', (width) => {
    let web: TestWeb;
    let context: BrowserContext;
    let page: Page;
    /** The cells that the page names, and what it says of them. */
    const told = new Map<string, { readonly column: string; readonly words: string }>();
    /** Where the page names a fault: its row and its column. */
    const placeOf = (column: string, index: number) =>
      [...told].find(([place, said]) => said.column === column && place.replace(/\D+/, '') === String(index + 2))?.[0];

    beforeAll(async () => {
      web = await createTestWeb();
      context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 900 } });
      page = await context.newPage();
      await page.goto(`${web.url}/sign-in`);
      await page.getByRole('button', { name: 'Demonstration data officer, HARBOUR' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
    }, 120_000);
    afterAll(async () => {
      await context.close();
      await web.close();
    });

    /** What stands from there on, as long as a picture of a page is to be. */
    const picture = async (name: string, from: string) => {
      if (pictures === undefined) return;
      const y = (await page.locator(from).first().boundingBox())?.y ?? 0;
      const path = join(pictures, `${name}-${width}.png`);
      await page.screenshot({ path, clip: { x: 0, y, width, height: 1000 }, fullPage: true });
    };
    /** Axe needs scripts of its own, so what the page without scripts holds is shown in one that runs them. */
    const check = async (name: string) => {
      await picture(name, 'main');
      const judged = await browser.newPage({ viewport: { width, height: 900 } });
      await judged.route('**/*', (route) =>
        route.request().isNavigationRequest()
          ? page.content().then((body) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
          : route.continue(),
      );
      await judged.goto(`${web.url}/`);
      const faults = await faultsOf(judged);
      await judged.close();
      expect([name, faults]).toEqual([name, FAULTLESS]);
    };
    const send = async (file: string) => {
      await page.getByRole('link', { name: 'Returns sent', exact: true }).click();
      await page.getByRole('button', { name: 'Send a return' }).click();
      await page.getByLabel('Which month is it for?').selectOption('2025-10');
      await page.locator('#file').setInputFiles(join(folder, file));
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    };

    it('is told when no file was chosen', async () => {
      await page.getByRole('link', { name: 'Returns sent', exact: true }).click();
      await check('0-list');
      await page.getByRole('button', { name: 'Send a return' }).click();
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      expect(await page.getByRole('link', { name: /Choose a file/ }).isVisible()).toBe(true);
      await check('1-send');
    });

    it('finds every fault at its first upload, and says in which cell', async () => {
      await send('october.xlsx');
      expect(await page.getByText('20 rows were received').isVisible()).toBe(true);
      await check('2-findings');
      await picture('3-rows', '#rows');
      for (let more = true; more;) {
        for (const row of await page.locator('table.cells tbody tr').all()) {
          const [head, words] = [await row.locator('th').textContent(), await row.locator('td').nth(1).textContent()];
          const [, column = '', place = ''] = /^\s*(\S+)\s+cell ([A-Z]+\d+)/.exec(head ?? '') ?? [];
          told.set(place, { column, words: words?.trim() ?? '' });
        }
        const next = page.getByRole('link', { name: 'More rows' });
        more = (await next.count()) > 0;
        if (more) await next.click();
      }
      expect(plantedFaults.filter(({ column }, index) => placeOf(column, index) === undefined)).toEqual([]);
      expect([...told.values()].filter(({ words }) => words.length < 20)).toEqual([]);
    });

    it('comes back with the faults marked, and is accepted once the cells that were named are mended', async () => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download your file with the faults marked' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('provider-return-2025-10-marked.xlsx');
      const marked = readFileSync(await download.path());
      const named = plantedFaults.map(({ column, right }, index) => [placeOf(column, index) ?? '', right] as const);
      writeFileSync(join(folder, 'mended.xlsx'), withCells(marked, new Map(named)));
      await send('mended.xlsx');
      await check('4-accepted');
      expect(await page.getByText(/^20 rows were received/).textContent()).not.toContain('held');
    });

    it('shows the form, with an error beside its field', async () => {
      await page.getByRole('link', { name: 'Returns sent', exact: true }).click();
      await page.getByRole('button', { name: 'Send a return' }).click();
      await page.getByRole('link', { name: 'Type in one episode' }).click();
      await page.getByLabel('Your reference').fill('F1');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      expect(await page.locator('#date_of_birth-error').isVisible()).toBe(true);
      await check('5-form');
    });
  });
});
