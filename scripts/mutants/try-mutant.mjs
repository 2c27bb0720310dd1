// Runs the tests that should notice a mutant, one file after the other, until one of them fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const WITHIN_MS = 600_000;
/** What test/support/postgres.ts says where the database refuses the change. */
const UNMADE = 'The guard cannot be taken away';
const jest = fileURLToPath(import.meta.resolve('jest/bin/jest'));
const left = ['node_modules', 'dist', '.git', '.data', 'coverage'];

/** A copy of the tree in which sources are changed, so that the tree itself never is. */
export function copyTree(root, place) {
  mkdirSync(place, { recursive: true });
  cpSync(root, place, { recursive: true, filter: (path) => !left.includes(relative(root, path).split('/')[0]) });
  for (const name of ['node_modules', 'dist']) symlinkSync(realpathSync(join(root, name)), join(place, name));
}

/**
 * What became of a mutant: `noticed` by the first test that fails, `survived` where none does, `unanswered` where a file
 * of tests did not come to its end, or `unmade` where the change itself cannot be run, which proves nothing.
 */
export async function tryMutant(mutant, place) {
  const { tree } = place;
  const original = mutant.path && readFileSync(join(tree, mutant.path), 'utf8');
  if (mutant.path) writeFileSync(join(tree, mutant.path), mutant.text);
  try {
    let unanswered = null;
    for (const spec of mutant.specs.filter((path) => existsSync(join(tree, path)))) {
      const { outcome, test } = await resultOf(spec, { ...place, sql: mutant.sql });
      if (outcome === 'failed') return { outcome: 'noticed', by: `${basename(spec)}: ${test}` };
      if (outcome === 'unmade') return { outcome, by: `${basename(spec)}: ${test}` };
      if (outcome === 'unanswered') unanswered = { outcome, by: basename(spec) };
    }
    return unanswered ?? { outcome: 'survived', by: '' };
  } finally {
    if (mutant.path) writeFileSync(join(tree, mutant.path), original);
  }
}

/** How the tests of a file ended: `passed`, `failed` with the first that did, `unanswered` or `unmade`. */
export async function resultOf(spec, { tree, server, signal, sql }) {
  signal.throwIfAborted();
  const output = join(tree, `.mutant-result-${process.pid}.json`);
  rmSync(output, { force: true });
  const args = ['--runInBand', '--silent', '--bail', '--json', `--outputFile=${output}`, '--runTestsByPath', spec];
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      jest,
      '-c',
      'scripts/mutants/jest.config.mjs',
      ...args,
    ],
    {
      cwd: tree,
      stdio: 'ignore',
      timeout: WITHIN_MS,
      killSignal: 'SIGKILL',
      env: {
        ...process.env,
        HOMEWARD_TEST_SERVERS: JSON.stringify([server]),
        ...(sql && { HOMEWARD_TEST_MUTATION: sql }),
      },
    },
  );
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  await once(child, 'exit');
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (!existsSync(output)) return { outcome: 'unanswered', test: '' };
  const result = JSON.parse(readFileSync(output, 'utf8'));
  rmSync(output, { force: true });
  return judge(result, sql !== undefined);
}

function judge({ success, numRuntimeErrorTestSuites, testResults }, isOfDatabase) {
  if (success) return { outcome: 'passed', test: '' };
  const said = testResults.map(({ message }) => message).join('\n');
  if (said.includes(UNMADE)) return { outcome: 'unmade', test: UNMADE };
  // A source that cannot even be loaded is no sound program; a database in which no test can be set up is noticed.
  if (numRuntimeErrorTestSuites > 0 && !isOfDatabase) return { outcome: 'unmade', test: said.trim().split('\n')[0] };
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === 'failed');
  return { outcome: 'failed', test: failed?.title ?? 'its set-up fails' };
}
