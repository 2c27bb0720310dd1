import { climbsAt } from '#domain/alerts';
import type { DeadlineId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import type { KeptAlert } from './alert.repository.js';
import { insertRows, updateRows } from './batch-sql.js';
import { escalationTable } from './deadline-tables.js';
import { dateOf } from './moment-columns.js';
import { asService } from './transaction.js';
import type { Transaction } from './transaction.js';

/** An alert with where it is to stand. */
type Placed = Pick<KeptAlert, 'id' | 'state'>;

/**
 * Locks the escalations that have to climb by `at`, the longest overdue first and `most` of them; those that another
 * transaction works on are left out. The clock is a parameter, so that the index on authority and time is used.
 */
export async function listDueEscalations(tx: Transaction, at: Instant, most: number): Promise<readonly string[]> {
  const rows = await tx.query<{ alert_id: string }>(
    `SELECT alert_id FROM alert_escalation
     WHERE authority = $1 AND climbs_at <= $2 ORDER BY climbs_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [tx.context.authority, dateOf(at), most],
  );
  return rows.map(({ alert_id: id }) => id);
}

/**
 * Lets one change of alerts, and of others of the same episodes, follow the other until the transaction ends; always in the
 * order of the ids.
 */
export async function lockEscalations(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await asService(tx, () =>
    tx.query(
      `SELECT FROM alert_escalation WHERE authority = $1 AND alert_id IN (
         SELECT b.id FROM alert a JOIN alert b ON b.authority = a.authority AND (b.id = a.id OR b.episode_id = a.episode_id)
         WHERE a.authority = $1 AND a.id = ANY($2::uuid[]))
       ORDER BY alert_id FOR UPDATE`,
      [tx.context.authority, ids],
    ),
  );
}

/** Begins the escalation of alerts that are new. */
export async function addEscalations(tx: Transaction, alerts: readonly Placed[]): Promise<void> {
  await insertRows(tx, escalationTable, alerts.map(escalationRow));
}

/** Writes where alerts stand now. */
export async function moveEscalations(tx: Transaction, alerts: readonly Placed[]): Promise<void> {
  await updateRows(tx, escalationTable, alerts.map(escalationRow));
}

function escalationRow({ id, state }: Placed) {
  const climbs = climbsAt(state);
  return {
    alert_id: id,
    rung: state.rung,
    reached_at: dateOf(state.reachedAt),
    climbs_at: climbs && dateOf(climbs),
  };
}

/** Lets no alert of these deadlines climb any more, but for those named. */
export async function stopClimbing(
  tx: Transaction,
  deadlineIds: readonly DeadlineId[],
  except: readonly string[] = [],
): Promise<void> {
  if (deadlineIds.length === 0) return;
  await tx.query(
    `UPDATE alert_escalation s SET climbs_at = NULL FROM alert a
     WHERE a.authority = $1 AND a.deadline_id = ANY($2::uuid[]) AND a.id <> ALL($3::uuid[])
       AND s.authority = a.authority AND s.alert_id = a.id AND s.climbs_at IS NOT NULL`,
    [tx.context.authority, deadlineIds, except],
  );
}
