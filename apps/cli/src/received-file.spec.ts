import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readReceivedFile } from './received-file.js';

const GIGABYTE = 1024 ** 3;

describe('readReceivedFile', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-test-file-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the bytes of a file', async () => {
    const file = join(folder, 'return.csv');
    writeFileSync(file, 'provider_ref\nT1\n');
    expect(Buffer.from(await readReceivedFile(file, 'return')).toString()).toBe('provider_ref\nT1\n');
  });

  it('reads nothing of a gigabyte', async () => {
    const file = join(folder, 'large.csv');
    writeFileSync(file, 'provider_ref\n');
    truncateSync(file, GIGABYTE);
    const before = process.memoryUsage().rss;
    await expect(readReceivedFile(file, 'return')).rejects.toThrow(
      `${file}: the file is far larger than the 20 MB that a return may have; send it in parts.`,
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(GIGABYTE / 8);
  });

  it('stops reading what has no end and says no size', async () => {
    await expect(readReceivedFile('/dev/zero', 'list')).rejects.toThrow(
      /far larger than the 20 MB that a list may have/,
    );
  });

  it('says of what cannot be read that it cannot', async () => {
    await expect(readReceivedFile(join(folder, 'not-there'), 'return')).rejects.toThrow(
      /cannot be read; check its name/,
    );
    await expect(readReceivedFile(folder, 'return')).rejects.toThrow(/cannot be read/);
  });
});
