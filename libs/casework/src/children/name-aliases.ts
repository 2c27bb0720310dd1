import { appendAudit } from '#access';
import { decideName, refused } from '#domain/access';
import type { Decision, NameRefusal, TypedName } from '#domain/access';
import { asService, endNameAlias, inTransaction, insertNameAlias, listNameAliases } from '#persistence';
import type { ChildNameAlias, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { lockImports } from '../keeping-context.js';
import { linkNotificationsOf } from '../notifications/link-notifications.js';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { changeChild, openChild } from './open-child.js';
import type { Opened } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** The other names of a child, on any of its records. */
export interface NamesOfChild extends ChildHeading {
  readonly aliases: readonly ChildNameAlias[];
}

export type NameEndRefusal = 'ended-already' | 'emergency-only';

/** Opens the names by which a child is known, on record. */
export function readNames(
  database: Database,
  context: TransactionContext,
  childId: string,
): Promise<Opened<NamesOfChild>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<NamesOfChild> => {
      const { recordIds } = child;
      await appendAudit(tx, { action: 'ChildRead', itemId: child.childId, itemCount: 1, childIds: recordIds }, newId);
      return { ...(await readHeading(tx, child)), aliases: await listNameAliases(tx, recordIds) };
    }),
  );
}

/**
 * Adds a name by which a child is known: from now on it is matched by it, together with its date of birth. Held rows that
 * name it so are tried again.
 */
export function addName(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  typed: TypedName,
): Promise<Opened<Decision<null, NameRefusal>>> {
  return casework.write(context, async ({ tx, retryHeldOf }) => {
    await lockImports(tx);
    return changeChild(tx, { childId, action: 'ChildNameAdd' }, async (child) => {
      const decision = decideName(typed);
      if (decision.kind === 'refused') return decision;
      if (child.hasEmergency) return refused('emergency-only');
      const alias = { id: newId(), childId: child.childId, ...decision.value };
      if (!(await asService(tx, () => insertNameAlias(tx, alias)))) return refused('known-by-it');
      await linkNotificationsOf(tx, child.recordIds);
      await appendAudit(
        tx,
        { action: 'ChildNameAdd', itemId: alias.id, itemCount: 1, childIds: child.recordIds },
        newId,
      );
      await retryHeldOf(child.recordIds);
      return { kind: 'granted' as const, value: null };
    });
  });
}

/** Ends a name: from now on the child is not matched by it, and held rows are tried again. What was matched stays. */
export function endName(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  aliasId: string,
): Promise<Opened<Decision<null, NameEndRefusal>>> {
  return casework.write(context, async ({ tx, retryHeldOf }) => {
    await lockImports(tx);
    return changeChild(tx, { childId, action: 'ChildNameEnd' }, async (child) => {
      if (child.hasEmergency) return refused('emergency-only');
      const known = (await listNameAliases(tx, child.recordIds)).find(({ id }) => id === aliasId);
      if (!known) return refused('ended-already');
      await asService(tx, () => endNameAlias(tx, aliasId, child.recordIds));
      await appendAudit(
        tx,
        { action: 'ChildNameEnd', itemId: aliasId, itemCount: 1, childIds: child.recordIds },
        newId,
      );
      await retryHeldOf(child.recordIds);
      return { kind: 'granted' as const, value: null };
    });
  });
}
