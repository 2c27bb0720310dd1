import { describe, expect, it } from '@jest/globals';
import { aMoment } from '../../../../test/builders/index.js';
import { parseDay } from '../time/index.js';
import { ageAtStart, ageOn } from './index.js';

describe('ageOn', () => {
  it.each([
    ['2010-03-14', '2025-03-13', 14],
    ['2010-03-14', '2025-03-14', 15],
    ['2010-03-14', '2025-03-15', 15],
    ['2010-12-31', '2025-01-01', 14],
    ['2010-03-14', '2010-03-14', 0],
    ['2010-03-14', '2010-03-13', -1],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2024-02-28', 15],
    ['2008-02-29', '2024-02-29', 16],
  ])('of a child born on %s on %s is %d', (born, day, age) => expect(ageOn(parseDay(born), parseDay(day))).toBe(age));
});

describe('ageAtStart', () => {
  it.each([
    ['14/03/2025 00:00', 15],
    ['13/03/2025 23:59', 14],
    ['14/03/2025', 15],
    ['2025-03-13T23:59:59Z', 14],
  ])('of a child born on 14 March 2010 who left at %s is %d', (missingAt, age) =>
    expect(ageAtStart(parseDay('2010-03-14'), aMoment(missingAt))).toBe(age),
  );

  it('goes by the day in London', () => {
    expect(ageAtStart(parseDay('2010-07-14'), aMoment('2025-07-13T23:00:00Z'))).toBe(15);
  });
});
