import { describe, expect, it } from '@jest/globals';
import { hashSecret, keyedHash, newKeySecret, newSecret } from './secrets.js';

describe('secrets', () => {
  it('makes each of 256 random bits', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => newSecret())).size).toBe(1_000);
    expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
  });

  it('makes those of keys of figures and letters alone, so that no part of one reads as an option of a command', () => {
    const secrets = Array.from({ length: 1_000 }, () => newKeySecret());
    expect(secrets.every((secret) => /^[0-9a-f]{64}$/.test(secret))).toBe(true);
    expect(new Set(secrets).size).toBe(1_000);
  });

  it('keeps of a secret what does not show it', () => {
    expect(hashSecret('invented').toString('hex')).not.toContain('invented');
    expect(hashSecret('invented')).toStrictEqual(hashSecret('invented'));
  });

  it('hashes guessable words so that another key gives another hash', () => {
    expect(keyedHash(Buffer.from('one'), 'words')).not.toStrictEqual(keyedHash(Buffer.from('two'), 'words'));
  });
});
