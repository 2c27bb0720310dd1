import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { interviewWithoutOffer } from './pr-107-interview-without-offer.js';

const check = (cells: Cells) => interviewWithoutOffer.check(aReadRow(cells).values, aRowContext());
const interview_at = '12/10/2025 10:00';

describe('interviewWithoutOffer', () => {
  it.each<Cells>([
    { interview_at },
    { interview_at, offered_at: '-' },
    { interview_at, offered_at: '11/10/2025', offered_to: 'carer' },
    { interview_at, attempts: '11/10/2025=text=no_response' },
  ])('warns of %p', (cells) => expect(check(cells)).toMatchObject([{ column: 'offered_at' }]));

  it.each<Cells>([
    {},
    { interview_at: '-' },
    { interview_at, offered_at: '11/10/2025' },
    { interview_at, offered_at: '11/10/2025', offered_to: 'both' },
    { interview_at, attempts: '11/10/2025=text=no_response;11/10/2025=visit=accepted' },
  ])('has nothing to say of %p', (cells) => expect(check(cells)).toEqual([]));
});
