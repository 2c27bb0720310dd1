import { describe, expect, it } from '@jest/globals';
import { faultForLog } from './fault-for-log.js';

describe('faultForLog', () => {
  it('names the error and its code, and never what it quotes', () => {
    const error = Object.assign(new TypeError('invalid input: "Testa Ashgrove-Sample"'), { code: '22P02' });
    expect(faultForLog(error)).toEqual({ fault: 'TypeError', code: '22P02' });
  });

  it.each([
    ['a text', 'Testa'],
    ['nothing', null],
    ['a number as code', { code: 7 }],
  ])('says little of %s', (_name, error) => {
    expect(faultForLog(error)).toEqual({ fault: 'unknown' });
  });
});
