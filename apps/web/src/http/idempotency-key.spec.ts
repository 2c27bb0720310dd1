import { describe, expect, it } from '@jest/globals';
import { readIdempotencyKey } from './idempotency-key.js';

describe('readIdempotencyKey', () => {
  it.each([
    ['"2f9c0a52-5a6e-4d6c-9e0b-6d1f6d0c8a11"', '2f9c0a52-5a6e-4d6c-9e0b-6d1f6d0c8a11'],
    ['  "a b"  ', 'a b'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    [`"${'k'.repeat(255)}"`, 'k'.repeat(255)],
  ])('reads %s', (header, key) => {
    expect(readIdempotencyKey(header)).toBe(key);
  });

  it.each(['', '""', 'abc', '"abc', 'abc"', '"a"b"', '"a\\b"', '"a", "b"', '"é"', '"a\tb"', `"${'k'.repeat(256)}"`])(
    'does not take %s',
    (header) => {
      expect(readIdempotencyKey(header)).toBeNull();
    },
  );
});
