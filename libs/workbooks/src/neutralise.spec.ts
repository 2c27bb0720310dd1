import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { neutralised, restored } from './neutralise.js';

describe('neutralised', () => {
  it.each(['=1+1', '+44 20', '-5', '@SUM', '\t=x', '\r=x', ' =1', "'=1"])('keeps %j from being evaluated', (text) =>
    expect(neutralised(text)).toBe(`'${text}`),
  );

  it.each(['', '-', 'a=1', "'tis", '12/10/2025'])('leaves %j as it is', (text) => expect(neutralised(text)).toBe(text));

  it('is taken back exactly, whatever the text', () => {
    const odd = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', ' ', 'a') });
    fc.assert(
      fc.property(fc.oneof(odd, fc.string({ unit: 'binary' })), (text) => {
        expect(restored(neutralised(text))).toBe(text);
        expect(neutralised(text)).not.toMatch(/^\s*[=+@]/);
      }),
    );
  });
});
