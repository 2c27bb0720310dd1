// Runs every fault of docs/reliability.md at its full size, on both back ends of the queue, one part after the other, and
// prints a line for each as it goes; `npm test` runs a sample. The last line counts the tests of all parts.
//   node scripts/fault-runs.mjs                      every part
//   node scripts/fault-runs.mjs wrong-clocks         that part; several can be named
// Other faults are drawn by another seed: HOMEWARD_TEST_SEED=7 node scripts/fault-runs.mjs
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from './run-tests.mjs';

const parts = ['faults', 'faults-of-the-whole', 'wrong-clocks'];
/** Twenty faults take longer than any other test. */
const LONGEST_TEST_MS = 20 * 60_000;

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there is ${parts.join(', ')}.`);
  process.exit(2);
}

let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (isStopped = true));
const scratch = mkdtempSync(join(tmpdir(), 'homeward-fault-runs-'));
const total = { passed: 0, failed: 0 };
for (const part of parts.filter((name) => asked.length === 0 || asked.includes(name))) {
  if (isStopped) break;
  console.log(`\n=== ${part}`);
  const since = Date.now();
  const counted = await run(part);
  total.passed += counted.passed;
  total.failed += counted.failed;
  console.log(`=== ${part}: ${Math.round((Date.now() - since) / 1000)} s`);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(isStopped || total.failed > 0 ? 1 : 0);

/** How many tests of a part passed and failed. One that ends before it could count them has failed. */
async function run(part) {
  const summary = join(scratch, part);
  const code = await runTests({
    ...{ project: 'e2e', paths: `e2e/${part}\\.`, more: ['--testTimeout', String(LONGEST_TEST_MS)] },
    settings: { HOMEWARD_EVERY_FAULT: '1', HOMEWARD_TEST_SUMMARY: summary },
  });
  const words = existsSync(summary) ? readFileSync(summary, 'utf8') : '';
  const [passed = 0, failed = 0] = [...words.matchAll(/(\d+) (?:passed|failed)/g)].map(([, count]) => Number(count));
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
}
