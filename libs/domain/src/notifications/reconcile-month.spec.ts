import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { anInstant } from '../../../../test/builders/index.js';
import { exactly, plusHours } from '../time/index.js';
import { foldReports, neverRecorded, reconcileMonth } from './reconcile-month.js';
import type { NotifiedAbsence, RecordedEpisode, RecordedReport } from './reconcile-month.js';

const start = anInstant('2025-10-01T00:00:00Z');
const at = (hour: number) => exactly(plusHours(start, hour));
const month = { from: plusHours(start, 10), to: plusHours(start, 50) };

type Hours = readonly [missing: number, returned: number | null];
const hoursOf = ([missing, returned]: Hours) => ({
  missingAt: at(missing),
  returnedAt: returned === null ? null : at(returned),
});

const episode = (words: Partial<RecordedEpisode> = {}, hours: Hours = [20, 30]): RecordedEpisode => ({
  ...{ id: 'e1', childId: 'c1', isReferred: true, isInReturn: true, isOwed: true },
  ...hoursOf(hours),
  ...words,
});
const notification = (words: Partial<NotifiedAbsence> = {}, hours: Hours = [20, 30]): NotifiedAbsence => ({
  ...{ id: 'n1', childId: 'c1', episodeId: null, doubt: null, isWithoutAction: false },
  ...hoursOf(hours),
  ...words,
});

describe('reconcileMonth', () => {
  it('finds nothing to do where all sides agree', () => {
    const found = reconcileMonth([episode()], [notification({ episodeId: 'e1' })], month);
    expect(found).toEqual({
      ...{ notified: { episodes: 1, children: 1 }, referred: { episodes: 1, children: 1 } },
      ...{ returned: { episodes: 1, children: 1 }, known: { episodes: 1, children: 1 } },
      ...{ neverReferred: [], notOnRecord: [], referredNotReturned: [], returnedNotNotified: [], doubtful: [] },
      withoutAction: [],
    });
  });

  it('says of an episode that nobody was asked, once the child is back and an interview is owed', () => {
    const never = { isReferred: false, isInReturn: false };
    const found = (words: Partial<RecordedEpisode>, hours?: Hours) =>
      reconcileMonth([episode({ ...never, ...words }, hours)], [], month).neverReferred.length;
    expect(found({})).toBe(1);
    expect(found({}, [20, null])).toBe(0);
    expect(found({ isOwed: false })).toBe(0);
    expect(found({ isInReturn: true })).toBe(0);
  });

  it('takes two notifications of one absence for one, and keeps what is doubtful apart', () => {
    const police = notification();
    const carer = notification({ id: 'n2' }, [31, 33]);
    expect(reconcileMonth([], [police, carer], month).neverReferred).toEqual([
      { childId: 'c1', episodeId: null, notificationIds: ['n1', 'n2'] },
    ]);
    const doubted = reconcileMonth(
      [],
      [police, notification({ id: 'n2', doubt: 'several_episodes' }, [31, 33])],
      month,
    );
    expect([doubted.neverReferred, doubted.doubtful]).toEqual([[], ['n2']]);
  });
});

describe('neverRecorded', () => {
  const found = (...told: readonly NotifiedAbsence[]) =>
    neverRecorded(told, at(40).at).map((each) => each.notificationIds);

  it('takes notifications of one absence together, and is silent while the child is not back', () => {
    expect(found(notification(), notification({ id: 'n2' }, [31, null]))).toEqual([['n1', 'n2']]);
    expect(found(notification({}, [20, null]))).toEqual([]);
    expect(found(notification({}, [20, 41]))).toEqual([]);
  });

  it('leaves out what is in doubt', () => {
    expect(found(notification({ doubt: 'several_episodes' }))).toEqual([]);
  });

  it('leaves out what nothing is to be done about, where that was said of every notification of it', () => {
    const settled = notification({ isWithoutAction: true });
    expect(found(settled)).toEqual([]);
    expect(found(settled, notification({ id: 'n2' }))).toEqual([['n1', 'n2']]);
  });
});

