import { appendAudit, listViews } from '#access';
import type { EventPage } from '#access';
import { inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { openChild } from './open-child.js';
import type { Opened } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** A page of who viewed a child's record, from after an event on. */
export interface ChildViews extends ChildHeading, EventPage {}

/** Opens the page of who viewed a child's record; that somebody read it is on record too. */
export function readChildViews(
  database: Database,
  context: TransactionContext,
  childId: string,
  after: string | null,
): Promise<Opened<ChildViews>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildViewsRead' }, async (child): Promise<ChildViews> => {
      const page = await listViews(tx, child.recordIds, after);
      await appendAudit(
        tx,
        {
          ...{ action: 'ChildViewsRead', itemId: child.childId },
          ...{ itemCount: page.events.length, childIds: child.recordIds },
        },
        newId,
      );
      return { ...(await readHeading(tx, child)), ...page };
    }),
  );
}
