import type { ViewingNotice } from '#access';
import { showInstant, startOfDay } from '#domain/time';
import { presentEvent } from '../event-words.js';
import type { EventView } from '../event-words.js';

export interface NoticeView {
  readonly id: string;
  readonly child: string;
  readonly day: string;
  readonly rows: readonly EventView[];
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

function presentNotice({ id, childId, child, day, views }: ViewingNotice): NoticeView {
  const [dayWords = ''] = showInstant(startOfDay(day)).split(', ');
  return { id, child, day: dayWords, rows: views.map(presentEvent), viewsHref: `/children/${childId}/views` };
}
