import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  FAULTLESS,
  browserOfSuite,
  describeInBrowser,
  faultsOf,
  follow,
  inEachWidth,
  signInOn,
} from '../support/browser.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

/** The lines of a summary of faults whose field is not on the page. */
const linksToNowhere = `[...document.querySelectorAll('.govuk-error-summary a')]
  .map(({ hash }) => hash)
  .filter((hash) => document.getElementById(hash.slice(1)) === null)`;

let web: TestWeb;

describeInBrowser('the pages in a browser', () => {
  const browser = browserOfSuite();
  beforeAll(async () => {
    web = await createTestWeb({ months: 3, at: new Date().toISOString() });
  });
  afterAll(() => web.close());

  inEachWidth(browser, (window) => {
    it('let a person sign in and read the worklist', async () => {
      const { page } = window();
      await page.goto(`${web.url}/`);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('button', { name: 'Demonstration commissioner, Sutton' }));
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Worklist');
      expect(await page.getByRole('table').count()).toBeGreaterThan(0);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
    });

    it('show what is settled on request', async () => {
      const { page } = window();
      await follow(page, page.getByRole('link', { name: /Show what is settled/ }));
      expect(await page.getByRole('heading', { name: /^Settled/ }).isVisible()).toBe(true);
    });

    it('show the report of the last month and lead to the month before', async () => {
      const { page } = window();
      await follow(page, page.getByRole('link', { name: 'Reports' }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      const [shown, heading] = [page.url(), await page.getByRole('heading', { level: 1 }).textContent()];
      expect(shown).toMatch(/\/reports\/mace\/\d{4}-\d\d$/);
      await follow(page, page.getByRole('link', { name: /Month before/ }));
      expect(page.url()).not.toBe(shown);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toBe(heading);
    });

    it.each(['/people', '/people/invite', '/agreements', '/agreements/new', '/keys', '/access-review'])(
      'let an administrator work at %s, and on a form that is sent empty as well',
      async (path) => {
        const { page } = window();
        await signInOn(page, web.url, 'administrator, Sutton');
        await page.goto(`${web.url}${path}`);
        expect(new URL(page.url()).pathname).toBe(path);
        expect(await faultsOf(page)).toEqual(FAULTLESS);
        const send = page.locator('main form button');
        expect([path, await send.count()]).toEqual([path, withoutForm.has(path) ? 0 : 1]);
        if (withoutForm.has(path)) return;
        await follow(page, send);
        expect(await page.title()).toMatch(/^Error: /);
        expect(await page.evaluate(linksToNowhere)).toEqual([]);
        expect(await faultsOf(page)).toEqual(FAULTLESS);
      },
    );

    it('load every file and break no rule of their own security policy', () => {
      // A browser notes that a form came back with something to put right.
      const faults = window().faults.filter((fault) => !fault.includes('the server responded with a status of 422'));
      expect(faults).toEqual([]);
    });
  });
});

/** Where an administrator of a council has nothing to send: they only lead on. */
const withoutForm = new Set(['/people', '/agreements', '/keys']);
