import { appendAudit } from '#access';
import { decideReason, needsReason } from '#domain/access';
import type { Decision, ReasonRefusal } from '#domain/access';
import { asService } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { findSeen, openChild, personOf } from './open-child.js';
import type { Opened, SeenChild } from './open-child.js';

/** Says why a restricted record is opened. It is on record, and is not asked for again within the hour. */
export function giveReason(
  casework: Casework,
  context: TransactionContext,
  childId: string,
  reason: string,
): Promise<Opened<Decision<string, ReasonRefusal>>> {
  return casework.write(context, async ({ tx }) => {
    const found = await findSeen(tx, childId);
    if (!found) return openChild<never>(tx, { childId, action: 'ChildOpen' }, () => Promise.resolve(null));
    const why = decideReason(reason);
    if (why.kind === 'granted' && needsReason(found, tx.now)) await keep(tx, found, why.value);
    return { kind: 'opened', value: why };
  });
}

async function keep(tx: Transaction, { childId, recordIds }: SeenChild, reason: string): Promise<void> {
  const id = newId();
  await asService(tx, () =>
    tx.query(
      `INSERT INTO child_opening (authority, id, child_id, person_id, reason, opened_at)
       VALUES ($1, $2, $3, $4, $5, transaction_timestamp())`,
      [tx.context.authority, id, childId, personOf(tx), reason],
    ),
  );
  await appendAudit(tx, { action: 'ChildOpen', itemId: id, itemCount: 1, childIds: recordIds, reason }, newId);
}
