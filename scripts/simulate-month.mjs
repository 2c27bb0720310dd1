// Runs the demonstration borough for a month, hour by hour, and prints who was written to how often and the life of each
// alert; the same is kept as docs/simulated-month.md. It fails where somebody was written to more than five times on a day. `npm test` runs two days of it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const page = join(root, 'docs', 'simulated-month.md');
const wanted = ['--selectProjects', 'integration', '--testPathPatterns', 'simulated-month'];
const child = spawn(process.execPath, [join(root, 'scripts', 'test.mjs'), ...wanted], {
  // What the test says goes to standard error, so that the page is all that is on standard output.
  stdio: ['ignore', 2, 2],
  env: { ...process.env, HOMEWARD_SIMULATED_DAYS: '30', HOMEWARD_SIMULATED_PAGE: page },
});
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined);
child.on('exit', (code) => {
  if (code === 0) process.stdout.write(readFileSync(page, 'utf8'));
  process.exit(code ?? 1);
});
