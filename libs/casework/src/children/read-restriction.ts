import { appendAudit } from '#access';
import { inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { loadAccessList } from './access-list.js';
import type { Colleague, ListedPerson } from './access-list.js';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { openChild } from './open-child.js';
import type { Opened } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** Who is admitted to a record, and who could be. */
export interface Restriction extends ChildHeading {
  readonly listed: readonly ListedPerson[];
  readonly choices: readonly Colleague[];
}

/** Opens the access list of a child's record, on record. */
export function readRestriction(
  database: Database,
  context: TransactionContext,
  childId: string,
): Promise<Opened<Restriction>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<Restriction> => {
      const { listed, choices } = await loadAccessList(tx, child);
      await appendAudit(
        tx,
        {
          ...{ action: 'ChildRead', itemId: child.childId },
          ...{ itemCount: listed.length, childIds: child.recordIds },
        },
        newId,
      );
      return { ...(await readHeading(tx, child)), listed, choices };
    }),
  );
}
