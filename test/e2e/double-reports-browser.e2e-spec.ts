import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  FAULTLESS,
  describeInBrowser,
  faultsOf,
  follow,
  inEachWidth,
  launchBrowser,
  signInOn,
} from '../support/browser.js';
import { ONE_NIGHT, TWO_NIGHTS, addDoubleReport } from '../support/double-report.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let browser: Browser;

describeInBrowser('the pages about double reports in a browser', () => {
  beforeAll(async () => {
    web = await createTestWeb();
    await addDoubleReport(web, { harbour: { police_classification: 'missing', police_risk: 'medium' } });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  inEachWidth(
    () => browser,
    (window) => {
      it('lead from the list to the pair, merge it and take it apart, without a fault', async () => {
        const { page } = window();
        await signInOn(page, web.url, 'commissioner, Sutton');
        await page.goto(`${web.url}/double-reports`);
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await follow(page, page.getByRole('link', { name: 'TWICE' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await follow(page, page.getByRole('button', { name: 'Merge the two reports' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await page.getByRole('radio').first().check();
        await page.getByLabel('Why they are one absence').fill(ONE_NIGHT);
        await follow(page, page.getByRole('button', { name: 'Merge the two reports' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await follow(page, page.getByRole('link', { name: 'The reports side by side' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await page.getByLabel('Why they are not one absence').fill(TWO_NIGHTS);
        await follow(page, page.getByRole('button', { name: 'Undo the merge' }));
        expect(await page.getByText('The merge of the two reports is undone.').count()).toBe(1);
      });
    },
  );
});
