import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { SecretKey } from './secret-key.js';
import { keyedHash } from './secrets.js';

const key = new SecretKey(Buffer.alloc(32, 1).toString('base64'));
const other = new SecretKey(Buffer.alloc(32, 2).toString('base64'));

describe('SecretKey', () => {
  it('opens what it sealed, for the same purpose only', () => {
    const sealed = key.seal('Ångström', 'totp of one');
    expect(key.open(sealed, 'totp of one')).toBe('Ångström');
    expect(() => key.open(sealed, 'totp of another')).toThrow();
    expect(() => other.open(sealed, 'totp of one')).toThrow();
  });

  it('seals the same text differently each time', () => {
    expect(key.seal('same', 'x').equals(key.seal('same', 'x'))).toBe(false);
  });

  it('notices any byte that was changed, and anything that was cut off', () => {
    const sealed = key.seal('secret', 'x');
    for (const index of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => key.open(changed, 'x')).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => key.open(sealed.subarray(0, length), 'x')).toThrow();
  });

  it('hashes by key and by purpose', () => {
    expect(key.hash('name', 'a')).toEqual(key.hash('name', 'a'));
    expect(key.hash('name', 'a')).not.toEqual(key.hash('name', 'b'));
    expect(key.hash('name', 'a')).not.toEqual(other.hash('name', 'a'));
  });

  it('gives a key of its own for each purpose, the same each time, and none that it uses itself', () => {
    expect(key.keyOf('a')).toEqual(key.keyOf('a'));
    expect(key.keyOf('a')).toHaveLength(32);
    expect(key.keyOf('a')).not.toEqual(key.keyOf('b'));
    expect(key.keyOf('a')).not.toEqual(other.keyOf('a'));
    expect(keyedHash(key.keyOf('a'), 'name')).not.toEqual(key.hash('name', 'a'));
  });

  it('takes 32 bytes and nothing else', () => {
    for (const bytes of [0, 16, 31, 33]) expect(() => new SecretKey(Buffer.alloc(bytes).toString('base64'))).toThrow();
  });

  it('shows nothing of itself when it is printed', () => {
    expect(`${inspect(key, { showHidden: true })} ${JSON.stringify(key)}`).toBe('SecretKey {} {}');
  });
});
