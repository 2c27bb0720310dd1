import { describe, expect, it } from '@jest/globals';
import { aMoment } from '../../../../test/builders/index.js';
import { isSameAbsence } from './same-absence.js';

const absence = (missing: string, returned: string | null) => ({
  missingAt: aMoment(missing),
  returnedAt: returned === null ? null : aMoment(returned),
});
const evening = absence('2025-10-10T18:00:00Z', '2025-10-10T22:00:00Z');

describe('isSameAbsence', () => {
  it.each([
    ['within it', '2025-10-10T19:00:00Z', '2025-10-10T20:00:00Z', 'yes'],
    ['two hours after it', '2025-10-11T00:00:00Z', '2025-10-11T05:00:00Z', 'yes'],
    ['two hours and a second after it', '2025-10-11T00:00:01Z', '2025-10-11T05:00:00Z', 'no'],
    ['two hours before it', '2025-10-10T10:00:00Z', '2025-10-10T16:00:00Z', 'yes'],
    ['two hours and a second before it', '2025-10-10T10:00:00Z', '2025-10-10T15:59:59Z', 'no'],
    ['on its day, the times not known', '10/10/2025', '10/10/2025', 'yes'],
    ['on the day after, the times not known', '11/10/2025', '11/10/2025', 'yes'],
    ['two days after, the times not known', '12/10/2025', '12/10/2025', 'no'],
    ['within it, the return not known', '2025-10-10T19:00:00Z', null, 'yes'],
    ['before it, the return not known', '2025-10-09T19:00:00Z', null, 'perhaps'],
    ['after it, the return not known', '2025-10-12T19:00:00Z', null, 'no'],
  ])('of an absence %s says so', (_words, missing, returned, is) => {
    expect(isSameAbsence(evening, absence(missing, returned))).toBe(is);
    expect(isSameAbsence(absence(missing, returned), evening)).toBe(is);
  });

  it('takes two of which no return is known for one only where they began together', () => {
    const open = absence('2025-10-10T18:00:00Z', null);
    expect(isSameAbsence(open, absence('2025-10-10T20:00:00Z', null))).toBe('yes');
    expect(isSameAbsence(open, absence('2025-10-10T20:00:01Z', null))).toBe('perhaps');
  });
});
