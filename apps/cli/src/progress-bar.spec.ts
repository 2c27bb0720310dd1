import { describe, expect, it } from '@jest/globals';
import { progressBar, progressLine } from './progress-bar.js';

describe('progressLine', () => {
  it.each([
    [0, 10_000, `[${'-'.repeat(30)}] 0 of 10000 rows`],
    [5_000, 10_000, `[${'#'.repeat(15)}${'-'.repeat(15)}] 5000 of 10000 rows`],
    [9_999, 10_000, `[${'#'.repeat(29)}-] 9999 of 10000 rows`],
    [10_000, 10_000, `[${'#'.repeat(30)}] 10000 of 10000 rows`],
    [0, 0, `[${'#'.repeat(30)}] 0 of 0 rows`],
  ])('says of %i of %i', (done, of, line) => {
    expect(progressLine(done, of)).toBe(line);
  });
});

describe('progressBar', () => {
  const written = (isTTY: boolean | undefined) => {
    let text = '';
    const stream = { write: (more: string) => (text += more), ...(isTTY !== undefined && { isTTY }) };
    const bar = progressBar(stream);
    bar.show(1, 2);
    bar.hide();
    return text;
  };

  it('is written over itself on a terminal, and taken away', () => {
    expect(written(true)).toBe(`\r${progressLine(1, 2)}\r\u001B[K`);
  });

  it.each([undefined, false])('says nothing elsewhere', (isTTY) => {
    expect(written(isTTY)).toBe('');
  });
});
