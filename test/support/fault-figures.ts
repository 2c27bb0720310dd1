import { appendFileSync } from 'node:fs';

/** A long run asks for more of each fault than every run of the tests: see scripts/fault-runs.mjs. */
export const isLongRun = process.env['HOMEWARD_FAULT_FIGURES'] !== undefined;

/** Notes what was measured, where a long run keeps it. */
export function noteFigure(what: string, seconds: number): void {
  const file = process.env['HOMEWARD_FAULT_FIGURES'];
  if (file !== undefined) appendFileSync(file, `${what}: ${seconds.toFixed(1)} s\n`);
}

/** How long something takes, in seconds. */
export async function secondsOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return (performance.now() - start) / 1000;
}
