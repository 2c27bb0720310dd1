import { appendAudit, inNameOf } from '#access';
import type { ChildId } from '#domain/kernel';
import { inTransaction, recordsOfChild } from '#persistence';
import type { ReferenceLists, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { heldTables } from './held-tables.js';
import { readNames } from './pack-words.js';
import { personsIn, readHeldRows, sectionOf } from './read-held-rows.js';
import type { HeldRows } from './read-held-rows.js';
import { readLog } from './read-log.js';
import { readNotificationRows } from './read-notification-rows.js';
import { readReturnRows } from './read-return-rows.js';
import type { PackSection, SubjectAccessPack } from './subject-access-pack.js';

type Database = Parameters<typeof inTransaction>[0];

/**
 * Everything that is held on a child, over all records that make it up, looked at on record. Whether the person may see
 * the child is asked in their own context; what is held is then read whole, whatever groups of facts the role has.
 * Null where there is no such child, or none that the person may see.
 */
export async function readSubjectAccessPack(
  database: Database,
  lists: ReferenceLists,
  context: TransactionContext,
  childId: ChildId,
): Promise<SubjectAccessPack | null> {
  const visible = await inTransaction(database, context, (tx) => recordsOfChild(tx, childId));
  if (visible.length === 0) return null;
  return inTransaction(database, inNameOf(context), async (tx) => {
    const records = await recordsOfChild(tx, childId);
    const tables: HeldRows[] = [];
    for (const held of heldTables) tables.push(await readHeldRows(tx, held, records));
    const names = await readNames(tx, lists, records, [...new Set(tables.flatMap(personsIn))]);
    const sections: PackSection[] = tables.map((table) => sectionOf(table, names));
    sections.push(await readReturnRows(tx, records, names), await readNotificationRows(tx, records));
    sections.push(await readLog(tx, records, names));
    const entries = sections.flatMap((section) => section.records.flatMap((record) => record.entries));
    await appendAudit(
      tx,
      { action: 'SubjectAccessRead', itemId: childId, itemCount: records.length, childIds: records },
      newId,
    );
    return {
      ...{ format: 1, marking: 'OFFICIAL-SENSITIVE', council: lists.authorityName(context.authority), records },
      madeAt: tx.now.round('second').toString(),
      marked: entries.filter(({ thirdParty }) => thirdParty).length,
      sections,
    };
  });
}
