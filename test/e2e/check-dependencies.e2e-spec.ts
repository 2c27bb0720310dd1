import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const repository = join(import.meta.dirname, '..', '..');
const script = join(repository, 'scripts', 'check-dependencies.mjs');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-test-packages-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: object): void {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, JSON.stringify(content));
}

interface Sample {
  readonly manifest?: object;
  readonly lock?: object;
  readonly installed?: object | null;
}

/** One production package, in order unless said otherwise. */
function prepare({ manifest = {}, lock = {}, installed = {} }: Sample): void {
  write('package.json', { name: 'house', version: '1.0.0', dependencies: { lamp: '1.0.0' }, ...manifest });
  write('package-lock.json', {
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { lamp: '1.0.0' } },
      'node_modules/lamp': { version: '1.0.0', integrity: 'x', ...lock },
    },
  });
  if (installed) write('node_modules/lamp/package.json', { name: 'lamp', license: 'MIT', ...installed });
}

/** How the check without a network ended, and what it said. */
function check(sample: Sample): readonly [number | null, string] {
  prepare(sample);
  const { status, stdout } = spawnSync(process.execPath, [script, folder, '--offline'], { encoding: 'utf8' });
  return [status, stdout];
}

describe('the check of packages', () => {
  it.each<[string, Sample]>([
    ['one that is pinned, hashed and permissive', {}],
    ['one of several licences of which one may be chosen', { installed: { license: '(GPL-3.0 OR MIT)' } }],
    ['licences in the old form', { installed: { license: undefined, licenses: [{ type: 'ISC' }] } }],
    ['one for another platform', { lock: { optional: true, license: 'MIT' }, installed: null }],
    ['a tool of another licence', { lock: { dev: true }, installed: { license: 'GPL-3.0' } }],
    ['a script that is listed', { lock: { hasInstallScript: true }, manifest: { allowScripts: { lamp: false } } }],
  ])('passes %s', (_, sample) => {
    expect(check(sample)).toEqual([0, expect.stringMatching(/^1 packages, \d of them in production\. .*\n$/)]);
  });

  it.each<[string, Sample, string]>([
    ['a range', { manifest: { dependencies: { lamp: '^1.0.0' } } }, 'asks for "^1.0.0"'],
    ['a tag', { manifest: { devDependencies: { lamp: 'latest' } } }, 'devDependencies asks for "latest"'],
    ['an address', { manifest: { overrides: { lamp: 'github:a/lamp' } } }, 'overrides asks for'],
    ['a host in the lock', { lock: { resolved: 'https://example.org/lamp.tgz' } }, 'names where it is from'],
    ['a package without a hash', { lock: { integrity: undefined } }, 'has no hash'],
    ['a licence that asks for more', { installed: { license: 'GPL-3.0-only' } }, '"GPL-3.0-only"'],
    ['licences that all count', { installed: { license: 'MIT AND AGPL-3.0' } }, '"MIT AND AGPL-3.0"'],
    ['no licence', { installed: { license: undefined } }, 'its licence is ""'],
    [
      'another licence than the lock says',
      { lock: { license: 'MIT' }, installed: { license: 'SSPL-1.0' } },
      'SSPL-1.0',
    ],
    ['a package that is not there', { installed: null }, 'is not installed'],
    ['a script that nobody looked at', { lock: { hasInstallScript: true } }, 'runs a script'],
    ['a listed script that is none', { manifest: { allowScripts: { lamp: true } } }, 'has no script'],
    ['a deprecated package', { lock: { deprecated: 'use torch' } }, 'is deprecated: use torch'],
  ])('refuses %s', (_, sample, words) => {
    expect(check(sample)).toEqual([1, expect.stringContaining(words)]);
  });

  it.each([
    ['high', 1, 'lamp: has a known vulnerability, high: Sets the house on fire'],
    ['moderate', 0, '1 known, 0 of them high or critical'],
  ])('asks the registry for vulnerabilities and heeds one that is %s with %i', async (severity, code, words) => {
    const advisory = { id: 1, url: '', title: 'Sets the house on fire', severity, vulnerable_versions: '<2.0.0' };
    const registry = createServer((request, response) => {
      const isAudit = request.url?.endsWith('/advisories/bulk') === true;
      const packument = { name: 'lamp', versions: { '1.0.0': { name: 'lamp', version: '1.0.0' } } };
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify(isAudit ? { lamp: [advisory] } : packument));
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const { port } = registry.address() as AddressInfo;
    prepare({});
    const env = {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: join(folder, 'c'),
    };
    const child = execFile(process.execPath, [script, folder], { env });
    let said = '';
    child.stdout?.on('data', (chunk: string) => (said += chunk));
    const [ended] = (await once(child, 'close')) as [number];
    registry.closeAllConnections();
    registry.close();
    expect([ended, said]).toEqual([code, expect.stringContaining(words)]);
  });

  it('passes the packages of this service', () => {
    const { status, stdout } = spawnSync(process.execPath, [script, '--offline'], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^\d+ packages, \d+ of them in production\./)]);
  });
});
