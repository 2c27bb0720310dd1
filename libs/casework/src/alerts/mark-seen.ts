import { asService } from '#persistence';
import type { Transaction } from '#persistence';

/** What somebody was told on the page is seen when they open it there. */
export async function markSeen(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await asService(tx, () =>
    tx.query(
      `UPDATE alert_message SET seen_at = greatest(transaction_timestamp(), delivered_at)
       WHERE authority = $1 AND recipient_id = $2 AND alert_id = ANY($3::uuid[]) AND channel = 'page' AND seen_at IS NULL`,
      [tx.context.authority, tx.context.personId, ids],
    ),
  );
}
