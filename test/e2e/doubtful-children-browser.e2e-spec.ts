import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import {
  FAULTLESS,
  describeInBrowser,
  faultsOf,
  follow,
  inEachWidth,
  launchBrowser,
  signInOn,
} from '../support/browser.js';
import { aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const REASON = 'Her mother confirmed who she is';

/** Rows of Northway, each of which speaks of a child of Harbour’s by ID and of another one by name and date of birth. */
const held = { gender: 'female', home_postcode: 'SM1 1AA', family_name: 'Willow-Sample-Ashgrove' };
const said = { date_of_birth: '2010-01-02', given_name: 'Alexandrina', home_postcode: 'CR0 2BB' };

describeInBrowser('doubtful matches in a browser', () => {
  let web: TestWeb;
  let browser: Browser;

  beforeAll(async () => {
    web = await createTestWeb();
    browser = await launchBrowser();
    const receive = (providerCode: string, ...rows: Parameters<typeof aProviderReturn>) =>
      web.service.returns.receive({ ...aReceivedReturn(aProviderReturn(...rows)), providerCode });
    for (const id of ['W360', 'W1280']) {
      const names = { ...held, child_id: id, given_name: `Testo-${id}` };
      await receive('HARBOUR', aReturnRow({ ...names, provider_ref: id }));
      const other = { ...held, ...said, child_id: '', given_name: `Alexandrina-${id}`, gender: 'male' };
      await receive('HARBOUR', aReturnRow({ ...other, provider_ref: `${id}-other` }));
      const row = {
        ...held,
        ...said,
        child_id: id,
        given_name: `Alexandrina-${id}`,
        missing_at: '2025-10-12T18:00:00Z',
      };
      await receive('NORTHWAY', aReturnRow({ ...row, provider_ref: `${id}-N`, returned_at: '2025-10-13T06:00:00Z' }));
    }
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  inEachWidth(
    () => browser,
    (window, width) => {
      it('hold a row beside the records, lead through a decision, and show and undo it', async () => {
        const { page, faults } = window();
        await signInOn(page, web.url, 'commissioner, Sutton');
        await page.goto(`${web.url}/doubtful-children`);
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await follow(page, page.getByRole('link', { name: new RegExp(`Alexandrina-W${width} `) }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await follow(page, page.getByRole('button', { name: 'Decide' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await page.getByLabel(new RegExp(`Testo-W${width} `)).check();
        await page.getByLabel('That of the record; the row’s is a mistake').check();
        await page.getByLabel('Yes, the child is also known as').check();
        await page.getByLabel('Why').fill(REASON);
        await follow(page, page.getByRole('button', { name: 'Decide' }));
        expect(await page.getByRole('alert').textContent()).toContain('The row is applied.');
        await page.goto(`${web.url}/children`);
        await page.getByLabel('Council child ID').fill(`W${width}`);
        await follow(page, page.getByRole('button', { name: 'Look up' }).first());
        await follow(page, page.getByRole('link', { name: `Testo-W${width} ` }));
        expect(await page.textContent('main')).toContain(`Alexandrina-W${width}`);
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await follow(page, page.getByRole('link', { name: 'Other names of this child' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await page.goBack();
        await follow(page, page.getByRole('link', { name: /^Undo this decision/ }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await page.getByLabel('Why the decision was wrong').fill(REASON);
        await follow(page, page.getByRole('button', { name: 'Undo the decision' }));
        expect(await page.getByRole('alert').textContent()).toContain('The decision is undone.');
        expect(faults).toEqual([]);
      });
    },
  );
});
