import { describe, expect, it } from '@jest/globals';
import { presentSetUp } from './set-up.presenter.js';

describe('presentSetUp', () => {
  const { secret, picture } = presentSetUp('name@council.example', 'JBSWY3DPEHPK3PXP');
  const dark = [...picture.darkModules.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)]);

  it('shows the secret in groups of four', () => expect(secret).toBe('JBSW Y3DP EHPK 3PXP'));

  it('draws with squares alone', () => expect(picture.darkModules).toMatch(/^(M\d+ \d+h1v1h-1z)+$/));

  it('leaves a margin of two modules on every side', () => {
    const places = dark.flat();
    expect([Math.min(...places), Math.max(...places)]).toEqual([2, picture.size - 3]);
  });

  it('has the marks in three corners by which a camera finds a code', () => {
    const isDark = (x: number, y: number) => dark.some(([atX, atY]) => atX === x && atY === y);
    const ring = [0, 1, 2, 3, 4, 5, 6];
    const far = picture.size - 9;
    for (const [left, top] of [
      [2, 2],
      [far, 2],
      [2, far],
    ] as const)
      expect(ring.every((step) => isDark(left + step, top) && isDark(left, top + step))).toBe(true);
  });
});
