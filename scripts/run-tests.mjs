import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = join(dirname(fileURLToPath(import.meta.url)), 'test.mjs');

/** Runs the tests of a project whose path matches, with settings of their own, and gives the code that they end with. */
export async function runTests({ project, paths, settings, more = [], stdio = 'inherit' }) {
  const args = [script, '--selectProjects', project, '--testPathPatterns', paths, ...more];
  const child = spawn(process.execPath, args, { stdio, env: { ...process.env, ...settings } });
  // A Ctrl-C reaches the child by itself.
  const signals = { SIGTERM: () => child.kill('SIGTERM'), SIGINT: () => undefined };
  for (const [signal, heard] of Object.entries(signals)) process.on(signal, heard);
  const [code] = await once(child, 'exit');
  for (const [signal, heard] of Object.entries(signals)) process.off(signal, heard);
  return code ?? 1;
}
