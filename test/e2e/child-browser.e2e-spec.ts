import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import {
  FAULTLESS,
  browserOfSuite,
  describeInBrowser,
  faultsOf,
  follow,
  inEachWidth,
  signInOn,
} from '../support/browser.js';
import { addKnownChildren, ownCells } from '../support/children.js';
import type { KnownChildren } from '../support/children.js';
import { withClient } from '../support/postgres.js';
import { aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const reason = 'A call from the school';
let web: TestWeb;
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

describeInBrowser('the pages about a child in a browser', () => {
  const browser = browserOfSuite();
  beforeAll(async () => {
    web = await createTestWeb();
    known = await addKnownChildren(web);
  });
  afterAll(() => web.close());

  inEachWidth(browser, (window, width) => {
    it('look a child up and show the record, with its form open', async () => {
      const { page } = window();
      await signInOn(page, web.url, 'commissioner, Sutton');
      await follow(page, page.getByRole('link', { name: 'Children' }));
      await follow(page, page.getByRole('button', { name: 'Look up' }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await page.getByLabel('Council child ID').fill('OWN');
      await follow(page, page.getByRole('button', { name: 'Look up' }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('link', { name: /OWN-Sample/ }));
      await page.getByText('Interview form').click();
      expect(await page.getByText(ownCells.child_voice).isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
    });

    it.each(['evidence', 'restriction', 'allocation', 'break-glass'])('show its page %s', async (path) => {
      const { page } = window();
      await page.goto(`${web.url}/children/${known.own}/${path}`);
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
    });

    it('merge two records and undo it', async () => {
      const { page } = window();
      await page.goto(`${web.url}/children/${known.own}/merge`);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await page.getByLabel('Council child ID').fill('SOUTH');
      await follow(page, page.getByRole('button', { name: 'Look up' }));
      await follow(page, page.getByRole('link', { name: /Compare with/ }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await page.getByLabel('Why this is the same child').fill(reason);
      await follow(page, page.getByRole('button', { name: 'Merge the two records' }));
      await page.getByText('This record holds two records of one child').waitFor();
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('link', { name: 'Undo the merge' }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await page.getByLabel('Why they are not the same child').fill(reason);
      await follow(page, page.getByRole('button', { name: 'Undo the merge' }));
      await page.getByText('The merge is undone.').waitFor();
    });

    it('lead the eye to what is wrong in a form', async () => {
      const { page } = window();
      for (const path of ['restriction', 'allocation']) {
        await page.goto(`${web.url}/children/${known.own}/${path}`);
        await follow(page, page.getByRole('main').getByRole('button'));
        expect(await page.getByRole('heading', { name: 'There is a problem' }).isVisible()).toBe(true);
        expect(await faultsOf(page)).toEqual(FAULTLESS);
      }
    });

    it('add what a third party said', async () => {
      const { page } = window();
      await page.goto(`${web.url}/children/${known.own}`);
      await follow(page, page.getByRole('link', { name: /Add what a third party said/ }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('button', { name: 'Send' }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await page.getByLabel('What was said, and by whom').fill('Seen with friends (invented)');
      await follow(page, page.getByRole('button', { name: 'Send' }));
      expect(await page.getByText('Seen with friends (invented)').first().isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
    });

    it('open a restricted record in an emergency, and leave the review to another', async () => {
      const { page } = window();
      await page.goto(`${web.url}/break-glass`);
      await page.getByLabel('Child', { exact: true }).fill('RESTRICTED');
      await page.getByLabel('Reason').fill(reason);
      await follow(page, page.getByRole('button', { name: 'Open the record' }));
      expect(
        await page
          .getByText(/^Warning.*not yet reviewed/)
          .first()
          .isVisible(),
      ).toBe(true);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('link', { name: 'Emergency openings' }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('link', { name: /^Review the opening/ }).first());
      expect(await page.getByText('somebody else has to review it').isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(FAULTLESS);

      const other = await browser().newContext({ viewport: { width, height: 900 } });
      const reviewer = await other.newPage();
      await signInOn(reviewer, web.url, 'data protection officer, Sutton');
      await reviewer.goto(`${web.url}/break-glass/reviews`);
      await follow(reviewer, reviewer.getByRole('link', { name: /^Review the opening/ }).first());
      await follow(reviewer, reviewer.getByRole('button', { name: 'Save the review' }));
      expect(await faultsOf(reviewer)).toEqual(FAULTLESS);
      await reviewer.getByLabel('Justified', { exact: true }).check();
      await reviewer.getByLabel('Note').fill('It is on the duty log');
      await follow(reviewer, reviewer.getByRole('button', { name: 'Save the review' }));
      expect(await reviewer.getByText('It is on the duty log').first().isVisible()).toBe(true);
      await other.close();
    });

    it('load every file and break no rule of their own security policy', () => {
      expect(window().faults).toEqual([]);
    });
  });

  it('print the evidence of eight episodes on two sides, marked and without navigation', async () => {
    const eight = await addChildWithEightEpisodes();
    const context = await browser().newContext();
    const page = await context.newPage();
    await signInOn(page, web.url, 'commissioner, Sutton');
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
