import { describe, expect, it } from '@jest/globals';
import { aMoment, aReadRow } from '../../../../test/builders/index.js';

function read(cell: string) {
  const { values, findings } = aReadRow({ attempts: cell });
  return { attempts: values.attempts, codes: findings.map(({ code }) => code) };
}

describe('attempts', () => {
  it('are read in the order given, with method and result where they are given', () => {
    expect(
      read('12/10/2025 10:00=telephone=no response; 13/10/2025=visit=Declined;14/10/2025 09:00=text;15/10/2025;'),
    ).toEqual({
      codes: [],
      attempts: [
        { at: aMoment('12/10/2025 10:00'), method: 'telephone', outcome: 'no_response' },
        { at: aMoment('13/10/2025'), method: 'visit', outcome: 'declined' },
        { at: aMoment('14/10/2025 09:00'), method: 'text', outcome: null },
        { at: aMoment('15/10/2025'), method: null, outcome: null },
      ],
    });
  });

  it('may leave out the method', () => {
    expect(read('12/10/2025 10:00==accepted').attempts).toEqual([
      { at: aMoment('12/10/2025 10:00'), method: null, outcome: 'accepted' },
    ]);
  });

  it('may be given with an offset', () => {
    expect(read('2025-10-12T10:00:00+01:00=text=').attempts).toMatchObject([{ at: aMoment('12/10/2025 10:00') }]);
  });

  it.each([
    ['12/10/2025 10:00=text=perhaps', ['PR-037']],
    ['yesterday=text=accepted', ['PR-020']],
    ['=text=accepted', ['PR-020']],
    ['31/09/2025=text=perhaps', ['PR-021', 'PR-037']],
    ['12/10/2025=text=accepted;30/03/2025 01:30', ['PR-022']],
  ])('are held as a whole when one is faulty: %s', (cell, codes) =>
    expect(read(cell)).toEqual({ attempts: undefined, codes }),
  );

  it('are taken with a warning in the doubled hour', () => {
    expect(read('26/10/2025 01:30=text=accepted')).toMatchObject({ codes: ['PR-023'], attempts: [{ method: 'text' }] });
  });
});
