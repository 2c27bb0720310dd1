// From the command to the first ready answer: the service against a bare process with the same PostgreSQL.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf, memoryOf, processesBelow } from './memory.mjs';
import { newFolder } from './server.mjs';
import { mebibytes, median, ratio, seconds } from './words.mjs';
import { freePort } from '../free-port.mjs';

const root = join(import.meta.dirname, '..', '..');
const web = join(root, 'dist', 'apps', 'web', 'src', 'main.js');
const service = [join(root, 'dist', 'apps', 'cli', 'src', 'main.js'), 'start'];
const bare = [join(import.meta.dirname, 'bare-start.mjs')];
const RUNS = 3;
/** How long after the ready answer memory is read: what a start leaves behind has been cleared away by then. */
const SETTLED_AFTER_MS = 5000;

export async function benchStart(_server, say) {
  if (!existsSync(web)) return { 'not measured': `${web} does not exist` };
  const runs = [];
  for (let run = 1; run <= RUNS; run += 1) {
    const ours = await coldAndWarm(service);
    const theirs = await coldAndWarm(bare);
    runs.push({ ours, theirs });
    say(`  run ${run}: cold ${seconds(ours.cold)} (bare ${seconds(theirs.cold)}), warm ${seconds(ours.warm)}`);
  }
  const of = (whose, which) => median(runs.map((run) => run[whose][which]));
  const compared = (which) =>
    `${seconds(of('ours', which))}, bare ${seconds(of('theirs', which))}, ratio ${ratio(of('theirs', which), of('ours', which))}`;
  return {
    'cold start, with the demonstration': compared('cold'),
    'warm start': compared('warm'),
    ...inWords(runs.at(-1).ours.memory),
  };
}

/** The first start in an empty folder, and the second in the same folder. */
async function coldAndWarm(command) {
  const folder = newFolder();
  try {
    const first = await startOnce(command, folder.path);
    const second = await startOnce(command, folder.path);
    return { cold: first.ready, warm: second.ready, memory: second.memory };
  } finally {
    folder.remove();
  }
}

async function startOnce(command, dataDir) {
  const port = await freePort();
  const env = { ...process.env, HOMEWARD_DATA_DIR: join(dataDir, 'data'), PORT: String(port) };
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'REDIS_URL', 'HOMEWARD_ROLES']) delete env[name];
  const start = performance.now();
  const child = spawn(process.execPath, command, { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    await becomesReady(port, child);
    const ready = (performance.now() - start) / 1000;
    await delay(SETTLED_AFTER_MS);
    return { ready, memory: memoryByPart(child.pid) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function becomesReady(port, child) {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('The service ended before it was ready.');
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.status === 200) return;
    await delay(20);
  }
}

const parts = [
  ['web', /apps\/web\/src\/main\.js/],
  ['worker', /apps\/worker\/src\/main\.js/],
  ['supervisor', /apps\/cli\/src\/main\.js/],
  ['postgres', /postgres/],
];

function memoryByPart(pid) {
  const memory = {};
  for (const process of processesBelow(pid)) {
    const name = parts.find(([, pattern]) => pattern.test(commandOf(process)))?.[0] ?? 'other';
    const { now, own } = memoryOf(process);
    const known = memory[name] ?? { count: 0, now: 0, own: 0 };
    memory[name] = { count: known.count + 1, now: known.now + now, own: known.own + own };
  }
  return memory;
}

function inWords(memory) {
  const lines = Object.entries(memory).map(([name, { count, now, own }]) => [
    `memory of ${name}${count > 1 ? ` (${count} processes)` : ''}`,
    count > 1 ? `${mebibytes(own)} with shared pages counted once, ${mebibytes(now)} as a sum` : mebibytes(now),
  ]);
  return Object.fromEntries(lines);
}
