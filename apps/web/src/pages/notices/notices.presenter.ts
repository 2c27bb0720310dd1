import type { ViewingNotice } from '#access';
import { showWeekday, startOfDay } from '#domain/time';
import { presentEvent } from '../event-words.js';
import type { EventView } from '../event-words.js';

/** What one person did for one reason, however often on the day. */
export interface LookView {
  readonly who: string;
  readonly role: string;
  readonly what: string;
  readonly why: string;
  readonly when: string;
}

export interface NoticeView {
  readonly id: string;
  readonly child: string;
  readonly day: string;
  readonly looks: readonly LookView[];
  readonly viewsHref: string;
}

export interface NoticesView {
  readonly fresh: readonly NoticeView[];
  readonly seen: readonly NoticeView[];
}

export function presentNotices(notices: readonly ViewingNotice[]): NoticesView {
  const views = (isSeen: boolean) => notices.filter((notice) => notice.isSeen === isSeen).map(presentNotice);
  return { fresh: views(false), seen: views(true) };
}

/** What a lead worker is told of on the worklist; null where there is nothing new. */
export function presentNewNotices(count: number): string | null {
  if (count === 0) return null;
  return `${count} new ${count === 1 ? 'notice' : 'notices'} of who from outside your team opened a record`;
}

function presentNotice({ id, childId, child, day, views }: ViewingNotice): NoticeView {
  return {
    id,
    child,
    day: showWeekday(startOfDay(day)),
    looks: inLooks(views.map(presentEvent)),
    viewsHref: `/children/${childId}/views`,
  };
}

function inLooks(events: readonly EventView[]): readonly LookView[] {
  const groups = new Map<string, EventView[]>();
  for (const event of events) {
    const key = JSON.stringify([event.who, event.role, event.what, event.why]);
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { who, role, what, why } = first;
    return [{ who, role, what, why, when: whenOf(group.map(({ time }) => time)) }];
  });
}

function whenOf(times: readonly string[]): string {
  const [first = '', last = ''] = [times[0], times.at(-1)];
  if (times.length === 1) return first;
  return first === last ? `${times.length} times at ${first}` : `${times.length} times, ${first} to ${last}`;
}
