import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { FAULTLESS, describeInBrowser, faultsOf, launchBrowser } from '../support/browser.js';
import { aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const list = (reference: string) =>
  `reference,child,date_of_birth,missing,returned,police_class,police_risk
${reference},C1001,04/05/2011,06/10/2025 19:00,07/10/2025 07:00,missing,high
${reference}-2,NOBODY-${reference},04/05/2012,12/10/2025,13/10/2025,missing,medium
${reference}-3,C1001,04/05/2011,x,,,
`;

describeInBrowser('the council’s own side in a browser without scripts', () => {
  jest.setTimeout(60_000);
  let web: TestWeb;
  let browser: Browser;

  beforeAll(async () => {
    web = await createTestWeb();
    await web.service.returns.receive(aReceivedReturn(aProviderReturn(aReturnRow())));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  describe.each([360, 1280])('%i pixels wide', (width) => {
    let context: BrowserContext;
    let page: Page;

    /** Axe needs scripts of its own, so what the page without scripts holds is shown in one that runs them. */
    const check = async () => {
      const judged = await browser.newPage({ viewport: { width, height: 900 } });
      await judged.route('**/*', (route) =>
        route.request().isNavigationRequest()
          ? page.content().then((body) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
          : route.continue(),
      );
      await judged.goto(`${web.url}/`);
      const faults = await faultsOf(judged);
      await judged.close();
      expect([page.url(), faults]).toEqual([page.url(), FAULTLESS]);
    };

    beforeAll(async () => {
      context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 900 } });
      page = await context.newPage();
      await page.goto(`${web.url}/sign-in`);
      await page.getByRole('button', { name: 'Demonstration commissioner, Sutton' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
    });
    afterAll(() => context.close());

    it('records an episode page by page, and it heads the worklist', async () => {
      const child = `NEW-${width}`;
      await page.getByRole('link', { name: 'Record an episode' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.getByRole('heading', { name: 'There is a problem' }).isVisible()).toBe(true);
      await check();
      await page.getByLabel('Council child ID').fill(child);
      await page.getByLabel('Day').fill('4');
      await page.getByLabel('Month').fill('5');
      await page.getByLabel('Year').fill('2011');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('Missing or away').selectOption('M');
      await page.locator('#missingDay').fill('26');
      await page.locator('#missingMonth').fill('10');
      await page.locator('#missingYear').fill('2025');
      await page.locator('#missingTime').fill('01:30');
      await page.getByLabel('Care status').selectOption('home');
      await page.getByRole('button', { name: 'Continue' }).click();
      await check();
      await page.getByLabel('The second, after the clocks went back').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('Is the child back?').selectOption('yes');
      await page.locator('#returnedDay').fill('26');
      await page.locator('#returnedMonth').fill('10');
      await page.locator('#returnedYear').fill('2025');
      await page.locator('#returnedUnknown').check();
      await page.getByLabel('Who is asked').selectOption('nobody');
      await check();
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.getByText('26/10/2025, 01:30, the second of the two').isVisible()).toBe(true);
      await check();
      await page.getByRole('button', { name: 'Record the episode' }).click();
      expect(await page.getByRole('heading', { name: 'Episode recorded' }).isVisible()).toBe(true);
      await check();
      await page.getByRole('main').getByRole('link', { name: 'Worklist' }).click();
      const titles = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
      const heading = titles.findIndex((title) => title.startsWith('Back, and referred to nobody'));
      expect(titles.slice(heading).some((title) => title.startsWith('Overdue'))).toBe(true);
      const section = page.getByRole('region', { name: /Back, and referred to nobody/ });
      expect(await section.getByRole('link', { name: child }).isVisible()).toBe(true);
      await check();
    });

    it('corrects the time of a return, and keeps what stood before', async () => {
      await page.goto(`${web.url}/worklist`);
      await page.getByRole('link', { name: `NEW-${width}` }).click();
      await page.getByRole('link', { name: 'Correct the return' }).click();
      await page.getByRole('button', { name: 'Correct the return' }).click();
      expect(await page.getByRole('heading', { name: 'There is a problem' }).isVisible()).toBe(true);
      await check();
      await page.locator('#returnedDay').fill('27');
      await page.locator('#returnedMonth').fill('10');
      await page.locator('#returnedYear').fill('2025');
      await page.locator('#returnedTime').fill('07:15');
      await page.getByLabel('Why is it corrected?').fill('The carer called again in the morning');
      await page.getByRole('button', { name: 'Correct the return' }).click();
      expect(
        await page.getByText(/26 October 2025, time not known, now Monday 27 October 2025, 07:15/).isVisible(),
      ).toBe(true);
      expect(await page.getByText('Reason: The carer called again in the morning').isVisible()).toBe(true);
      await check();
    });

    it('refers an episode that nobody was asked about, from the list of those never referred', async () => {
      await page.goto(`${web.url}/reconciliation?month=2025-10`);
      const first = page.getByRole('main').getByRole('region').first();
      await first
        .getByRole('row', { name: `NEW-${width}` })
        .getByRole('link', { name: 'Refer this episode' })
        .click();
      await check();
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.getByRole('heading', { name: 'There is a problem' }).isVisible()).toBe(true);
      expect(await page.getByRole('link', { name: 'Choose who is asked' }).isVisible()).toBe(true);
      await check();
      await page.getByLabel('Who is asked').selectOption({ index: 1 });
      await page.getByLabel('At another time').check();
      await page.locator('#referredDay').fill('25');
      await page.locator('#referredMonth').fill('10');
      await page.locator('#referredYear').fill('2025');
      await page.locator('#referredTime').fill('09:00');
      await page.getByRole('button', { name: 'Continue' }).click();
      await check();
      await page.getByRole('button', { name: 'Refer the episode' }).click();
      expect(
        await page.getByRole('link', { name: 'The referral lies before the child went missing' }).isVisible(),
      ).toBe(true);
      await check();
      for (const name of ['Day', 'Month', 'Year', 'Time']) await page.locator(`#referred${name}`).fill('');
      await page.getByRole('radio', { name: 'Now' }).check();
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.getByText('Now, when you press the button').isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Change the answers' }).click();
      expect(await page.getByRole('radio', { name: 'Now' }).isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Refer the episode' }).click();
      expect(await page.getByRole('heading', { name: 'Episode referred' }).isVisible()).toBe(true);
      expect(
        await page
          .getByRole('main')
          .getByText(/^HW-[0-9A-F]{10}$/)
          .first()
          .isVisible(),
      ).toBe(true);
      await check();
      const address = page.url();
      await page.getByRole('link', { name: 'The child’s record' }).click();
      expect(await page.getByRole('link', { name: 'Refer this episode' }).count()).toBe(0);
      await page.goto(address.replace('?done=referred', ''));
      expect(await page.getByText(/^This episode is referred to .+, since /).isVisible()).toBe(true);
      await check();
      await page.goto(`${web.url}/reconciliation?month=2025-10`);
      expect(await first.getByRole('link', { name: `NEW-${width}` }).count()).toBe(0);
    });

    it('takes a list in, reconciles it, and settles a notification by hand and back', async () => {
      const reference = `P-${width}`;
      await page.getByRole('link', { name: 'Notifications' }).click();
      await check();
      await page.getByLabel('The list').setInputFiles({
        ...{ name: 'list.csv', mimeType: 'text/csv' },
        buffer: Buffer.from(list(reference)),
      });
      await page.getByRole('button', { name: 'Take in' }).click();
      expect(await page.getByText('is not a date and time').isVisible()).toBe(true);
      await check();
      await page.goto(`${web.url}/reconciliation?month=2025-10`);
      expect(await page.getByRole('link', { name: `Police ${reference}-2` }).isVisible()).toBe(true);
      await check();
      await page.goto(`${web.url}/worklist`);
      const first = page.getByRole('main').getByRole('region').first();
      expect(await first.getByRole('heading', { name: /Back, and on no record/ }).isVisible()).toBe(true);
      expect(await first.getByText(`Police ${reference}-2`).isVisible()).toBe(true);
      await check();
      await first
        .getByRole('row', { name: `Police ${reference}-2` })
        .getByRole('link')
        .click();
      await check();
      await page.getByRole('button', { name: 'It belongs to none of them' }).click();
      expect(await page.getByText('belongs to none of the episodes').isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Undo the last change by hand' }).click();
      expect(await page.getByText('Tied to no episode.').isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Nothing is to be done' }).click();
      expect(await page.getByRole('heading', { name: 'There is a problem' }).isVisible()).toBe(true);
      await check();
      await page.getByLabel('Why nothing is to be done about it').fill('Sent twice by error of the station');
      await page.getByRole('button', { name: 'Nothing is to be done' }).click();
      expect(await page.getByText('Sent twice by error of the station').isVisible()).toBe(true);
      await check();
      const notification = page.url();
      await page.goto(`${web.url}/worklist`);
      expect(await page.getByText(`Police ${reference}-2`).count()).toBe(0);
      await page.goto(`${web.url}/reconciliation?month=2025-10`);
      const settled = page.getByRole('region', { name: /Notified, and nothing to be done/ });
      expect(await settled.getByRole('link', { name: `Police ${reference}-2` }).isVisible()).toBe(true);
      await page.goto(notification);
      await page.getByRole('button', { name: 'Undo the last change by hand' }).click();
      await page.getByRole('link', { name: 'Record the episode' }).click();
      expect(await page.getByLabel('Council child ID').inputValue()).toBe(`NOBODY-${reference}`);
      expect(await page.getByLabel('Year').inputValue()).toBe('2012');
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.locator('#missingDay').inputValue()).toBe('12');
      expect(await page.locator('#missingUnknown').isChecked()).toBe(true);
      expect(await page.getByLabel('Reference of the police').inputValue()).toMatch(/^P-\d+-2$/);
      await check();
    });
  });
});
