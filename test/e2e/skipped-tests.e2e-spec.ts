import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const repository = join(import.meta.dirname, '..', '..');
const jest = join(repository, 'node_modules', 'jest', 'bin', 'jest.js');
const reporter = join(repository, 'scripts', 'summary-reporter.mjs');

/** A suite as those that need a browser or a Redis are: left out where its tool is not there. */
const suite = (tool: string) => `
  const describeWith = require('node:fs').existsSync(${JSON.stringify(tool)}) ? describe : describe.skip;
  describeWith('what needs a tool', () => it('runs', () => undefined));
  it('needs nothing', () => undefined);`;

describe('a suite whose tool is missing', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-test-skips-'));
    writeFileSync(join(folder, 'missing.test.js'), suite(join(folder, 'no-such-tool')));
    writeFileSync(join(folder, 'there.test.js'), suite(process.execPath));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs one of the two as the runner of this repository does, by its reporter. */
  function run(name: string, allowed?: string) {
    const settings = ['--rootDir', folder, '--config', '{"transform":{}}', `--reporters=${reporter}`];
    const { status, stdout, stderr } = spawnSync(process.execPath, [jest, name, ...settings], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...(allowed !== undefined && { HOMEWARD_ALLOW_SKIPS: allowed }) },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  it.each([undefined, '', '0', 'true'])('fails the run, with HOMEWARD_ALLOW_SKIPS %p', (allowed) => {
    const { status, stdout, stderr } = run('missing', allowed);
    expect(stdout).toBe('1 passed, 0 failed, 1 skipped\n');
    expect(stderr).toContain('*** did not run: 1 in missing.test.js');
    expect(stderr).toContain('1 skipped, which fails the run');
    expect(status).toBe(1);
  });

  it('is named and lets the run pass with HOMEWARD_ALLOW_SKIPS=1', () => {
    const { status, stderr } = run('missing', '1');
    expect(stderr).toContain('*** did not run: 1 in missing.test.js');
    expect(status).toBe(0);
  });

  it('fails nothing once its tool is there', () => {
    expect(run('there')).toMatchObject({ status: 0, stdout: '2 passed, 0 failed\n' });
  });
});
