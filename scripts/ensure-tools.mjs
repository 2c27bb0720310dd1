// Some suites need what npm does not bring: a Redis server, a browser, a PostgreSQL of the oldest supported
// version, a library that moves the clock of a process.
// What is missing is installed where that can be done; where not, this says which suites will not run, and fails.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin'].some((folder) =>
    isExecutable(join(folder, name)),
  );

function hasPostgres() {
  const folder = '/usr/lib/postgresql';
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some(
    (version) => Number(version) >= 15 && isExecutable(join(folder, version, 'bin', 'postgres')),
  );
}

const hasFaketime = (folder) => existsSync(`/usr/lib/${folder}/faketime/libfaketimeMT.so.1`);

const tools = [
  {
    name: 'redis-server',
    suites: 'the queue on Redis',
    isThere: () => onPath('redis-server'),
    packages: [['redis-server']],
  },
  {
    name: 'chromium',
    suites: 'the pages in a browser',
    isThere: () => ['chromium', 'chromium-browser', 'google-chrome'].some(onPath),
    packages: [['chromium', 'fonts-liberation']],
  },
  {
    name: 'PostgreSQL 15 or newer (server)',
    suites: 'the oldest supported PostgreSQL',
    isThere: hasPostgres,
    packages: [['postgresql-15'], ['postgresql']],
  },
  {
    name: 'faketime (library)',
    suites: 'hosts whose clock is wrong',
    isThere: () => ['x86_64-linux-gnu', 'aarch64-linux-gnu', '.'].some(hasFaketime),
    packages: [['faketime']],
  },
];

const say = (line) => process.stderr.write(`homeward: ${line}\n`);
const missing = () => tools.filter((tool) => !tool.isThere());

function apt(...args) {
  // The tests start servers of their own on free ports. RUNLEVEL=1 tells the packages that this is no time to start theirs.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0;
}

function install(wanted) {
  if (process.getuid?.() !== 0) return 'only root can install them';
  if (!onPath('apt-get')) return 'this system has no apt-get';
  say(`installing ${wanted.map(({ name }) => name).join(', ')}`);
  const hasLists = apt('update', '-qq');
  withoutServices(() => {
    for (const { packages } of wanted) {
      packages.some((names) => apt('install', '-y', '-qq', '--no-install-recommends', ...names));
    }
  });
  return hasLists ? 'apt-get could not install them' : 'apt-get could not fetch its package lists';
}

/** Debian asks this file whether a package may start its service; one that is there already is left alone. */
function withoutServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return work();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return work();
  } finally {
    rmSync(policy, { force: true });
  }
}

function isUbuntu() {
  return existsSync('/etc/os-release') && /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function report(left, reason) {
  for (const { name, suites } of left)
    say(`*** ${name} is missing, so the suites on ${suites} will NOT run: ${reason}.`);
  const names = left.flatMap(({ packages }) => (isUbuntu() ? packages.at(-1) : packages[0]));
  say(`*** To run them: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`);
  if (process.env.HOMEWARD_ALLOW_SKIPS === '1') return;
  say('*** To run without them nonetheless, set HOMEWARD_ALLOW_SKIPS=1.');
  process.exit(1);
}

const wanted = missing();
if (wanted.length > 0) {
  const reason = install(wanted);
  const left = missing();
  if (left.length > 0) report(left, reason);
}
