// Tries the laws of the escalation ladder with a million random commands; `npm test` does the same with 20,000.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const test = join(dirname(fileURLToPath(import.meta.url)), 'test.mjs');
const child = spawn(process.execPath, [test, '--selectProjects', 'unit', '--testPathPatterns', 'ladder-laws'], {
  stdio: 'inherit',
  env: { ...process.env, HOMEWARD_LAW_COMMANDS: '1000000' },
});
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined);
child.on('exit', (code) => process.exit(code ?? 1));
