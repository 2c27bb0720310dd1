// Runs the demonstration borough for a month, hour by hour, and prints who was written to how often and the life of each
// alert; the same is kept as docs/simulated-month.md. It fails where somebody was written to more than five times on a day.
// `npm test` runs two days of it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from './run-tests.mjs';

const page = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs', 'simulated-month.md');
const code = await runTests({
  ...{ project: 'integration', paths: 'simulated-month' },
  settings: { HOMEWARD_SIMULATED_DAYS: '30', HOMEWARD_SIMULATED_PAGE: page },
  // What the test says goes to standard error, so that the page is all that is on standard output.
  stdio: ['ignore', 2, 2],
});
if (code === 0) process.stdout.write(readFileSync(page, 'utf8'));
process.exit(code);
