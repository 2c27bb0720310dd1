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
import { LocalPerson, PASSWORD, TEST_KEY, addAwaited, addPerson, codeOf, invite } from '../support/local-person.js';
import { TestClock } from '../support/test-clock.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const clock = new TestClock();

let web: TestWeb;

describeInBrowser('signing in, in a browser', () => {
  const browser = browserOfSuite();
  beforeAll(async () => {
    web = await createTestWeb({ web: { now: clock.now, signIn: { key: TEST_KEY, openId: null } } });
  });
  afterAll(() => web.close());

  inEachWidth(browser, (window, width) => {
    it('leads an invited person from the password to the second factor and the recovery codes', async () => {
      const { page } = window();
      await page.goto(`${web.url}${await invite(web, clock, await addPerson(web))}`);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await page.getByLabel('New password', { exact: true }).fill('short');
      await follow(page, page.getByRole('button', { name: 'Go on' }));
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await page.getByRole('link', { name: /at least 12 characters/ }).click();
      expect(await page.evaluate('document.activeElement.id')).toBe('password');
      await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
      await page.getByLabel('The new password again').fill(PASSWORD);
      await follow(page, page.getByRole('button', { name: 'Go on' }));
      expect(new URL(page.url()).pathname).toBe('/sign-in/set-up');
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      const secret = (await page.locator('code.secret').textContent()) ?? '';
      await page.getByLabel('Code').fill(codeOf(secret.replaceAll(' ', ''), clock));
      await follow(page, page.getByRole('button', { name: 'Go on' }));
      expect(await page.locator('.recovery-codes li').count()).toBe(10);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('button', { name: 'I have them: go on' }));
      expect(page.url()).toBe(`${web.url}/worklist`);
    });

    it('brings somebody with an account back to what they are to accept, and keeps others from it', async () => {
      const local = await LocalPerson.make(web, clock);
      const address = `${web.url}${await invite(web, clock, await addAwaited(web, local.person))}`;
      const apart = await browser().newContext({ viewport: { width, height: 900 } });
      const tab = await apart.newPage();
      await signInOn(tab, web.url, 'commissioner, Sutton');
      await tab.goto(address);
      expect(await tab.getByRole('heading', { level: 1 }).textContent()).toBe('This invitation is for somebody else');
      expect(await faultsOf(tab)).toEqual(FAULTLESS);
      await follow(tab, tab.getByRole('button', { name: 'Sign out' }).last());
      await tab.goto(address);
      expect(await faultsOf(tab)).toEqual(FAULTLESS);
      await follow(tab, tab.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }));
      await tab.getByLabel('Sign-in name').fill(local.person.signInName);
      await tab.getByLabel('Password').fill(PASSWORD);
      await follow(tab, tab.getByRole('button', { name: 'Go on' }));
      await tab.getByLabel('Code').fill(local.code());
      await follow(tab, tab.getByRole('button', { name: 'Sign in', exact: true }));
      expect(tab.url()).toBe(address);
      expect(await faultsOf(tab)).toEqual(FAULTLESS);
      await follow(tab, tab.getByRole('button', { name: 'Accept' }));
      expect(tab.url()).toBe(`${web.url}/worklist`);
      await apart.close();
    });

    it('shows the own account and what can be changed about it', async () => {
      const { page } = window();
      for (const path of ['/account', '/account/password', '/account/recovery-codes', '/account/second-factor']) {
        await page.goto(`${web.url}${path}`);
        expect(await faultsOf(page)).toEqual(FAULTLESS);
      }
      await follow(page, page.getByRole('button', { name: 'Sign out' }));
      expect(page.url()).toBe(`${web.url}/sign-in`);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
    });

    it('shows what was being written when the session ended', async () => {
      const { page } = window();
      await signInOn(page, web.url, 'commissioner, Sutton');
      await page.goto(`${web.url}/account`);
      await page.evaluate(`document.querySelector('form[action="/account/sign-out-everywhere"]')
        .insertAdjacentHTML('beforeend', '<textarea name="reason">Typed for half an hour</textarea>')`);
      clock.pass({ minutes: 30 });
      await follow(page, page.getByRole('button', { name: 'Sign out everywhere' }));
      expect(page.url()).toBe(`${web.url}/sign-in?kept=yes`);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('button', { name: 'Demonstration commissioner, Sutton' }));
      expect(page.url()).toBe(`${web.url}/held-forms`);
      expect(await page.getByText('Typed for half an hour').first().isVisible()).toBe(true);
      expect(await faultsOf(page)).toEqual(FAULTLESS);
      await follow(page, page.getByRole('button', { name: 'Send it now' }).first());
      expect(page.url()).toBe(`${web.url}/sign-in`);
      expect(window().faults).toEqual([]);
    });
  });

  it('warns before the session ends, keeps it open on request, and says when it could not', async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1000);
    await signInOn(page, web.url, 'commissioner, Sutton');
    const warning = page.getByRole('alertdialog', { name: 'Do you want to stay signed in?' });
    await page.clock.fastForward('24:59');
    expect(await warning.count()).toBe(0);
    await page.clock.fastForward('00:01');
    await warning.waitFor();
    await page.clock.resume();
    expect(await faultsOf(page)).toEqual(FAULTLESS);
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
