import { describe, expect, it } from '@jest/globals';
import { commonPasswords } from './common-passwords.js';
import { checkNewPassword, hashPassword, isPassword } from './passwords.js';

describe('checkNewPassword', () => {
  it.each([
    ['eleven char', 'too-short'],
    ['twelve chars', null],
    ['x'.repeat(128), null],
    ['x'.repeat(129), 'too-long'],
    // Characters are counted, not the bytes or halves that they are stored in.
    ['😀'.repeat(11), 'too-short'],
    ['😀'.repeat(12), null],
    ['Qwerty123456', 'common'],
    ['Ann@Council.Example', 'is-name'],
  ])('says of %j: %s', (password, fault) => {
    expect(checkNewPassword(password, 'ann@council.example')).toBe(fault);
  });

  it('ships common passwords only that are long enough to be refused by the list', () => {
    expect([...commonPasswords].filter((each) => each.length < 12 || each !== each.toLowerCase())).toEqual([]);
  });
});

describe('isPassword', () => {
  it('knows a password however its characters are put together', async () => {
    const composed = 'caf\u00e9 au lait et cr\u00e8me';
    const hash = await hashPassword(composed);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword(composed.normalize('NFD'), hash)).toBe(true);
    expect(await isPassword('cafe au lait et creme', hash)).toBe(false);
  });

  it('is never right without a hash, not even for the words that stand in for one', async () => {
    expect(await isPassword('nobody has this password', null)).toBe(false);
  });

  it('does not take what is longer than a password can be', async () => {
    const long = 'x'.repeat(129);
    expect(await isPassword(long, await hashPassword(long))).toBe(false);
  });
});
