import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { LocalPerson, PASSWORD, TEST_KEY, addAwaited, addPerson, codeOf, invite } from '../support/local-person.js';
import { TestClock } from '../support/test-clock.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const executablePath = '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const clock = new TestClock();

let web: TestWeb;
let browser: Browser;

/** What axe finds, and by how many pixels the page is wider than its window. */
async function faultsOf(page: Page): Promise<unknown> {
  return page.evaluate(`${axe.source}; axe.run().then(({ violations }) => ({
    violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).slice(0, 3).join(' ')),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }))`);
}

const faultless = { violations: [], overflow: 0 };

(existsSync(executablePath) ? describe : describe.skip)('signing in, in a browser', () => {
  jest.setTimeout(60_000);
  beforeAll(async () => {
    web = await createTestWeb({ web: { now: clock.now, signIn: { key: TEST_KEY, openId: null } } });
    browser = await chromium.launch({ executablePath, args });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  describe.each([360, 1280])('%i pixels wide', (width) => {
    let context: BrowserContext;
    let page: Page;
    let faults: string[];

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width, height: 900 } });
      page = await context.newPage();
      faults = [];
      // A form that is answered with what is wrong about it is no fault, nor is a file that was left behind on the way.
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('status of 422')) faults.push(message.text());
      });
      page.on('requestfailed', (request) => {
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(request.url());
      });
    });
    afterAll(() => context.close());

    it('leads an invited person from the password to the second factor and the recovery codes', async () => {
      await page.goto(`${web.url}${await invite(web, clock, await addPerson(web))}`);
      expect(await faultsOf(page)).toEqual(faultless);
      await page.getByLabel('New password', { exact: true }).fill('short');
      await page.getByRole('button', { name: 'Go on' }).click();
      expect(await faultsOf(page)).toEqual(faultless);
      await page.getByRole('link', { name: /at least 12 characters/ }).click();
      expect(await page.evaluate('document.activeElement.id')).toBe('password');
      await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
      await page.getByLabel('The new password again').fill(PASSWORD);
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.waitForURL(/\/sign-in\/set-up/);
      expect(await faultsOf(page)).toEqual(faultless);
      const secret = (await page.locator('code.secret').textContent()) ?? '';
      await page.getByLabel('Code').fill(codeOf(secret.replaceAll(' ', ''), clock));
      await page.getByRole('button', { name: 'Go on' }).click();
      expect(await page.locator('.recovery-codes li').count()).toBe(10);
      expect(await faultsOf(page)).toEqual(faultless);
      await page.getByRole('button', { name: 'I have them: go on' }).click();
      await page.waitForURL('**/worklist');
    });

    it('brings somebody with an account back to what they are to accept, and keeps others from it', async () => {
      const local = await LocalPerson.make(web, clock);
      const address = `${web.url}${await invite(web, clock, await addAwaited(web, local.person))}`;
      const apart = await browser.newContext({ viewport: { width, height: 900 } });
      const tab = await apart.newPage();
      await tab.goto(`${web.url}/sign-in`);
      await tab.getByRole('button', { name: 'Demonstration commissioner, Sutton' }).click();
      await tab.goto(address);
      expect(await tab.getByRole('heading', { level: 1 }).textContent()).toBe('This invitation is for somebody else');
      expect(await faultsOf(tab)).toEqual(faultless);
      await tab.getByRole('button', { name: 'Sign out' }).last().click();
      await tab.waitForURL('**/sign-in');
      await tab.goto(address);
      expect(await faultsOf(tab)).toEqual(faultless);
      await tab.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
      await tab.getByLabel('Sign-in name').fill(local.person.signInName);
      await tab.getByLabel('Password').fill(PASSWORD);
      await tab.getByRole('button', { name: 'Go on' }).click();
      await tab.getByLabel('Code').fill(local.code());
      await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
      await tab.waitForURL(address);
      expect(await faultsOf(tab)).toEqual(faultless);
      await tab.getByRole('button', { name: 'Accept' }).click();
      await tab.waitForURL('**/worklist');
      await apart.close();
    });

    it('shows the own account and what can be changed about it', async () => {
      for (const path of ['/account', '/account/password', '/account/recovery-codes', '/account/second-factor']) {
        await page.goto(`${web.url}${path}`);
        expect(await faultsOf(page)).toEqual(faultless);
      }
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
      expect(await faultsOf(page)).toEqual(faultless);
    });

    it('shows what was being written when the session ended', async () => {
      await page.goto(`${web.url}/sign-in`);
      await page.getByRole('button', { name: 'Demonstration commissioner, Sutton' }).click();
      await page.goto(`${web.url}/account`);
      await page.evaluate(`document.querySelector('form[action="/account/sign-out-everywhere"]')
        .insertAdjacentHTML('beforeend', '<textarea name="reason">Typed for half an hour</textarea>')`);
      clock.pass({ minutes: 30 });
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await page.waitForURL('**/sign-in?kept=yes');
      expect(await faultsOf(page)).toEqual(faultless);
      await page.getByRole('button', { name: 'Demonstration commissioner, Sutton' }).click();
      await page.waitForURL('**/held-forms');
      expect(await page.getByText('Typed for half an hour').first().isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(faultless);
      await page.getByRole('button', { name: 'Send it now' }).first().click();
      await page.waitForURL('**/sign-in');
      expect(faults).toEqual([]);
    });
  });

  it('warns before the session ends, keeps it open on request, and says when it could not', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${web.url}/sign-in`);
    await page.getByRole('button', { name: 'Demonstration commissioner, Sutton' }).click();
    await page.waitForURL('**/worklist');
    const warning = page.getByRole('alertdialog', { name: 'Do you want to stay signed in?' });
    await page.clock.fastForward('24:59');
    expect(await warning.count()).toBe(0);
    await page.clock.fastForward('00:01');
    await warning.waitFor();
    expect(await faultsOf(page)).toEqual(faultless);
    clock.pass({ minutes: 25 });
    await warning.getByRole('button', { name: 'Stay signed in' }).click();
    await warning.waitFor({ state: 'hidden' });
    clock.pass({ minutes: 25 });
    await page.clock.fastForward('25:00');
    await warning.waitFor();
    await warning.getByRole('button', { name: 'Stay signed in' }).click();
    await warning.waitFor({ state: 'hidden' });
    clock.pass({ minutes: 30 });
    await page.clock.fastForward('25:00');
    await warning.getByRole('button', { name: 'Stay signed in' }).click();
    await warning.getByText('Your session could not be kept open.').waitFor();
    await warning.getByRole('button', { name: 'Close this message' }).click();
    expect(await warning.count()).toBe(0);
    await context.close();
  });
});
