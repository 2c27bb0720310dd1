import { describe, expect, it } from '@jest/globals';
import { aMoment } from '../../../../test/builders/index.js';
import { compareMoments, dayOf, isSurelyAfter, spanOf } from './index.js';

describe('spanOf', () => {
  it.each([
    ['25/10/2025', 24],
    ['26/10/2025', 25],
    ['30/03/2025', 23],
  ])('of %s without a time is the whole day of %d hours', (day, hours) => {
    const span = spanOf(aMoment(day));
    if (span.exact) throw new Error('A day without a time is no exact moment.');
    expect(span.from.until(span.before).total('hours')).toBe(hours);
  });

  it('of a known time is that instant', () => {
    expect(spanOf(aMoment('25/10/2025 10:00'))).toMatchObject({ exact: true });
  });
});

describe('dayOf', () => {
  it.each(['26/10/2025', '26/10/2025 00:00', '26/10/2025 23:59', '2025-10-25T23:30:00Z'])(
    'of %s is that day',
    (text) => {
      expect(dayOf(aMoment(text)).toString()).toBe('2025-10-26');
    },
  );
});

describe('isSurelyAfter', () => {
  it.each([
    ['02/10/2025 10:01', '02/10/2025 10:00', true],
    ['02/10/2025 10:00', '02/10/2025 10:00', false],
    ['02/10/2025 09:59', '02/10/2025 10:00', false],
    ['02/10/2025', '02/10/2025', false],
    ['02/10/2025', '02/10/2025 00:00', false],
    ['02/10/2025', '02/10/2025 23:59', false],
    ['02/10/2025 23:59', '02/10/2025', false],
    ['03/10/2025 00:00', '02/10/2025', true],
    ['03/10/2025', '02/10/2025', true],
    ['03/10/2025', '02/10/2025 23:59', true],
    ['03/10/2025', '03/10/2025 00:00', false],
    ['02/10/2025', '03/10/2025', false],
  ])('of %s after %s is %p', (left, right, expected) =>
    expect(isSurelyAfter(aMoment(left), aMoment(right))).toBe(expected),
  );
});

describe('compareMoments', () => {
  it('orders by the earliest that a moment can have been', () => {
    const written = ['03/10/2025', '02/10/2025 10:00', '02/10/2025', '01/10/2025 23:59'];
    expect(written.map(aMoment).sort(compareMoments)).toEqual(written.toReversed().map(aMoment));
  });
});
