/** A long run asks for more of each fault than every run of the tests: see scripts/fault-runs.mjs. */
export const isLongRun = process.env['HOMEWARD_EVERY_FAULT'] !== undefined;

/** Tells what was measured, as a long run goes. */
export function noteFigure(what: string, seconds: number): void {
  if (isLongRun) process.stderr.write(`${what}: ${seconds.toFixed(1)} s\n`);
}

/** How long something takes, in seconds. */
export async function secondsOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return (performance.now() - start) / 1000;
}