/** Small worlds: few children, few hours, so that absences meet, touch and miss one another often. */
const hours = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.option(fc.integer({ min: 0, max: 12 })))
  .map(([from, length]): Hours => [from, length === null ? null : from + length]);
const childId = fc.constantFrom('c1', 'c2', 'c3');
const world = fc
  .tuple(
    fc.array(fc.tuple(hours, childId, fc.boolean(), fc.boolean(), fc.boolean()), { maxLength: 6 }),
    fc.array(fc.tuple(hours, childId, fc.option(fc.nat(5)), fc.boolean(), fc.boolean()), { maxLength: 8 }),
  )
  .map(([drawnEpisodes, drawnNotifications]) => {
    const episodes = drawnEpisodes.map(([when, child, isReferred, isInReturn, isOwed], index) =>
      episode({ id: `e${index}`, childId: child, isReferred, isInReturn, isOwed }, when),
    );
    const notifications = drawnNotifications.map(([when, child, tied, isDoubtful, isSettled], index) => {
      const of = tied === null ? undefined : episodes[tied];
      const doubt = !of && isDoubtful ? ('several_episodes' as const) : null;
      const isWithoutAction = !of && doubt === null && isSettled;
      const tie = { childId: of?.childId ?? child, episodeId: of?.id ?? null };
      return notification({ id: `n${index}`, ...tie, doubt, isWithoutAction }, when);
    });
    return { episodes, notifications };
  });

const hour = ({ at: instant }: { readonly at: { readonly epochMilliseconds: number } }) =>
  (instant.epochMilliseconds - start.epochMilliseconds) / 3_600_000;

/** The same by the plainest of ways: joins any two that touch until nothing changes, and counts hours on fingers. */
function byHand({ episodes, notifications }: { episodes: RecordedEpisode[]; notifications: NotifiedAbsence[] }) {
  const touches = (left: NotifiedAbsence, right: NotifiedAbsence) => {
    const occupied = (each: NotifiedAbsence) => {
      const [from, to] = [hour(each.missingAt), hour(each.returnedAt ?? each.missingAt)];
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    };
    return occupied(left).some((one) => occupied(right).some((other) => Math.abs(one - other) <= 2));
  };
  const loose = notifications.filter(({ episodeId }) => episodeId === null);
  const label = new Map(loose.map(({ id }, index) => [id, index]));
  for (let pass = 0; pass < loose.length; pass++)
    for (const left of loose)
      for (const right of loose)
        if (left.childId === right.childId && touches(left, right)) {
          const least = Math.min(label.get(left.id) ?? 0, label.get(right.id) ?? 0);
          label.set(left.id, least);
          label.set(right.id, least);
        }
  const isIn = (from: number) => from >= 10 && from < 50;
  const groups = [...new Set(label.values())]
    .map((wanted) => loose.filter(({ id }) => label.get(id) === wanted))
    .filter((group) => isIn(Math.min(...group.map(({ missingAt }) => hour(missingAt)))));
  const recorded = episodes.filter(({ missingAt }) => isIn(hour(missingAt)));
  const of = (id: string) => notifications.filter(({ episodeId }) => episodeId === id);
  const isBack = (group: readonly NotifiedAbsence[]) => group.some(({ returnedAt }) => returnedAt !== null);
  const settled = groups.filter((group) => group.every((each) => each.isWithoutAction));
  const sure = groups.filter((group) => !settled.includes(group) && group.every(({ doubt }) => doubt === null));
  const ids = (group: readonly NotifiedAbsence[]) =>
    group
      .map(({ id }) => id)
      .sort()
      .join();
  return {
    known: recorded.length + groups.length,
    notified: recorded.filter(({ id }) => of(id).length > 0).length + groups.length,
    notifiedChildren: new Set([
      ...recorded.filter(({ id }) => of(id).length > 0).map((each) => each.childId),
      ...groups.flatMap((group) => group.map((each) => each.childId)),
    ]).size,
    referred: recorded.filter(({ isReferred }) => isReferred).length,
    returned: recorded.filter(({ isInReturn }) => isInReturn).length,
    neverReferred: [
      ...recorded
        .filter((each) => each.isOwed && !each.isReferred && !each.isInReturn)
        .filter((each) => each.returnedAt !== null || isBack(of(each.id)))
        .map(({ id }) => id),
      ...sure.filter(isBack).map(ids),
    ].sort(),
    withoutAction: settled.map(ids).sort(),
    notOnRecord: sure
      .filter((group) => !isBack(group))
      .map(ids)
      .sort(),
    referredNotReturned: recorded
      .filter((each) => each.isReferred && !each.isInReturn)
      .map(({ id }) => id)
      .sort(),
    returnedNotNotified: recorded
      .filter((each) => each.isInReturn && of(each.id).length === 0)
      .map(({ id }) => id)
      .sort(),
  };
}

