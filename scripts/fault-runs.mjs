// Runs every fault of docs/reliability.md at its full size, on both back ends of the queue, and prints a line for each.
// `npm test` runs a sample. Other faults are drawn by another seed: HOMEWARD_TEST_SEED=7 node scripts/fault-runs.mjs
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const test = join(dirname(fileURLToPath(import.meta.url)), 'test.mjs');
const folder = mkdtempSync(join(tmpdir(), 'homeward-fault-runs-'));
const figures = join(folder, 'figures');
writeFileSync(figures, '');

const patterns = 'e2e/(faults|faults-of-the-whole|wrong-clocks)\\.';
// A paused worker keeps still for two minutes, and twenty faults take longer than any other test.
const jest = ['--selectProjects', 'e2e', '--testTimeout', '3600000', '--testPathPatterns', patterns];
const child = spawn(process.execPath, [test, ...jest], {
  stdio: 'inherit',
  env: { ...process.env, HOMEWARD_FAULT_FIGURES: figures },
});
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined);
child.on('exit', (code) => {
  const lines = readFileSync(figures, 'utf8');
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`\n${lines}${lines.split('\n').length - 1} measured\n`);
  process.exit(code ?? 1);
});
