import type { Acknowledgement } from '#domain/alerts';
import type { NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { insertRows } from './batch-sql.js';
import { acknowledgementTable, handoverTable, promiseTable } from './deadline-tables.js';
import { dateOf } from './moment-columns.js';
import type { Transaction } from './transaction.js';

interface NewAcknowledgement {
  readonly alertId: string;
  readonly acknowledgement: Acknowledgement;
  /** What was promised; null where nothing was. */
  readonly words: string | null;
}

/** Writes who took alerts on, and what they said that they will do. */
export async function insertAcknowledgements(
  tx: Transaction,
  taken: readonly NewAcknowledgement[],
  newId: NewId,
): Promise<void> {
  const rows = taken.map(({ alertId, acknowledgement: { personId, at, promisedBy }, words }) => {
    const row = { id: newId(), alert_id: alertId, person_id: personId, acknowledged_at: dateOf(at) };
    return { row: { ...row, promised_by: promisedBy && dateOf(promisedBy) }, words };
  });
  await insertRows(
    tx,
    acknowledgementTable,
    rows.map(({ row }) => row),
  );
  const said = rows.flatMap(({ row, words }) => (words === null ? [] : [{ acknowledgement_id: row.id, words }]));
  await insertRows(tx, promiseTable, said);
}

/** Whoever was asked to take alerts over is asked no more. */
export async function answerHandovers(tx: Transaction, alertIds: readonly string[], at: Instant): Promise<void> {
  await tx.query(
    `UPDATE alert_handover SET answered_at = greatest($3::timestamptz, asked_at)
     WHERE authority = $1 AND alert_id = ANY($2::uuid[]) AND answered_at IS NULL`,
    [tx.context.authority, alertIds, dateOf(at)],
  );
}

/** Asks somebody to take alerts over. */
export async function insertHandovers(
  tx: Transaction,
  alertIds: readonly string[],
  { fromId, toId }: { readonly fromId: string; readonly toId: string },
  askedAt: Instant,
  newId: NewId,
): Promise<void> {
  const rows = alertIds.map((alertId) => ({
    ...{ id: newId(), alert_id: alertId, from_id: fromId, to_id: toId, asked_at: dateOf(askedAt) },
  }));
  await insertRows(tx, handoverTable, rows);
}
