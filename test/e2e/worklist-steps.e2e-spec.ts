import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { FAULTLESS, browserOfSuite, describeInBrowser, faultsOf, inEachWidth, signInOn } from '../support/browser.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000 + 60_000).toISOString();
const row = (ref: string, cells: Readonly<Record<string, string>>) =>
  aReturnRow({ provider_ref: ref, child_id: ref, given_name: `Testo ${ref}`, ...cells });
const rows = [
  row('MISSING', { missing_at: hoursAgo(20), returned_at: '' }),
  row('LOOKED', {
    ...{
      care_status: 'looked_after',
      responsible_authority: SUTTON,
      host_authority: SUTTON,
      placement_postcode: 'SM1',
    },
    ...{ missing_at: hoursAgo(26), returned_at: '' },
  }),
  row('BACK', { missing_at: hoursAgo(60), returned_at: hoursAgo(30) }),
  row('HELD', {
    ...{ missing_at: hoursAgo(70), returned_at: hoursAgo(50), offered_at: hoursAgo(48), offered_to: 'child' },
    ...{ interview_at: hoursAgo(20), interview_mode: 'in_person' },
  }),
];

describeInBrowser('the next steps on the worklist', () => {
  const browser = browserOfSuite();

  beforeAll(async () => {
    web = await createTestWeb();
    await web.service.returns.receive(aReceivedReturn(aProviderReturn(...rows)));
  });
  afterAll(() => web.close());

  inEachWidth(browser, (opened) => {
    it('names what is required while a child is missing and around an interview, with the time left', async () => {
      const { page, faults } = opened();
      await signInOn(page, web.url, 'commissioner, Sutton');
      await page.goto(`${web.url}/worklist`);
      const lineOf = (ref: string) =>
        page.locator('tr', { has: page.locator('th', { hasText: new RegExp(`^${ref}$`) }) });
      const stepsOf = (ref: string) => lineOf(ref).locator('.cases__steps').innerText();
      expect(
        await page
          .locator('section', { has: page.locator('#missing') })
          .locator('tbody th')
          .allInnerTexts(),
      ).toEqual(['LOOKED', 'MISSING']);
      expect(await stepsOf('MISSING')).toMatch(/Senior manager told \(Child’s team\): \d h \d+ min left\s+by \w+day/);
      expect(await stepsOf('LOOKED')).toMatch(
        /Senior manager told .*: overdue by \d h \d+ min[^]*Director told .*: \d+ h \d+ min left/,
      );
      expect(await stepsOf('BACK')).toMatch(/First offer of an interview \(Provider\): overdue by \d h \d+ min/);
      const after = page.locator('section', { has: page.locator('#after') });
      expect(await after.innerText()).toMatch(/Interview form \(Provider\)/);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      expect(faults).toEqual([]);
    });

    it('is narrowed to whose move it is, and to a group of children, in its address', async () => {
      const { page } = opened();
      await signInOn(page, web.url, 'commissioner, Sutton');
      await page.goto(`${web.url}/worklist`);
      const shown = async () => (await page.locator('tbody tr th').allInnerTexts()).sort();
      await page.selectOption('#waits', 'team');
      await page.click('.filters button');
      expect(new URL(page.url()).search).toBe('?waits=team&group=');
      expect(await shown()).toEqual(['LOOKED', 'MISSING']);
      await page.goto(`${web.url}/worklist?waits=provider`);
      expect(await shown()).toEqual(['BACK', 'HELD']);
      await page.goto(`${web.url}/worklist?waits=team&group=looked_after_in&show=settled`);
      expect(await shown()).toEqual(['LOOKED']);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      expect((await page.request.get(`${web.url}/worklist?waits=nobody`)).status()).toBe(400);
    });

    it('tells a provider of the interview alone, and of nobody’s move', async () => {
      const { page } = opened();
      await signInOn(page, web.url, 'manager, HARBOUR');
      await page.goto(`${web.url}/worklist`);
      const text = await page.locator('main').innerText();
      expect(text).toContain('BACK');
      expect(text).not.toMatch(/First offer of an interview|Senior manager told|Director told|Strategy meeting/);
      expect([await page.locator('#group').count(), await page.locator('#waits').count()]).toEqual([1, 0]);
      await page.goto(`${web.url}/worklist?waits=team`);
      expect(await page.locator('main').innerText()).toContain('BACK');
      expect(await faultsOf(page)).toEqual(FAULTLESS);
    });
  });
});
