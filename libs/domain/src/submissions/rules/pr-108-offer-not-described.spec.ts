import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { offerNotDescribed } from './pr-108-offer-not-described.js';

const check = (cells: Cells) => offerNotDescribed.check(aReadRow(cells).values, aRowContext());

describe('offerNotDescribed', () => {
  it.each<[Cells, string]>([
    [{ offered_at: '11/10/2025' }, 'offered_to'],
    [{ offered_at: '11/10/2025', offered_to: '-' }, 'offered_to'],
    [{ offered_to: 'child' }, 'offered_at'],
    [{ offer_outcome: 'declined' }, 'offered_at'],
  ])('warns of %p in %s', (cells, column) => expect(check(cells)).toMatchObject([{ column }]));

  it.each<Cells>([
    {},
    { offered_at: '11/10/2025', offered_to: 'carer' },
    { offered_at: '11/10/2025 10:00', offered_to: 'both', offer_outcome: 'accepted' },
    { offered_at: '-', offered_to: '-', offer_outcome: '-' },
  ])('has nothing to say of %p', (cells) => expect(check(cells)).toEqual([]));
});
