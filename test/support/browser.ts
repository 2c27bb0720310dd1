import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

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

export const hasBrowser = existsSync(executablePath);

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args });
}

/** What axe finds, and by how many pixels the page is wider than its window. */
export async function faultsOf(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run().then(({ violations }) => ({
    violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).slice(0, 3).join(' ')),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }))`);
}
