// Runs jest over the whole repository, or over what the arguments name: npm test -- libs/domain
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startTestServers } from './test-servers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const asked = process.argv.slice(2);
const isByName = asked.some((argument) => /^(-t|--testNamePattern)/.test(argument));

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  fileURLToPath(import.meta.resolve('jest/bin/jest')),
  ...['-c', 'jest.config.mjs', '--reporters=default', '--reporters=<rootDir>/scripts/summary-reporter.mjs'],
  // Modules stay in a worker's memory from file to file, so a worker that has grown is replaced.
  ...['--maxWorkers=2', '--workerIdleMemoryLimit=1200MB'],
  ...asked,
];
const { servers, stop } = await startTestServers();
const child = spawn(process.execPath, jest, {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    HOMEWARD_TEST_SERVERS: JSON.stringify(servers),
    ...(isByName && { HOMEWARD_TESTS_BY_NAME: '1' }),
  },
});
// A Ctrl-C reaches jest by itself; a SIGTERM comes to this process alone.
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined);
child.on(
  'exit',
  (code, signal) => void stop().then(() => process.exit(code ?? 128 + (constants.signals[signal] ?? 0))),
);
