// Puts a fresh clone in order before a command runs: packages, and with --build the compiled service.
// Node's own modules only, since nothing else is installed yet. Everything goes to standard error, so that a
// command's --json stays the only thing on standard output.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const minimum = [20, 19];

function say(line) {
  process.stderr.write(`homeward: ${line}\n`);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  say(`Node ${minimum.join('.')} or newer is needed and this is ${process.versions.node}: install a newer one.`);
  process.exit(1);
}

function hashOf(paths, ...more) {
  const hash = createHash('sha256').update(JSON.stringify(more));
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function packagesHash() {
  return hashOf(['package-lock.json'], process.platform, process.arch, process.versions.node.split('.')[0]);
}

function sourcesHash() {
  const named = ['tsconfig.json', 'nest-cli.json', 'package.json'];
  const found = ['apps', 'libs', 'migrations'].flatMap((folder) =>
    existsSync(join(root, folder)) ? sources(folder) : [],
  );
  return hashOf([...named, ...found.sort()]);
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.ts$|^tsconfig.*\.json$/.test(entry.name) && !entry.name.endsWith('.spec.ts'),
    )
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function npm(...args) {
  const cli = process.env.npm_execpath;
  const [command, rest] = cli === undefined ? ['npm', args] : [process.execPath, [cli, ...args]];
  // Descriptor 2 twice: what npm and the compiler print belongs on standard error.
  const run = spawnSync(command, rest, { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.status === 0) return;
  say(`npm ${args.join(' ')} failed${run.error === undefined ? '' : ` (${run.error.message})`}: see above.`);
  process.exit(1);
}

const steps = [
  {
    stamp: join('node_modules', '.stamp'),
    wanted: packagesHash,
    // Without --include=dev, NODE_ENV=production would leave the compiler out.
    make: () => npm('ci', '--include=dev', '--loglevel=error'),
    announce: 'installing packages (once; some 20 seconds)',
  },
  {
    stamp: join('dist', '.stamp'),
    wanted: sourcesHash,
    make: () => {
      rmSync(join(root, 'dist', '.stamp'), { force: true });
      // A file whose source is gone would stay loadable, and a migration among them would still run.
      for (const name of ['apps', 'libs', 'migrations'])
        rmSync(join(root, 'dist', name), { recursive: true, force: true });
      for (const name of readBuildInfo()) rmSync(join(root, 'dist', name), { force: true });
      npm('run', 'build', '--silent');
    },
    announce: 'compiling',
  },
];

/** The compiler leaves out what these say is up to date, even when the files themselves were removed. */
function readBuildInfo() {
  return existsSync(join(root, 'dist'))
    ? readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.tsbuildinfo'))
    : [];
}

function isDone({ stamp, wanted }) {
  const path = join(root, stamp);
  return existsSync(path) && readFileSync(path, 'utf8') === wanted();
}

function carryOut({ stamp, wanted, make, announce }) {
  say(announce);
  // Taken before the work: a source that changes meanwhile makes the next run compile again.
  const hash = wanted();
  make();
  mkdirSync(dirname(join(root, stamp)), { recursive: true });
  const draft = join(root, `${stamp}-${process.pid}`);
  writeFileSync(draft, hash);
  renameSync(draft, join(root, stamp));
}

// dist, because npm ci empties node_modules and the compiler leaves strange files in dist alone.
const lock = join(root, 'dist', '.prepare-lock');

function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}

function isAlive(holder) {
  const [pid, start] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return startOf(pid) === (start ?? '');
}

/** A lock whose holder died is moved aside by rename, which only one of several that try will find there. */
function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  const mine = `${process.pid} ${startOf(process.pid)}`;
  const draft = `${lock}-${process.pid}`;
  writeFileSync(draft, mine);
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    dropStaleLock(draft);
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function dropStaleLock(draft) {
  const aside = `${draft}-stale`;
  try {
    const holder = readFileSync(lock, 'utf8');
    if (isAlive(holder)) return;
    renameSync(lock, aside);
    // Between reading and renaming, another may have replaced the dead one's lock: then it gets its own back.
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, lock);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

async function underLock(work) {
  let hasTold = false;
  while (!takeLock()) {
    if (!hasTold) say('waiting for another process that is installing or compiling here');
    hasTold = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  process.once('exit', () => rmSync(lock, { force: true }));
  work();
}

checkNode();
const wanted = process.argv.includes('--build') ? steps : steps.slice(0, 1);
if (!wanted.every(isDone)) {
  await underLock(() => {
    for (const step of wanted) {
      // Whoever held the lock before us may have done it already.
      if (!isDone(step)) carryOut(step);
    }
  });
}
