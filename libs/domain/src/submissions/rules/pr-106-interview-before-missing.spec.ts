import { describe, expect, it } from '@jest/globals';
import { aReadRow } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { interviewBeforeMissing } from './pr-106-interview-before-missing.js';

const severityOf = (cells: Cells) =>
  interviewBeforeMissing
    .check(aReadRow({ returned_at: '12/10/2025 08:00', ...cells }).values)
    .map(({ severity, column }) => `${severity} ${column}`);

describe('interviewBeforeMissing, of a child gone on 10 October at 20:00 and back on the 12th at 8:00', () => {
  it.each([
    ['10/10/2025 19:59', ['error interview_at']],
    ['09/10/2025', ['error interview_at']],
    ['10/10/2025 20:00', ['warning interview_at']],
    ['10/10/2025', ['warning interview_at']],
    ['12/10/2025 07:59', ['warning interview_at']],
    ['12/10/2025 08:00', []],
    ['12/10/2025', []],
    ['', []],
    ['-', []],
  ])('finds of an interview at "%s" %p', (interview_at, found) => expect(severityOf({ interview_at })).toEqual(found));

  it('does not ask about the return where its time, or the return, is not known', () => {
    expect(severityOf({ returned_at: '12/10/2025', interview_at: '12/10/2025 00:00' })).toEqual([]);
    expect(severityOf({ returned_at: '', interview_at: '11/10/2025' })).toEqual([]);
  });
});
