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
    await addDoubleReport(web, {
      harbour: { police_classification: 'missing', police_risk: 'medium' },
      northway: { missing_at: '2025-10-10T21:00:00Z', returned_at: '2025-10-11T07:30:00Z' },
    });
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

      it('say that the pair is two absences, show it on the record, and take it back, without a fault', async () => {
        const { page } = window();
        await signInOn(page, web.url, 'commissioner, Sutton');
        await page.goto(`${web.url}/double-reports`);
        await follow(page, page.getByRole('link', { name: 'TWICE' }));
        await follow(page, page.getByRole('button', { name: 'These are two absences' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await page.getByLabel('Why they are two absences').fill(TWO_NIGHTS);
        await follow(page, page.getByRole('button', { name: 'These are two absences' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        expect(await page.getByText(`Reason: ${TWO_NIGHTS}`).count()).toBe(2);
        await page.goto(`${web.url}/double-reports`);
        expect(await page.getByRole('link', { name: 'TWICE' }).count()).toBe(0);
        await page.goBack();
        await follow(page, page.getByRole('link', { name: 'Compare with another report' }).first());
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await follow(page, page.getByRole('link', { name: 'Compare with' }));
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        await page.getByLabel('Why this is taken back').fill(ONE_NIGHT);
        await follow(page, page.getByRole('button', { name: 'Take back that these are two' }));
        expect(await page.getByText('They are asked about again.').count()).toBe(1);
      });
    },
  );
});
