// Checks the packages that this one is built from: pinned, from wherever they are installed the same, licensed so that
// they may be passed on, with no script of their own that was not looked at, none deprecated. Needs no network; where the
// registry answers it is asked for known vulnerabilities as well.
// node scripts/check-dependencies.mjs [FOLDER] [--offline]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const asked = process.argv.slice(2);
const isOffline = asked.includes('--offline');
const root = resolve(asked.find((each) => !each.startsWith('--')) ?? dirname(dirname(fileURLToPath(import.meta.url))));

/** Permissive licences: they ask for their text to be kept, and for nothing else. */
const allowedLicences = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', 'PostgreSQL'],
  'Python-2.0', // argparse: the licence of Python itself, permissive
]);
/** Packages with another licence, or with none in their package.json, and why they may be used all the same. */
const licenceExceptions = new Map([]);

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const manifest = readJson(join(root, 'package.json'));
const lock = readJson(join(root, 'package-lock.json'));
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const faults = [...pins(), ...sources(), ...licences(), ...scripts(), ...deprecations()];

function pins() {
  const groups = ['dependencies', 'optionalDependencies', 'devDependencies', 'overrides'];
  return groups.flatMap((group) =>
    Object.entries(manifest[group] ?? {})
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name}: ${group} asks for ${JSON.stringify(version)} and not for one exact version`),
  );
}

/** A host in the lock would be asked whatever registry is set; without a hash anything could come from there. */
function sources() {
  return packages.flatMap(([path, { resolved, integrity, inBundle }]) => [
    ...(resolved === undefined ? [] : [`${nameOf(path)}: the lock names where it is from; take "resolved" out`]),
    ...(integrity === undefined && !inBundle ? [`${nameOf(path)}: the lock has no hash of it`] : []),
  ]);
}

/** Of what is passed on: production packages, those for other platforms too, which are known by the lock alone. */
function licences() {
  return packages
    .filter(([, { dev }]) => !dev)
    .flatMap(([path, { optional, license }]) => {
      const name = nameOf(path);
      const installed = join(root, path, 'package.json');
      if (!existsSync(installed) && !optional) return [`${name}: is not installed; run npm ci`];
      const licence = existsSync(installed) ? licenceOf(readJson(installed)) : (license ?? '');
      if (isAllowed(licence) || licenceExceptions.has(name)) return [];
      return [`${name}: its licence is ${JSON.stringify(licence)}; allow it by name with a reason, or do without`];
    });
}

function licenceOf({ license, licenses }) {
  const stated = license ?? licenses ?? '';
  const several = [stated].flat().map((each) => (typeof each === 'string' ? each : (each?.type ?? '')));
  return several.join(' OR ');
}

/** `A OR B` lets one choose, `A AND B` does not. */
function isAllowed(expression) {
  const parts = (text, word) => text.split(` ${word} `).map((part) => part.replaceAll(/[()]/g, '').trim());
  return parts(expression, 'OR').some((choice) => parts(choice, 'AND').every((each) => allowedLicences.has(each)));
}

function scripts() {
  const known = manifest.allowScripts ?? {};
  const withScript = new Set(
    packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path)),
  );
  return [
    ...[...withScript]
      .filter((name) => !(name in known))
      .map((name) => `${name}: runs a script when it is installed; look at it, then list it in "allowScripts"`),
    ...Object.keys(known)
      .filter((name) => !withScript.has(name))
      .map((name) => `${name}: stands in "allowScripts" and has no script`),
  ];
}

function deprecations() {
  return packages
    .filter(([, { deprecated }]) => deprecated !== undefined)
    .map(([path, { deprecated }]) => `${nameOf(path)}: is deprecated: ${deprecated}`);
}

/** What the registry knows of the production packages. No answer is no fault: a check must run without a network. */
function vulnerabilities() {
  if (isOffline) return { said: 'not asked for', found: [] };
  const cli = process.env.npm_execpath;
  const [command, first] = cli === undefined ? ['npm', []] : [process.execPath, [cli]];
  const options = { cwd: root, encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = spawnSync(command, [...first, 'audit', '--omit=dev', '--json', '--fetch-retries=0'], options);
  let answer = {};
  try {
    answer = JSON.parse(stdout);
  } catch {
    // Told below.
  }
  if (answer.vulnerabilities === undefined)
    return { said: `not known, because the registry gave no answer (${answer.message ?? 'none at all'})`, found: [] };
  const all = Object.values(answer.vulnerabilities);
  const grave = all.filter(({ severity }) => severity === 'high' || severity === 'critical');
  return {
    said: `${all.length} known, ${grave.length} of them high or critical`,
    found: grave.map(({ name, severity, via }) => {
      const titles = via.map((each) => (typeof each === 'string' ? `by ${each}` : each.title));
      return `${name}: has a known vulnerability, ${severity}: ${titles.join('; ')}`;
    }),
  };
}

const { said, found } = vulnerabilities();
faults.push(...found);
const production = packages.filter(([, { dev }]) => !dev).length;
console.log(`${packages.length} packages, ${production} of them in production. Vulnerabilities: ${said}.`);
for (const fault of faults) console.log(`  ${fault}`);
if (faults.length > 0) process.exit(1);
