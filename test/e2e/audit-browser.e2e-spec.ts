import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { noticeViews } from '#access';
import { dayInLondon, instantOf } from '#domain/time';
import { newId } from '#platform';
import { allocate, openRecord, personOf, receiveChildren, sealAll } from '../support/audit.js';
import { FAULTLESS, browserOfSuite, describeInBrowser, faultsOf, inEachWidth, signInOn } from '../support/browser.js';
import { SUTTON } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let child: string;

describeInBrowser('the pages about the audit in a browser', () => {
  const browser = browserOfSuite();
  beforeAll(async () => {
    web = await createTestWeb();
    child = (await receiveChildren(web, 2))[0] ?? '';
    await allocate(web, child, await personOf(web, 'social_worker'));
    const commissioner = await personOf(web, 'commissioner');
    for (let count = 0; count < 30; count += 1)
      await openRecord(
        web.service,
        commissioner,
        child,
        count % 3 === 0 ? 'Asked for by the strategy meeting' : undefined,
      );
    await sealAll(web.service);
    await noticeViews(web.service.database, SUTTON, dayInLondon(instantOf(new Date())), newId);
  });
  afterAll(() => web.close());

  inEachWidth(browser, (window) => {
    it.each([
      ['data protection officer, Sutton', () => '/audit', 'Audit'],
      ['data protection officer, Sutton', () => '/audit?child=Smith&day=x', 'There is a problem'],
      ['social worker, Sutton', () => '/notices', 'Notices'],
      ['social worker, Sutton', () => `/children/${child}/views`, 'Who viewed this record'],
    ])('serve the %s, %s', async (name, path, heading) => {
      const { context, page, faults } = window();
      await context.clearCookies();
      await signInOn(page, web.url, name);
      await page.goto(`${web.url}${path()}`);
      expect(await page.getByRole('heading', { name: heading, exact: true }).count()).toBe(1);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      expect(faults).toEqual([]);
    });
  });
});
