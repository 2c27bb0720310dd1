import { createHash } from 'node:crypto';
import type { NotificationSource } from '#domain/notifications';
import type { Finding } from '#domain/submissions';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { insertRows } from '#persistence';
import type { TableShape, Transaction } from '#persistence';
import type { NotificationOutcome } from './apply-notifications.js';

const rowTable: TableShape<
  'list_id' | 'row_number' | 'reference' | 'record' | 'outcome' | 'findings' | 'notification_id' | 'decided_at'
> = {
  name: 'notification_list_row',
  key: ['list_id', 'row_number'],
  isStamped: false,
  columns: {
    list_id: 'uuid',
    row_number: 'integer',
    reference: 'text',
    record: 'jsonb',
    outcome: 'text',
    findings: 'jsonb',
    notification_id: 'uuid',
    decided_at: 'timestamptz',
  },
};

export interface NewList {
  readonly id: string;
  readonly source: NotificationSource;
  readonly judgedAt: Instant;
  readonly bytes: Uint8Array;
  readonly rowCount: number;
  readonly findings: readonly Finding[];
}

/** Keeps what was received, before anything is done with it. */
export async function storeList(tx: Transaction, list: NewList): Promise<void> {
  const { authority, actorName } = tx.context;
  await tx.query(
    `INSERT INTO notification_list
       (authority, id, source, received_at, received_by, judged_at, byte_count, content_sha256, row_count, findings)
     VALUES ($1, $2, $3, transaction_timestamp(), $4, $5, $6, $7, $8, $9::jsonb)`,
    [
      ...[authority, list.id, list.source, actorName, new Date(list.judgedAt.epochMilliseconds), list.bytes.length],
      ...[createHash('sha256').update(list.bytes).digest(), list.rowCount, JSON.stringify(list.findings)],
    ],
  );
  await tx.query('INSERT INTO notification_list_file (authority, list_id, content) VALUES ($1, $2, $3)', [
    ...[authority, list.id, list.bytes],
  ]);
}

/** Writes the receipts of a chunk, in the transaction that applied it. */
export async function storeListRows(
  tx: Transaction,
  listId: string,
  outcomes: readonly NotificationOutcome[],
): Promise<void> {
  const decidedAt = new Date(tx.now.epochMilliseconds);
  await insertRows(
    tx,
    rowTable,
    outcomes.map(({ row, outcome, notificationId, findings }) => ({
      ...{ list_id: listId, row_number: row.row, reference: row.reference, record: JSON.stringify(row.cells) },
      ...{ outcome, findings: JSON.stringify(findings), notification_id: notificationId, decided_at: decidedAt },
    })),
  );
}

export async function markApplied(tx: Transaction, listId: string): Promise<void> {
  await tx.query('UPDATE notification_list SET applied_at = transaction_timestamp() WHERE authority = $1 AND id = $2', [
    tx.context.authority,
    listId,
  ]);
}

/** What became of a list, as everybody is told it. */
export interface NotificationListResult {
  readonly list: string;
  readonly source: NotificationSource;
  readonly rows: number;
  readonly new: number;
  readonly same: number;
  readonly changed: number;
  readonly held: number;
  /** Of the rows that went in: tied to an episode, in doubt, and on no record. */
  readonly matched: number;
  readonly doubtful: number;
  readonly notOnRecord: number;
  readonly receipts: readonly { readonly row: number; readonly ref: string | null; readonly outcome: string }[];
  readonly findings: readonly Finding[];
}

interface ReceiptRow {
  readonly row: number;
  readonly ref: string | null;
  readonly outcome: string;
  readonly findings: readonly Finding[];
  readonly notification_id: string | null;
  readonly is_matched: boolean | null;
  readonly is_doubtful: boolean | null;
}

/** Reads the result off the stored receipts, as far as they are visible. */
export async function readListResult(tx: Transaction, listId: string): Promise<NotificationListResult> {
  const [list] = await tx.query<{ source: NotificationSource; findings: readonly Finding[] }>(
    'SELECT source, findings FROM notification_list WHERE authority = $1 AND id = $2',
    [tx.context.authority, listId],
  );
  if (!list) throw new Error('A list that was just kept is not there.');
  const rows = await tx.query<ReceiptRow>(
    `SELECT r.row_number AS row, r.reference AS ref, r.outcome, r.findings, r.notification_id,
       n.episode_id IS NOT NULL AS is_matched, n.doubt IS NOT NULL AS is_doubtful
     FROM notification_list_row r
     LEFT JOIN missing_notification n ON n.authority = r.authority AND n.id = r.notification_id
     WHERE r.authority = $1 AND r.list_id = $2 ORDER BY r.row_number`,
    [tx.context.authority, listId],
  );
  const count = (is: (row: ReceiptRow) => boolean) => rows.filter(is).length;
  const outcome = (wanted: string) => count((row) => row.outcome === wanted);
  const isIn = (row: ReceiptRow) => row.notification_id !== null && row.is_matched !== true;
  return {
    ...{ list: listId, source: list.source, rows: rows.length },
    ...{ new: outcome('new'), same: outcome('same'), changed: outcome('changed'), held: outcome('held') },
    matched: count((row) => row.is_matched === true),
    doubtful: count((row) => isIn(row) && row.is_doubtful === true),
    notOnRecord: count((row) => isIn(row) && row.is_doubtful !== true),
    receipts: rows.map(({ row, ref, outcome: is }) => ({ row, ref, outcome: is })),
    findings: [...list.findings, ...rows.flatMap(({ findings }) => findings)],
  };
}

/** A list as one line among others. */
export interface RecentList {
  readonly id: string;
  readonly source: NotificationSource;
  readonly receivedAt: Instant;
  readonly rows: number;
  readonly held: number;
  /** False where the run was broken off. */
  readonly isApplied: boolean;
}

/** The lists that came last, the latest first. */
export async function readRecentLists(tx: Transaction): Promise<readonly RecentList[]> {
  const rows = await tx.query<{
    id: string;
    source: NotificationSource;
    received_at: Date;
    row_count: number;
    held: number;
    is_applied: boolean;
  }>(
    `SELECT l.id, l.source, l.received_at, l.row_count, l.applied_at IS NOT NULL AS is_applied,
       (SELECT count(*)::integer FROM notification_list_row r
        WHERE r.authority = l.authority AND r.list_id = l.id AND r.outcome = 'held') AS held
     FROM notification_list l WHERE l.authority = $1 ORDER BY l.received_at DESC, l.id LIMIT 20`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    ...{ id: row.id, source: row.source, receivedAt: instantOf(row.received_at), rows: row.row_count },
    ...{ held: row.held, isApplied: row.is_applied },
  }));
}

/** The children of whom a list speaks, as far as they are visible; null where the list is not. */
export async function findListChildren(tx: Transaction, listId: string): Promise<readonly string[] | null> {
  const [row] = await tx.query<{ children: readonly string[] | null }>(
    `SELECT (SELECT array_agg(DISTINCT n.child_id) FROM notification_list_row r
             JOIN missing_notification n ON n.authority = r.authority AND n.id = r.notification_id
             WHERE r.authority = l.authority AND r.list_id = l.id AND n.child_id IS NOT NULL) AS children
     FROM notification_list l WHERE l.authority = $1 AND l.id = $2`,
    [tx.context.authority, listId],
  );
  return row ? (row.children ?? []) : null;
}
