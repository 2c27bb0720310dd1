import { describe, expect, it } from '@jest/globals';
import type { NamedWorklistItem } from '#casework';
import { parseInstant } from '#domain/time';
import { showTimeLeft } from './time-words.js';
import { presentWorklist } from './worklist.presenter.js';

const at = parseInstant('2025-11-03T09:00:00Z');

function anItem(facts: Partial<NamedWorklistItem> = {}): NamedWorklistItem {
  return {
    episodeId: 'e1',
    kind: 'interview',
    dueAt: parseInstant('2025-11-03T15:20:00Z'),
    state: 'not_yet_due',
    isOpen: true,
    minutesLeft: 380,
    offer: 'none',
    isBooked: false,
    isUnreferred: false,
    missingAt: parseInstant('2025-10-30T09:00:00Z'),
    ref: 'H016',
    providerCode: 'HARBOUR',
    child: 'S1012',
    childId: 'c1',
    ...facts,
  };
}

describe('showTimeLeft', () => {
  it.each([
    [380, '6 h 20 min left'],
    [0, '0 h 0 min left'],
    [-1, 'overdue by 0 h 1 min'],
    [-4319, 'overdue by 71 h 59 min'],
    [-4320, 'overdue by 3 days 0 h'],
    [-20_159, 'overdue by 13 days 23 h'],
    [-20_160, 'overdue by 14 days'],
    [null, ''],
  ])('says of %p minutes: %s', (minutes, words) => {
    expect(showTimeLeft(minutes)).toBe(words);
  });
});

describe('presentWorklist', () => {
  it('names the day and the state of what is due', () => {
    const [, due] = presentWorklist({ at, items: [anItem()], restrictedCount: null }, 'Sutton', false).sections;
    expect(due?.rows).toEqual([
      {
        child: 'S1012',
        href: '/children/c1',
        ref: 'H016',
        provider: 'HARBOUR',
        what: 'Return home interview',
        when: 'Monday 3 November 2025, 15:20',
        length: '6 h 20 min left',
        state: 'Not offered yet',
        colour: 'red',
      },
    ]);
  });

  it('counts as overdue from the first minute after the due time', () => {
    const items = [anItem({ minutesLeft: 0 }), anItem({ minutesLeft: -1, state: 'missed' })];
    expect(
      presentWorklist({ at, items, restrictedCount: null }, 'Sutton', false).counts.map(({ count }) => count),
    ).toEqual([1, 1, 0]);
  });

  it('says for how long a child has been missing', () => {
    const items = [anItem({ kind: 'missing', state: 'missing', dueAt: null, minutesLeft: null, offer: null })];
    const missing = presentWorklist({ at, items, restrictedCount: null }, 'Sutton', false).sections[2];
    expect(missing?.rows[0]?.length).toBe('4 days 0 h');
  });

  it('keeps what is settled apart until it is asked for', () => {
    const items = [anItem({ isOpen: false, state: 'in_time', minutesLeft: null, offer: 'in_time' })];
    const worklist = { at, items, restrictedCount: 0 };
    const hidden = presentWorklist(worklist, 'Sutton', false);
    expect(hidden).toMatchObject({ isEmpty: true, settledCount: 1 });
    expect(hidden.sections).toHaveLength(3);
    expect(presentWorklist(worklist, 'Sutton', true).sections[3]?.rows[0]?.state).toBe('Held in time');
  });

  it.each([
    [null, ''],
    [0, ''],
    [1, '1 case, and 1 further one in a restricted record that you are not admitted to.'],
    [2, '1 case, and 2 further ones in restricted records that you are not admitted to.'],
  ])('says of %p open cases in restricted records: %s', (restrictedCount, words) => {
    expect(presentWorklist({ at, items: [anItem()], restrictedCount }, 'Sutton', false).restricted).toBe(words);
  });
});
