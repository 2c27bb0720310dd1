import { describe, expect, it } from '@jest/globals';
import { aReadRow } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { interviewBeforeMissing } from './pr-106-interview-before-missing.js';

const columnsOf = (cells: Cells) =>
  interviewBeforeMissing
    .check(aReadRow({ returned_at: '12/10/2025 08:00', ...cells }).values)
    .map(({ column }) => column);

describe('interviewBeforeMissing, of a child gone on 10 October at 20:00 and back on the 12th at 8:00', () => {
  it.each([
    ['10/10/2025 19:59', ['interview_at']],
    ['09/10/2025', ['interview_at']],
    ['10/10/2025 20:00', []],
    ['10/10/2025', []],
    ['12/10/2025 07:59', []],
    ['', []],
    ['-', []],
  ])('finds of an interview at "%s" %p', (interview_at, found) => expect(columnsOf({ interview_at })).toEqual(found));
});
