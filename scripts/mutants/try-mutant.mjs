// Runs the tests that should notice a mutant, one file after the other, until one of them fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const WITHIN_MS = 300_000;
const jest = fileURLToPath(import.meta.resolve('jest/bin/jest'));
const left = ['node_modules', 'dist', '.git', '.data', 'coverage'];

/** A copy of the tree in which sources are changed, so that the tree itself never is. */
export function copyTree(root, place) {
  mkdirSync(place, { recursive: true });
  cpSync(root, place, { recursive: true, filter: (path) => !left.includes(relative(root, path).split('/')[0]) });
  for (const name of ['node_modules', 'dist']) symlinkSync(realpathSync(join(root, name)), join(place, name));
}

/** The file whose tests noticed, with the first of them; null when none did. */
export async function tryMutant(mutant, place) {
  const { tree } = place;
  const original = mutant.path && readFileSync(join(tree, mutant.path), 'utf8');
  if (mutant.path) writeFileSync(join(tree, mutant.path), mutant.text);
  try {
    for (const spec of mutant.specs.filter((path) => existsSync(join(tree, path)))) {
      const failed = await failureOf(spec, { ...place, sql: mutant.sql });
      if (failed !== null) return { spec: basename(spec), test: failed };
    }
    return null;
  } finally {
    if (mutant.path) writeFileSync(join(tree, mutant.path), original);
  }
}

/** The first test of a file that fails; null when all pass. */
export async function failureOf(spec, { tree, server, signal, sql }) {
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
      env: {
        ...process.env,
        HOMEWARD_TEST_SERVERS: JSON.stringify([server]),
        ...(sql && { HOMEWARD_TEST_MUTATION: sql }),
      },
    },
  );
  const stop = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', stop);
  await once(child, 'exit');
  signal?.removeEventListener('abort', stop);
  if (signal?.aborted) throw new Error('stopped');
  if (!existsSync(output)) throw new Error(`jest gave no result on ${spec}`);
  const result = JSON.parse(readFileSync(output, 'utf8'));
  rmSync(output, { force: true });
  if (result.success) return null;
  const [first] = result.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  return first?.title ?? 'its set-up fails';
}
