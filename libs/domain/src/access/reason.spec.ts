import { describe, expect, it } from '@jest/globals';
import { decideReason } from './index.js';

describe('decideReason', () => {
  it.each([
    ['', 'reason-too-short'],
    ['123456789', 'reason-too-short'],
    ['  123456789  ', 'reason-too-short'],
    ['x'.repeat(501), 'reason-too-long'],
  ])('refuses %p', (text, because) => {
    expect(decideReason(text)).toEqual({ kind: 'refused', because });
  });

  it.each([
    [' 1234567890 ', '1234567890'],
    ['x'.repeat(500), 'x'.repeat(500)],
  ])('takes %p without the blanks around it', (text, value) => {
    expect(decideReason(text)).toEqual({ kind: 'granted', value });
  });
});
