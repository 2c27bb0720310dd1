import type { ChildViews } from '#casework';
import { presentEvent } from '../event-words.js';
import type { EventView } from '../event-words.js';
import type { ViewsQuery } from './views.query.js';

export interface ViewsView {
  readonly child: string;
  readonly rows: readonly EventView[];
  /** Back to the newest; null on the first page. */
  readonly newest: string | null;
  readonly older: string | null;
}

export function presentViews(
  { childId, identity, events, next }: ChildViews,
  { after, authority }: ViewsQuery,
): ViewsView {
  const address = (from: string | null) => {
    const query = new URLSearchParams({
      ...(authority !== undefined && { authority }),
      ...(from !== null && { after: from }),
    });
    return `/children/${childId}/views${query.size === 0 ? '' : `?${query.toString()}`}`;
  };
  return {
    child: identity?.councilChildId ?? childId,
    rows: events.map(presentEvent),
    newest: after === undefined ? null : address(null),
    older: next === null ? null : address(next),
  };
}
