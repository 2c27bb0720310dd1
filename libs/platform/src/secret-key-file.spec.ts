import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readOrMakeSecretKey } from './secret-key-file.js';

describe('readOrMakeSecretKey', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'homeward-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a key for its owner alone, and gives the same one from then on', () => {
    const made = readOrMakeSecretKey(join(folder, 'data'));
    expect(Buffer.from(made, 'base64')).toHaveLength(32);
    expect(statSync(join(folder, 'data', 'secret-key')).mode & 0o777).toBe(0o600);
    expect(readOrMakeSecretKey(join(folder, 'data'))).toBe(made);
  });

  it('refuses a file that holds something else, without saying what', () => {
    writeFileSync(join(folder, 'secret-key'), 'half a key');
    expect(() => readOrMakeSecretKey(folder)).toThrow(/is damaged/);
    expect(() => readOrMakeSecretKey(folder)).not.toThrow(/half/);
  });
});