describe('reconcileMonth, in any small world', () => {
  it('agrees with counting by hand', () => {
    fc.assert(
      fc.property(world, ({ episodes, notifications }) => {
        const found = reconcileMonth(episodes, notifications, month);
        const keys = (name: Exclude<keyof typeof found, 'notified' | 'referred' | 'returned' | 'known' | 'doubtful'>) =>
          found[name].map(({ episodeId, notificationIds }) => episodeId ?? notificationIds.join()).sort();
        expect({
          known: found.known.episodes,
          notified: found.notified.episodes,
          notifiedChildren: found.notified.children,
          referred: found.referred.episodes,
          returned: found.returned.episodes,
          neverReferred: keys('neverReferred'),
          withoutAction: keys('withoutAction'),
          notOnRecord: keys('notOnRecord'),
          referredNotReturned: keys('referredNotReturned'),
          returnedNotNotified: keys('returnedNotNotified'),
        }).toEqual(byHand({ episodes, notifications }));
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(world, ({ episodes, notifications }) => {
        const { known, notified, referred, returned } = reconcileMonth(episodes, notifications, month);
        const turned = reconcileMonth(episodes.toReversed(), notifications.toReversed(), month);
        expect(turned).toMatchObject({ known, notified, referred, returned });
      }),
    );
  });
});

describe('foldReports', () => {
  const report = (words: Partial<RecordedReport> = {}, hours: Hours = [20, 30]): RecordedReport => ({
    ...{ id: 'e1', childId: 'c1', isReferred: false, isInReturn: false, isOfOthers: false, isDutyOfOthers: false },
    ...hoursOf(hours),
    ...words,
  });
  const second = { id: 'e2', childId: 'c2' };

  it('leaves reports that stand alone as they are', () => {
    expect(foldReports([report(), report(second, [40, 45])], new Map())).toEqual([
      ...[episode({ isReferred: false, isInReturn: false })],
      ...[episode({ ...second, isReferred: false, isInReturn: false }, [40, 45])],
    ]);
  });

  it('counts one absence once, referred and returned where any report of it is', () => {
    const reports = [report({ isReferred: true }), report({ ...second, isInReturn: true }, [22, 28])];
    expect(foldReports(reports, new Map([['e2', 'e1']]))).toEqual([episode({}, [22, 28])]);
    expect(foldReports(reports, new Map([['e1', 'e2']]))).toEqual([episode(second, [22, 28])]);
  });

  it.each([
    [{ isOfOthers: true }, {}, false],
    [{}, { isOfOthers: true }, true],
    [{}, { isDutyOfOthers: true }, false],
  ])('of reports %j and %j, of which the first leads, an interview is owed: %p', (first, other, isOwed) => {
    const [folded] = foldReports([report(first), report({ ...second, ...other })], new Map([['e2', 'e1']]));
    expect(folded?.isOwed).toBe(isOwed);
  });
});
