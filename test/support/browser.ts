import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe } from '@jest/globals';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A suite that needs a browser: where there is none it is skipped, which fails the run unless that is allowed. */
export const describeInBrowser = existsSync(executablePath) ? describe : describe.skip;

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args });
}

/** A browser for the tests of a suite: there from its first test on, and closed after its last. */
export function browserOfSuite(): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  return () => browser;
}

/** What `faultsOf` says of a page that has none. */
export const FAULTLESS = { violations: [], overflow: 0 };

/** What axe finds, and by how many pixels the page is wider than its window. */
export async function faultsOf(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run().then(({ violations }) => ({
    violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).slice(0, 3).join(' ')),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }))`);
}

/** Clicks on what leads to another page, and waits until that one is loaded: what is asked of a page before may be of the old one. */
export async function follow(page: Page, link: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), link.click()]);
}

/** Signs in as a person of the demonstration, known by what their name says of them. */
export async function signInOn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await follow(page, page.getByRole('button', { name: `Demonstration ${name}` }));
}

/** A window of a browser, with what its pages noted as faults of their own since it was opened. */
export interface TestWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly faults: readonly string[];
}

/** Runs a suite in a narrow window and in a wide one; the window is there from the first test on. */
export function inEachWidth(browser: () => Browser, suite: (window: () => TestWindow, width: number) => void): void {
  describe.each([360, 1280])('%i pixels wide', (width) => {
    let window: TestWindow;

    beforeAll(async () => {
      const context = await browser().newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      window = { context, page, faults: noteFaults(page) };
    });
    afterAll(() => window.context.close());

    suite(() => window, width);
  });
}

/** What a page says of scripts that fail, of its security policy, and of files that do not come. */
function noteFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A form that is answered with what is to be put right is noted by the browser, and no fault.
    const isAnswer = /the server responded with a status of 4(00|22)/.test(message.text());
    if (message.type() === 'error' && !isAnswer) faults.push(message.text());
  });
  page.on('requestfailed', (request) => {
    // Whoever goes on before everything is loaded breaks the rest off; a file that is refused fails otherwise.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(request.url());
  });
  return faults;
}
