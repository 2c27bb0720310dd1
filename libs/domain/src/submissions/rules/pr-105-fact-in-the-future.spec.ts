import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { factInTheFuture } from './pr-105-fact-in-the-future.js';

const columnsOf = (cells: Cells) =>
  factInTheFuture.check(aReadRow(cells).values, aRowContext()).map(({ column }) => column);
const facts = [
  'missing_at',
  'reported_at',
  'found_at',
  'returned_at',
  'referred_at',
  'acknowledged_at',
  'offered_at',
  'interview_at',
  'interview_ended_at',
  'safeguarding_alert_at',
  'form_returned_at',
  'plan_informed_at',
];

describe('factInTheFuture, at 9:00 on 3 November 2025', () => {
  it.each(facts)('holds a %s that lies ahead', (column) => {
    expect(columnsOf({ [column]: '03/11/2025 09:01' })).toEqual([column]);
    expect(columnsOf({ [column]: '04/11/2025' })).toEqual([column]);
  });

  it.each(facts)('takes a %s of now, or of today at an unknown time', (column) => {
    expect(columnsOf({ [column]: '03/11/2025 09:00' })).toEqual([]);
    expect(columnsOf({ [column]: '03/11/2025' })).toEqual([]);
  });

  it('holds attempts of which one lies ahead', () => {
    expect(columnsOf({ attempts: '02/11/2025=text=no_response;03/11/2025 09:01=visit=accepted' })).toEqual([
      'attempts',
    ]);
    expect(columnsOf({ attempts: '02/11/2025=text=no_response;03/11/2025 09:00=visit=accepted' })).toEqual([]);
  });

  it('takes a booking that lies ahead, and what was cleared', () => {
    expect(columnsOf({ booked_for: '04/11/2025 10:00', returned_at: '-', attempts: '-' })).toEqual([]);
  });

  it('names every fact that lies ahead', () => {
    expect(columnsOf({ missing_at: '04/11/2025', returned_at: '05/11/2025' })).toEqual(['missing_at', 'returned_at']);
  });
});
