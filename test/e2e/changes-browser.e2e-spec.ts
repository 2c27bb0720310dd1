import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { instantOf, plusHours } from '#domain/time';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { ladderOf } from '../support/alerts.js';
import { FAULTLESS, browserOfSuite, describeInBrowser, faultsOf, inEachWidth, signInOn } from '../support/browser.js';
import { aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let count = 0;
const now = instantOf(new Date());

/** Takes in a child who is back for two days, and gives the reference. */
async function receive(): Promise<string> {
  count += 1;
  const ref = `CH${count}X`;
  const row = aReturnRow({
    ...{ provider_ref: ref, child_id: ref, missing_at: plusHours(now, -60).toString() },
    returned_at: plusHours(now, -49).toString(),
  });
  await web.service.returns.receive(aReceivedReturn(aProviderReturn(row), plusHours(now, -48).toString()));
  return ref;
}

/** Puts a mark on a page that is gone when it is loaded anew. */
const mark = (page: Page) => page.evaluate('document.documentElement.dataset.mark = "same"');
const isSamePage = async (page: Page) => (await page.locator('html[data-mark="same"]').count()) === 1;
const focused = (page: Page) => page.evaluate('document.activeElement.textContent');
const rowOf = (page: Page, ref: string) => page.locator('tr').filter({ hasText: ref }).first();

describeInBrowser('a list that is open in a browser', () => {
  const browser = browserOfSuite();

  beforeAll(async () => {
    web = await createTestWeb();
  });
  afterAll(() => web.close());

  inEachWidth(browser, (opened) => {
    it('changes by itself where nobody reads in it, and says so; focus and place stay', async () => {
      const { page, faults } = opened();
      await signInOn(page, web.url, 'commissioner, Sutton');
      const first = await receive();
      await page.goto(`${web.url}/worklist`);
      await mark(page);
      await page.getByRole('link', { name: 'Alerts', exact: true }).focus();
      await page.evaluate('window.scrollTo(0, 40)');
      const second = await receive();
      await rowOf(page, second).waitFor();
      expect(await rowOf(page, first).isVisible()).toBe(true);
      expect(await page.getByRole('status').innerText()).toMatch(
        /^The list has changed\. It is up to date as at \d\d:\d\d\.$/,
      );
      expect([await isSamePage(page), await focused(page), await page.evaluate('window.scrollY')]).toEqual([
        true,
        'Alerts',
        40,
      ]);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      expect(faults).toEqual([]);
    });

    it('stays as it is where somebody reads in it, until they want the changes', async () => {
      const { page, faults } = opened();
      const link = page.locator('#changing-part a').first();
      await link.focus();
      const before = await focused(page);
      const third = await receive();
      const show = page.getByRole('button', { name: 'Show the changes' });
      await show.waitFor();
      expect([await rowOf(page, third).count(), await focused(page)]).toEqual([0, before]);
      expect(await page.getByRole('status').innerText()).toBe('This list has changed.');
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await show.press('Enter');
      expect([await rowOf(page, third).isVisible(), await show.isVisible()]).toEqual([true, false]);
      expect(await page.evaluate('document.activeElement.id')).toBe('changing-part');
      expect([await isSamePage(page), faults]).toEqual([true, []]);
    });

    it('shows an alert by itself, and says where it does not change any more', async () => {
      const { page, context, faults } = opened();
      await page.goto(`${web.url}/alerts`);
      await mark(page);
      const ref = await receive();
      await ladderOf(web).sweep(instantOf(new Date()).toString());
      await rowOf(page, ref).waitFor();
      expect(await isSamePage(page)).toBe(true);
      const account = await context.newPage();
      await account.goto(`${web.url}/account`);
      await account.getByRole('button', { name: 'Sign out', exact: true }).first().click();
      await page.getByText('This page does not change by itself any more').first().waitFor();
      expect(await page.getByRole('button', { name: 'Show the changes' }).count()).toBe(0);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await account.close();
      expect(faults).toEqual([]);
    });
  });
});
