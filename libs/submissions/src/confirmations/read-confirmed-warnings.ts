import { appendAudit } from '#access';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { asService, childFilter, inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { wordsOfSender } from '../words-of-sender.js';

type Database = Parameters<typeof inTransaction>[0];

/** A warning that a provider says is right as it stands. */
export interface ConfirmedWarning {
  readonly provider: string;
  readonly ref: string;
  readonly code: string;
  readonly column: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/** The latest first, and no more than one page of them. */
const MOST = 200;

type StoredWarning = Omit<ConfirmedWarning, 'at'> & { readonly at: Date; readonly child_id: string };

/**
 * What providers confirmed of children that the person may see. A reason may speak of a child, so the look is on record
 * with each child.
 */
export function readConfirmedWarnings(
  database: Database,
  context: TransactionContext,
): Promise<readonly ConfirmedWarning[]> {
  return inTransaction(database, context, async (tx) => {
    // Returns as they came are for those who send them, so the service looks, among the children whom the person may see.
    const seen = childFilter(context, { authority: 'e.authority', id: 'e.child_id' }, 2);
    const found = await asService(tx, () =>
      tx.query<StoredWarning>(
        `SELECT v.name AS provider, c.ref, c.code, c.column_name AS column, c.reason,
           coalesce(p.display_name, c.confirmed_by) AS by, c.confirmed_at AS at, e.child_id
         FROM finding_confirmation c
         JOIN source_reference r ON r.authority = c.authority AND r.provider_id = c.provider_id AND r.ref = c.ref
         JOIN missing_episode e ON e.authority = r.authority AND e.id = r.episode_id
         JOIN provider v ON v.id = c.provider_id LEFT JOIN person p ON p.id = c.person_id
         WHERE c.authority = $1 AND ${seen.sql} ORDER BY c.confirmed_at DESC, c.id LIMIT ${MOST}`,
        [context.authority, ...seen.parameters],
      ),
    );
    const childIds = found.map(({ child_id: id }) => id);
    await appendAudit(tx, { action: 'ConfirmedWarningsRead', itemCount: found.length, childIds }, newId);
    return found.map(({ provider, ref, code, column, reason, by, at }) => ({
      ...{ provider, ref, code, column, reason, by: wordsOfSender(by) },
      at: instantOf(at),
    }));
  });
}
