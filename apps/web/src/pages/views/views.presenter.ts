import type { EventPage } from '#access';
import { presentEvent } from '../event-words.js';
import type { EventView } from '../event-words.js';

export interface ViewsView {
  readonly child: string;
  readonly rows: readonly EventView[];
  /** Back to the newest; null on the first page. */
  readonly newest: string | null;
  readonly older: string | null;
}

export function presentViews(page: EventPage & { readonly child: string }, id: string, isLater: boolean): ViewsView {
  const address = `/children/${id}/views`;
  return {
    child: page.child,
    rows: page.events.map(presentEvent),
    newest: isLater ? address : null,
    older: page.next === null ? null : `${address}?after=${page.next}`,
  };
}
