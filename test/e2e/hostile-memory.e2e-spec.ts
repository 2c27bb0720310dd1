import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { bombs, tricks } from '../builders/hostile-files.js';

/**
 * Reads one file in a process of its own and says by how much that grew at most, in MiB, and how many seconds of
 * a processor it took: unlike time on the clock these do not depend on what else the machine does.
 */
const reader = `
import { readFileSync, writeFileSync } from 'node:fs';
import { parseReturn } from '#submissions';
const [, file] = process.argv;
const header = 'provider_ref\\n' + 'T1\\n'.repeat(1000);
await parseReturn(Buffer.from(header), null);
const bytes = readFileSync(file);
let isLinux = true;
// From here on Linux counts the most anew.
try { writeFileSync('/proc/self/clear_refs', '5'); } catch { isLinux = false; }
const before = process.memoryUsage().rss;
let most = before;
const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5);
const began = process.cpuUsage();
const said = await parseReturn(bytes, null).then(({ rows }) => rows.length + ' rows', ({ reason, message }) => reason + ': ' + message);
const { user, system } = process.cpuUsage(began);
clearInterval(watch);
const peak = isLinux ? Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024 : 0;
process.stdout.write(JSON.stringify({ said, seconds: (user + system) / 1e6, grown: (Math.max(most, peak, process.memoryUsage().rss) - before) / 1024 / 1024 }));
`;

interface Reading {
  readonly said: string;
  readonly grown: number;
  readonly seconds: number;
}

/** The largest honest return takes several times as long. */
const MOST_SECONDS = 2;

describe('a return made to fill the memory', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-hostile-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([...bombs, ...tricks])('is refused in bounded memory and time: $name', async ({ make, said, megabytes }) => {
    const file = join(folder, 'return');
    writeFileSync(file, make());
    const args = ['--input-type=module', '-e', reader, file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: projectPath('.') });
    const answer = JSON.parse(stdout) as Reading;
    expect(answer.said).toMatch(said);
    expect(answer.grown).toBeLessThan(megabytes);
    expect(answer.seconds).toBeLessThan(MOST_SECONDS);
  });
});
