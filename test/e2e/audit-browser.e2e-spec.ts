import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { noticeViews } from '#access';
import { dayInLondon, instantOf } from '#domain/time';
import { newId } from '#platform';
import { allocate, openRecord, personOf, receiveChildren, sealAll } from '../support/audit.js';
import { SUTTON } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const executablePath = '/usr/bin/chromium';
let web: TestWeb;
let browser: Browser;
let child: string;

/** What axe finds, and by how many pixels the page is wider than its window. */
async function faultsOf(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run().then(({ violations }) => ({
    violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).slice(0, 3).join(' ')),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }))`);
}

(existsSync(executablePath) ? describe : describe.skip)('the pages about the audit in a browser', () => {
  jest.setTimeout(60_000);
  beforeAll(async () => {
    web = await createTestWeb();
    child = (await receiveChildren(web, 2))[0] ?? '';
    await allocate(web, child, await personOf(web, 'social_worker'));
    const commissioner = await personOf(web, 'commissioner');
    for (let count = 0; count < 30; count += 1)
      await openRecord(
        web.service,
        commissioner,
        child,
        count % 3 === 0 ? 'Asked for by the strategy meeting' : undefined,
      );
    await sealAll(web.service);
    await noticeViews(web.service.database, SUTTON, dayInLondon(instantOf(new Date())), newId);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  describe.each([360, 1280])('%i pixels wide', (width) => {
    let context: BrowserContext;
    let page: Page;

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width, height: 900 } });
      page = await context.newPage();
    });
    afterAll(() => context.close());

    it.each([
      ['data protection officer, Sutton', () => '/audit'],
      ['data protection officer, Sutton', () => '/audit?child=Smith&day=x'],
      ['social worker, Sutton', () => '/notices'],
      ['social worker, Sutton', () => `/children/${child}/views`],
    ])('serve the %s, %s', async (name, path) => {
      await context.clearCookies();
      await page.goto(`${web.url}/sign-in`);
      await page.getByRole('button', { name: `Demonstration ${name}` }).click();
      await page.goto(`${web.url}${path()}`);
      expect(await faultsOf(page)).toEqual({ violations: [], overflow: 0 });
    });
  });
});
