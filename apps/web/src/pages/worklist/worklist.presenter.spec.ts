import { describe, expect, it } from '@jest/globals';
import type { NamedWorklist, NamedWorklistItem } from '#casework';
import { parseInstant } from '#domain/time';
import { aNotification } from '../../../../../test/builders/a-notification.js';
import { showArranging, showTimeLeft } from './time-words.js';
import { presentWorklist } from './worklist.presenter.js';

const at = parseInstant('2025-11-03T09:00:00Z');
const all = { waits: null, group: null } as const;
const how = { council: 'Sutton', showsSettled: false, mayLink: true, filter: all };

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
    arranging: null,
    group: 'home',
    steps: [],
    waitsFor: ['provider'],
    ref: 'H016',
    providerCode: 'HARBOUR',
    child: 'S1012',
    childId: 'c1',
    ...facts,
  };
}

function aWorklist(facts: Partial<NamedWorklist>): NamedWorklist {
  return { at, items: [], hasSteps: true, unrecorded: [], restrictedCount: null, ...facts };
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

describe('showArranging', () => {
  it.each([
    [{ minutes: 380, isOver: true }, '6 h 20 min lost to arranging'],
    [{ minutes: 5, isOver: false }, '0 h 5 min lost to arranging so far'],
    [null, ''],
  ])('says of %p: %s', (arranging, words) => {
    expect(showArranging(arranging)).toBe(words);
  });
});

describe('presentWorklist', () => {
  it('names the day and the state of what is due', () => {
    const [, due] = presentWorklist(aWorklist({ items: [anItem()] }), how).sections;
    expect(due?.rows).toEqual([
      {
        child: 'S1012',
        href: '/children/c1',
        ref: 'H016',
        provider: 'HARBOUR',
        what: 'Return home interview',
        arranging: '',
        steps: [],
        when: 'Monday 3 November 2025, 15:20',
        length: '6 h 20 min left',
        state: 'Not offered yet',
        colour: 'red',
      },
    ]);
  });

  it('counts as overdue from the first minute after the due time', () => {
    const items = [anItem({ minutesLeft: 0 }), anItem({ minutesLeft: -1, state: 'missed' })];
    expect(presentWorklist(aWorklist({ items }), how).counts.map(({ count }) => count)).toEqual([1, 1, 0]);
  });

  it('says for how long a child has been missing', () => {
    const items = [anItem({ kind: 'missing', state: 'missing', dueAt: null, minutesLeft: null, offer: null })];
    const missing = presentWorklist(aWorklist({ items }), how).sections[2];
    expect(missing?.rows[0]?.length).toBe('4 days 0 h');
  });

  it('lists what is left to do after an interview by its next step, and not as settled', () => {
    const form = {
      kind: 'form',
      dueAt: parseInstant('2025-11-03T12:00:00Z'),
      minutesLeft: 180,
      takenBy: 'provider',
    } as const;
    const items = [anItem({ isOpen: false, state: 'in_time', minutesLeft: null, offer: 'in_time', steps: [form] })];
    const { counts, isEmpty, sections, settledCount } = presentWorklist(aWorklist({ items, restrictedCount: 0 }), how);
    expect([counts.at(-1), isEmpty, settledCount]).toEqual([
      { count: 1, label: 'after the interview', href: '#after' },
      false,
      0,
    ]);
    expect(sections.at(-1)?.rows).toMatchObject([
      { what: 'Interview form (Provider)', when: 'Monday 3 November 2025, 12:00', length: '3 h 0 min left', steps: [] },
    ]);
  });

  it('is narrowed to whose move it is and to a group of children, and then counts no restricted records', () => {
    const items = [
      anItem(),
      anItem({ child: 'S2', waitsFor: ['team', 'provider'] }),
      anItem({ child: 'S3', waitsFor: ['team'], group: 'care_leaver' }),
    ];
    const worklist = aWorklist({ items, restrictedCount: 2 });
    const shown = (filter: typeof how.filter | { readonly waits: 'team'; readonly group: 'home' | null }) =>
      presentWorklist(worklist, { ...how, filter }).sections[1]?.rows.map(({ child }) => child);
    expect(shown(all)).toEqual(['S1012', 'S2', 'S3']);
    expect(shown({ waits: 'team', group: null })).toEqual(['S2', 'S3']);
    expect(shown({ waits: 'team', group: 'home' })).toEqual(['S2']);
    const narrowed = presentWorklist(worklist, { ...how, filter: { waits: 'team', group: 'home' } });
    expect(narrowed.restricted).toBe('');
    expect(narrowed.filter).toMatchObject({
      isFiltered: true,
      withSettled: '/worklist?waits=team&group=home&show=settled#settled',
      withoutSettled: '/worklist?waits=team&group=home',
    });
  });

  it('is not narrowed to a move, and does not offer it, where nobody’s move is told', () => {
    const worklist = aWorklist({ items: [anItem(), anItem({ waitsFor: ['team'] })], hasSteps: false });
    const { filter, sections } = presentWorklist(worklist, { ...how, filter: { waits: 'team', group: 'home' } });
    expect(sections[1]?.rows).toHaveLength(2);
    expect(filter).toMatchObject({ waits: null, isFiltered: true, withoutSettled: '/worklist?group=home' });
    expect(presentWorklist(worklist, { ...how, filter: { waits: 'team', group: null } }).filter.isFiltered).toBe(false);
  });

  it('keeps what is settled apart until it is asked for', () => {
    const items = [anItem({ isOpen: false, state: 'in_time', minutesLeft: null, offer: 'in_time' })];
    const worklist = aWorklist({ items, restrictedCount: 0 });
    const hidden = presentWorklist(worklist, how);
    expect(hidden).toMatchObject({ isEmpty: true, settledCount: 1 });
    expect(hidden.sections).toHaveLength(3);
    expect(presentWorklist(worklist, { ...how, showsSettled: true }).sections[3]?.rows[0]?.state).toBe('Held in time');
  });

  it('is headed by whoever is back and stands on no record, and leads to what was notified', () => {
    const returnedAt = { at: parseInstant('2025-10-31T08:00:00Z'), timeKnown: true };
    const missingAt = { at: parseInstant('2025-10-30T20:00:00Z'), timeKnown: true };
    const notified = { id: 'n1', source: 'police', reference: 'P-1' } as const;
    const unrecorded = [
      {
        ...{ childId: 'c1', child: 'S1012', missingAt, returnedAt, episode: null },
        notifications: [aNotification(notified)],
      },
    ];
    const worklist = aWorklist({ items: [anItem({ isUnreferred: true })], unrecorded });
    const { counts, isEmpty, sections } = presentWorklist(worklist, how);
    expect([counts[0], isEmpty, sections[0]?.title]).toEqual([
      { count: 1, label: 'on no record', href: '#unrecorded' },
      false,
      'Back, and on no record',
    ]);
    expect(sections[0]?.rows).toEqual([
      {
        child: 'S1012',
        href: '/reconciliation/notifications/n1',
        ref: 'Police P-1',
        provider: 'nobody asked',
        what: 'Record the episode and refer it',
        arranging: '',
        steps: [],
        when: 'Monday 3 November 2025, 08:00',
        length: 'overdue by 1 h 0 min',
        state: 'Not on record',
        colour: 'red',
      },
    ]);
    const seen = presentWorklist(worklist, { ...how, mayLink: false }).sections[0];
    expect(seen?.rows[0]?.href).toBe('/children/c1');
  });

  it.each([
    [null, ''],
    [0, ''],
    [1, '1 case, and 1 further one in a restricted record that you are not admitted to.'],
    [2, '1 case, and 2 further ones in restricted records that you are not admitted to.'],
  ])('says of %p open cases in restricted records: %s', (restrictedCount, words) => {
    expect(presentWorklist(aWorklist({ items: [anItem()], restrictedCount }), how).restricted).toBe(words);
  });
});
