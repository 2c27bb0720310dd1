import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext, anAmendContext, soundValues } from '../../../../test/builders/index.js';
import type { Cells } from '../../../../test/builders/index.js';
import { amendCase, checkAmended, checkRow, isSound } from './index.js';

const codesOf = (cells: Cells) => checkRow(aReadRow(cells), aRowContext()).map(({ code }) => code);

describe('checkRow', () => {
  it('finds nothing wrong with a sound row', () => expect(codesOf({ returned_at: '11/10/2025 08:00' })).toEqual([]));

  it('collects what every rule finds, in the order of the codes, with the row and its reference', () => {
    const cells = {
      child_id: '',
      returned_at: '09/10/2025',
      interview_at: '08/10/2025',
      independent: 'N',
      date_of_birth: '14/03/1999',
    };
    expect(codesOf(cells)).toEqual(['PR-101', 'PR-102', 'PR-103', 'PR-106', 'PR-107', 'PR-110', 'PR-111', 'PR-130']);
    expect(checkRow(aReadRow(cells), aRowContext())[0]).toMatchObject({ code: 'PR-101', row: 2, ref: 'H001' });
  });

  const held = { returned_at: '11/10/2025', push_factors: 'PU01' };

  it.each<[string, Cells]>([
    ['a child ID', { child_id: 'x'.repeat(41) }],
    ['an interview', { interview_at: '31/09/2025', push_factors: 'PU01' }],
    ['an offer', { offered_at: '31/09/2025', offered_to: 'child', interview_at: '12/10/2025', ...held }],
    ['to whom it was offered', { offered_at: '11/10/2025', offered_to: 'the child' }],
    ['attempts', { attempts: 'twice', interview_at: '12/10/2025', ...held }],
  ])('does not call blank what is given but cannot be read: %s', (_words, cells) => expect(codesOf(cells)).toEqual([]));
});

describe('checkAmended', () => {
  const known = { returned_at: '11/10/2025 08:00', interview_at: '12/10/2025 10:00' };

  it.each<[Cells, readonly string[]]>([
    [{}, []],
    [{ missing_at: '11/10/2025 08:00' }, []],
    [{ missing_at: '11/10/2025' }, []],
    [{ missing_at: '11/10/2025 08:01' }, ['PR-101']],
    [{ missing_at: '13/10/2025' }, ['PR-101', 'PR-106']],
    [{ missing_at: '13/10/2025', returned_at: '14/10/2025', interview_at: '-' }, []],
    [{ returned_at: '13/10/2025' }, []],
  ])('holds the row %p to what was said before: %p', (cells, codes) => {
    const context = anAmendContext();
    const record = amendCase(amendCase(null, soundValues(known), context), soundValues(cells), context);
    expect(checkAmended(aReadRow(cells), record).map(({ code }) => code)).toEqual(codes);
  });
});

describe('isSound', () => {
  const finding = { code: 'PR-001', row: 1, ref: null, column: null, message: '' } as const;

  it('lets warnings and information pass, and no error', () => {
    expect(isSound([])).toBe(true);
    expect(
      isSound([
        { ...finding, severity: 'warning' },
        { ...finding, severity: 'info' },
      ]),
    ).toBe(true);
    expect(
      isSound([
        { ...finding, severity: 'info' },
        { ...finding, severity: 'error' },
      ]),
    ).toBe(false);
  });
});
