// Judges 100,000 drawn absences by the domain and by a second implementation in SQL, and fails where the two differ.
// `npm test` does the same with 2,000. Others are drawn by another seed: HOMEWARD_TEST_SEED=7 npm run check:long.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const test = join(dirname(fileURLToPath(import.meta.url)), 'test.mjs');
const child = spawn(process.execPath, [test, '--selectProjects', 'integration', '--testPathPatterns', 'clock-oracle'], {
  stdio: 'inherit',
  env: { ...process.env, HOMEWARD_CLOCK_CASES: '100000' },
});
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined);
child.on('exit', (code) => process.exit(code ?? 1));
