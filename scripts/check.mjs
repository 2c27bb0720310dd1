// What CI runs, in order, up to the first failure. The last line on success is the tests' own count.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'homeward-check-'));
const summary = join(scratch, 'summary');

function run(command, args, env = {}) {
  return spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
}

async function npmRun(name) {
  const cli = process.env.npm_execpath;
  const [command, args] = cli === undefined ? ['npm', []] : [process.execPath, [cli]];
  const child = run(command, [...args, 'run', '--silent', name], { HOMEWARD_TEST_SUMMARY: summary });
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`npm run ${name} ended with ${code ?? signal}`);
}

async function isReady(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5000) });
    return answer.status === 200;
  } catch {
    return false;
  }
}

async function becomesReady(port, hasEnded) {
  const giveUpAt = Date.now() + 180_000;
  while (!(await isReady(port))) {
    if (hasEnded()) throw new Error('the built service ended before it was ready');
    if (Date.now() > giveUpAt) throw new Error('the built service was not ready within three minutes');
    await delay(100);
  }
}

/** Some faults of ES module imports pass types and tests, and show only in the built service. */
async function startBuilt() {
  const port = await freePort();
  const service = run(process.execPath, [join('dist', 'apps', 'cli', 'src', 'main.js'), 'start'], {
    HOMEWARD_DATA_DIR: join(scratch, 'data'),
    PORT: String(port),
  });
  const ended = once(service, 'exit');
  try {
    await becomesReady(port, () => service.exitCode !== null || service.signalCode !== null);
    service.kill('SIGTERM');
    const [code, signal] = await Promise.race([ended, delay(60_000, ['still running after a minute'], { ref: false })]);
    if (code !== 0) throw new Error(`the built service did not stop cleanly: ${code ?? signal}`);
  } finally {
    service.kill('SIGKILL');
  }
}

/** A few of the guards are taken away, to see that the tests notice: see `npm run check:long` for all. */
async function missGuards() {
  const child = run(process.execPath, [join('scripts', 'mutate-guards.mjs'), '--sample']);
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`mutate-guards.mjs --sample ended with ${code ?? signal}`);
}

const steps = [
  ...['typecheck', 'lint', 'format', 'deps', 'knip', 'packages', 'test', 'build'].map((name) => [
    name,
    () => npmRun(name),
  ]),
  ['start of the built service', startBuilt],
  ['a sample of guards taken away', missGuards],
];

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const start = Date.now();
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const [name, work] of steps) {
  const since = Date.now();
  console.log(`\n=== ${name}`);
  try {
    await work();
  } catch (error) {
    console.log(`=== ${name}: FAILED after ${seconds(since)} (${error.message})`);
    process.exit(1);
  }
  console.log(`=== ${name}: ${seconds(since)}`);
}
console.log(`\n=== all of it: ${seconds(start)}`);
console.log(readFileSync(summary, 'utf8').trim());
