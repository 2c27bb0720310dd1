import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { setReturnRule } from '#casework';
import { parseDay } from '#domain/time';
import { systemContext } from '#persistence';
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
import { withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

describeInBrowser('the page of a return whose sender is asked', () => {
  jest.setTimeout(60_000);
  const browser = browserOfSuite();
  let web: TestWeb;
  const receive = (...sent: Parameters<typeof aProviderReturn>) =>
    web.service.returns.receive(aReceivedReturn(aProviderReturn(...sent)));
  const late = { offered_at: '2025-10-07T06:20:00Z', offered_to: 'child', interview_at: '2025-10-07T09:00:00Z' };
  const talk = {
    ...late,
    interview_mode: 'in_person',
    push_factors: 'PU01',
    interview_ended_at: '2025-10-07T18:00:00Z',
  };
  const warned = aReturnRow({ provider_ref: 'D1', child_id: 'C-D1', given_name: 'Dee', ...talk });

  beforeAll(async () => {
    web = await createTestWeb();
    const [contract] = await withClient(web.database.superuserUrl, async (client) => {
      const found = await client.query<{ id: string }>(
        `SELECT c.id FROM contract c JOIN provider p ON p.id = c.provider_id WHERE c.authority = $1 AND p.code = 'HARBOUR'`,
        [SUTTON],
      );
      return found.rows;
    });
    const rule = { dueWorkingDay: 5, requiredColumns: [], needsConfirmation: true };
    await web.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
      setReturnRule(tx, { contractId: contract?.id ?? '', validFrom: parseDay('2025-10-01'), ...rule }),
    );
  }, 120_000);
  afterAll(() => web.close());

  inEachWidth(browser, (window, width) => {
    it('shows old and new values, asks why a warning is right, and says what became of each', async () => {
      const { page, faults } = window();
      const named = ['A1', 'B1'].map((name) => {
        const ref = `${name}-${width}`;
        return aReturnRow({ provider_ref: ref, child_id: `C-${ref}`, given_name: name });
      });
      await receive(...named);
      const changes = {
        returned_at: '2025-10-07T05:00:00Z',
        police_risk: 'high',
        themes: 'Friends at school. '.repeat(20),
      };
      const mine = { ...warned, provider_ref: `D1-${width}`, child_id: `C-D1-${width}` };
      const { submission } = await receive(...named.map((row) => ({ ...row, ...changes })), mine);
      await signInOn(page, web.url, 'data officer, HARBOUR');
      await page.goto(`${web.url}/provider-returns/${submission}?authority=${SUTTON}`);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('button', { name: 'Confirm row 2' }));
      await follow(page, page.getByRole('button', { name: 'Withdraw row 3' }));
      await follow(page, page.getByRole('button', { name: 'Confirm PR-160 of row 4' }));
      expect(await page.getByRole('alert').getByRole('link').count()).toBe(1);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await page.locator('#reason-4-PR-160-interview_ended_at').fill('They walked home together, with a meal.');
      await follow(page, page.getByRole('button', { name: 'Confirm PR-160 of row 4' }));
      for (const words of ['Confirmed and changed.', 'Withdrawn: nothing was changed.', 'They walked home together'])
        expect(await page.getByText(words).first().isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      expect(faults).toEqual([]);
    });
  });
});
