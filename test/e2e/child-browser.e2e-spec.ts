import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { faultsOf, hasBrowser, launchBrowser } from '../support/browser.js';
import { addKnownChildren, ownCells } from '../support/children.js';
import type { KnownChildren } from '../support/children.js';
import { withClient } from '../support/postgres.js';
import { aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const NONE = { violations: [], overflow: 0 };
const reason = 'A call from the school';
let web: TestWeb;
let browser: Browser;
let known: KnownChildren;

/** Eight episodes of one child, each with attempts, an interview and texts as long as forms may hold. */
async function addChildWithEightEpisodes(): Promise<string> {
  const long = 'Weekend times agreed with the child and the carer, contact with a relative added to the plan. ';
  const rows = Array.from({ length: 8 }, (_, index) => {
    const day = `2025-0${index + 1}-`;
    return aReturnRow({
      ...ownCells,
      ...{ provider_ref: `E${index}`, child_id: 'EIGHT', family_name: 'Eight-Sample' },
      ...{ missing_at: `${day}06T18:00:00Z`, returned_at: `${day}07T06:00:00Z` },
      attempts: `${day}07T07:00:00Z=telephone=no_response;${day}07T08:00:00Z=visit=no_response`,
      ...{ offered_at: `${day}07T09:00:00Z`, interview_at: `${day}08T15:00:00Z` },
      ...{ form_returned_at: `${day}09T10:00:00Z`, plan_informed_at: `${day}10T10:00:00Z` },
      ...{ independence_reason: long.repeat(3), plan_change: long.repeat(20) },
    });
  });
  const { held, findings } = await web.service.returns.receive(aReceivedReturn(aProviderReturn(...rows)));
  if (held > 0) throw new Error(findings.map(({ message }) => message).join(' '));
  return withClient(web.database.superuserUrl, async (client) => {
    const { rows: found } = await client.query<{ id: string }>(
      `SELECT child_id AS id FROM child_identity WHERE council_child_id = 'EIGHT'`,
    );
    return found[0]?.id ?? '';
  });
}

(hasBrowser ? describe : describe.skip)('the pages about a child in a browser', () => {
  jest.setTimeout(60_000);
  beforeAll(async () => {
    web = await createTestWeb();
    known = await addKnownChildren(web);
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  async function signIn(context: BrowserContext, name: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${web.url}/sign-in`);
    await page.getByRole('button', { name }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return page;
  }

  describe.each([360, 1280])('%i pixels wide', (width) => {
    let context: BrowserContext;
    let page: Page;
    let faults: string[];

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width, height: 900 } });
      page = await signIn(context, 'Demonstration commissioner, Sutton');
      faults = [];
      page.on('requestfailed', (request) => {
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(request.url());
      });
      page.on('pageerror', (error) => faults.push(error.message));
    });
    afterAll(() => context.close());

    it('look a child up and show the record, with its form open', async () => {
      await page.getByRole('link', { name: 'Children' }).click();
      await page.getByRole('button', { name: 'Look up' }).click();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByLabel('Council child ID').fill('OWN');
      await page.getByRole('button', { name: 'Look up' }).click();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByRole('link', { name: /OWN-Sample/ }).click();
      await page.getByText('Interview form').click();
      expect(await page.getByText(ownCells.child_voice).isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(NONE);
    });

    it.each(['evidence', 'restriction', 'allocation', 'break-glass'])('show its page %s', async (path) => {
      await page.goto(`${web.url}/children/${known.own}/${path}`);
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(NONE);
    });

    it('merge two records and undo it', async () => {
      await page.goto(`${web.url}/children/${known.own}/merge`);
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByLabel('Council child ID').fill('SOUTH');
      await page.getByRole('button', { name: 'Look up' }).click();
      await page.getByRole('link', { name: /Compare with/ }).click();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByLabel('Why this is the same child').fill(reason);
      await page.getByRole('button', { name: 'Merge the two records' }).click();
      await page.getByText('This record holds two records of one child').waitFor();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByRole('link', { name: 'Undo the merge' }).click();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByLabel('Why they are not the same child').fill(reason);
      await page.getByRole('button', { name: 'Undo the merge' }).click();
      await page.getByText('The merge is undone.').waitFor();
    });

    it('lead the eye to what is wrong in a form', async () => {
      for (const path of ['restriction', 'allocation']) {
        await page.goto(`${web.url}/children/${known.own}/${path}`);
        await page.getByRole('main').getByRole('button').click();
        expect(await page.getByRole('heading', { name: 'There is a problem' }).isVisible()).toBe(true);
        expect(await faultsOf(page)).toEqual(NONE);
      }
    });

    it('add what a third party said', async () => {
      await page.goto(`${web.url}/children/${known.own}`);
      await page.getByRole('link', { name: /Add what a third party said/ }).click();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByRole('button', { name: 'Send' }).click();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByLabel('What was said, and by whom').fill('Seen with friends (invented)');
      await page.getByRole('button', { name: 'Send' }).click();
      expect(await page.getByText('Seen with friends (invented)').first().isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(NONE);
    });

    it('open a restricted record in an emergency, and leave the review to another', async () => {
      await page.goto(`${web.url}/break-glass`);
      await page.getByLabel('Child', { exact: true }).fill('RESTRICTED');
      await page.getByLabel('Reason').fill(reason);
      await page.getByRole('button', { name: 'Open the record' }).click();
      expect(
        await page
          .getByText(/^Warning.*not yet reviewed/)
          .first()
          .isVisible(),
      ).toBe(true);
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByRole('link', { name: 'Emergency openings' }).click();
      expect(await faultsOf(page)).toEqual(NONE);
      await page
        .getByRole('link', { name: /^Review the opening/ })
        .first()
        .click();
      expect(await page.getByText('somebody else has to review it').isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(NONE);

      const other = await browser.newContext({ viewport: { width, height: 900 } });
      const reviewer = await signIn(other, 'Demonstration data protection officer, Sutton');
      await reviewer.goto(`${web.url}/break-glass/reviews`);
      await reviewer
        .getByRole('link', { name: /^Review the opening/ })
        .first()
        .click();
      await reviewer.getByRole('button', { name: 'Save the review' }).click();
      expect(await faultsOf(reviewer)).toEqual(NONE);
      await reviewer.getByLabel('Justified', { exact: true }).check();
      await reviewer.getByLabel('Note').fill('It is on the duty log');
      await reviewer.getByRole('button', { name: 'Save the review' }).click();
      expect(await reviewer.getByText('It is on the duty log').first().isVisible()).toBe(true);
      await other.close();
    });

    it('load every file and break no rule of their own security policy', () => {
      expect(faults).toEqual([]);
    });
  });

  it('print the evidence of eight episodes on two sides, marked and without navigation', async () => {
    const eight = await addChildWithEightEpisodes();
    const context = await browser.newContext();
    const page = await signIn(context, 'Demonstration commissioner, Sutton');
    await page.goto(`${web.url}/children/${eight}/evidence`);
    expect(await page.locator('.evidence__episode').count()).toBe(8);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('OFFICIAL-SENSITIVE').first().isVisible()).toBe(true);
    expect(await page.getByText(/Made by Demonstration commissioner, Sutton on \w+day \d/).isVisible()).toBe(true);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Back to the record' }).count()).toBe(0);
    await context.close();
  });
});
