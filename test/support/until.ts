import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until something is so, however slow the machine is. What never comes to be is told by name, shortly before the
 * runner's own limit for a test would end it without a word.
 */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 100_000,
  everyMs = 25,
): Promise<void> {
  const last = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > last) throw new Error(`It never came to be: ${what}`);
    await delay(everyMs);
  }
}
