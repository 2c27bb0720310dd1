import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { FAULTLESS, browserOfSuite, describeInBrowser, faultsOf, inEachWidth, signInOn } from '../support/browser.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** A child placed beyond the travel limit, for whom an interview has to be bought. */
const bought = (ref: string, cells: Readonly<Record<string, string>>) =>
  aReturnRow({
    ...{
      provider_ref: ref,
      child_id: ref,
      care_status: 'looked_after',
      responsible_authority: SUTTON,
      host_authority: 'E08000003',
    },
    ...{ placement_postcode: 'M1', missing_at: hoursAgo(40), returned_at: hoursAgo(30), referred_at: hoursAgo(28) },
    ...cells,
  });

describeInBrowser('the worklist where interviews are bought', () => {
  const browser = browserOfSuite();

  beforeAll(async () => {
    web = await createTestWeb();
    const rows = [bought('N1', { offered_at: hoursAgo(21), offered_to: 'child' }), bought('N2', {})];
    await web.service.returns.receive({ ...aReceivedReturn(aProviderReturn(...rows)), providerCode: 'NORTHWAY' });
    await web.service.returns.receive(aReceivedReturn(aProviderReturn(bought('H1', {}))));
  });
  afterAll(() => web.close());

  inEachWidth(browser, (opened) => {
    it('says what was lost to arranging, of these and of no other', async () => {
      const { page, faults } = opened();
      await signInOn(page, web.url, 'commissioner, Sutton');
      await page.goto(`${web.url}/worklist`);
      const lost = (ref: string) =>
        page
          .locator('tr')
          .filter({ hasText: ref })
          .filter({ hasText: 'Return home interview' })
          .locator('.cases__arranging');
      expect(await lost('N1').innerText()).toMatch(/^7 h 0 min lost to arranging$/);
      expect(await lost('N2').innerText()).toMatch(/^28 h \d min lost to arranging so far$/);
      expect(await lost('H1').count()).toBe(0);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      expect(faults).toEqual([]);
    });
  });
});
