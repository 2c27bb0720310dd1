// Kills an import of 10,000 rows at twenty points, in the command line and in the worker in turn, and makes sure that each
// is complete or taken up again with nothing lost and nothing twice. `npm test` does the same at two points of a smaller
// file. Other points are drawn by another seed: HOMEWARD_TEST_SEED=7 npm run check:long.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const test = join(dirname(fileURLToPath(import.meta.url)), 'test.mjs');
const child = spawn(process.execPath, [test, '--selectProjects', 'e2e', '--testPathPatterns', 'killed-import'], {
  stdio: 'inherit',
  env: { ...process.env, HOMEWARD_KILL_POINTS: '20' },
});
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined);
child.on('exit', (code) => process.exit(code ?? 1));
