import { appendAudit, findAuditHead } from '#access';
import type { MaceReport, MaceReportBody } from '#domain/reports';
import { periodOfMonths } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import { canonicalJson } from './canonical-json.js';
import type { ReportRequest, StoredReport } from './report-request.js';

/** Waits until nobody else stores a report of the authority; until the transaction ends nobody does. */
export async function lockSnapshots(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward report ' || $1, 0))`, [tx.context.authority]);
}

/** The last build of a request that is stored; null where there is none. */
export async function findSnapshot(
  tx: Transaction,
  request: ReportRequest,
  cutOff: Instant,
): Promise<StoredReport | null> {
  const [row] = await tx.query<{ body: string }>(
    `SELECT body FROM report_snapshot
     WHERE authority = $1 AND first_month = $2 AND last_month = $3 AND audience = $4 AND CASE WHEN $6 THEN cut_off >= $7 ELSE cut_off = $5 END
     ORDER BY built_at DESC, build DESC LIMIT 1`,
    [...keyOf(tx, request), instant(cutOff), request.anyCutOff ?? false, instant(endOf(request))],
  );
  if (!row) return null;
  const report = JSON.parse(row.body) as MaceReport;
  return { json: row.body, report };
}

/** Puts on record that a stored report was read, and gives it. */
export async function readSnapshot(tx: Transaction, stored: StoredReport): Promise<StoredReport> {
  const { snapshotId } = stored.report;
  await appendAudit(tx, { action: 'ReportRead', itemId: snapshotId, itemCount: 1, childIds: [] }, newId);
  return stored;
}

/** What was counted, and when. */
export interface NewSnapshot extends Pick<MaceReport, 'certificate' | 'build'> {
  readonly body: MaceReportBody;
  readonly cutOff: Instant;
  readonly builtAt: Instant;
}

export async function storeSnapshot(
  tx: Transaction,
  request: ReportRequest,
  { body, certificate, build, cutOff, builtAt }: NewSnapshot,
): Promise<StoredReport> {
  const snapshotId = newId();
  const auditHead = await findAuditHead(tx);
  const report: MaceReport = { ...body, builtAt: builtAt.toString(), build, snapshotId, auditHead, certificate };
  const json = canonicalJson(report);
  await tx.query(
    `INSERT INTO report_snapshot (authority, first_month, last_month, audience, id, cut_off, build, built_at, built_by, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [...keyOf(tx, request), snapshotId, instant(cutOff), build, instant(builtAt), tx.context.actorName, json],
  );
  await appendAudit(tx, { action: 'ReportBuild', itemId: snapshotId, itemCount: 1, childIds: [] }, newId);
  return { report, json };
}

/** When the time is over that a request is about. */
export function endOf({ first, last }: Pick<ReportRequest, 'first' | 'last'>): Instant {
  return periodOfMonths(first, last).to;
}

const keyOf = (tx: Transaction, { first, last, audience }: ReportRequest) => [
  ...[tx.context.authority, first.toString(), last.toString(), audience],
];

const instant = (at: Instant) => new Date(at.epochMilliseconds);
