import { appendAudit, findAuditHead } from '#access';
import { buildMaceReport, firstMonthNeeded } from '#domain/reports';
import type { MaceReport, MaceReportBody, MaceReportInput } from '#domain/reports';
import type { Instant, ReportingMonth } from '#domain/time';
import { instantOf, isAfter, periodOfMonths } from '#domain/time';
import { asReader, inTransaction, listCasesOfPeriod, listProviders } from '#persistence';
import type { ReferenceLists, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { canonicalJson } from './canonical-json.js';

export interface ReportRequest {
  readonly first: ReportingMonth;
  /** The last month, included. */
  readonly last: ReportingMonth;
  readonly audience: MaceReportInput['audience'];
  /** Null for now: a report that nobody has asked for before. */
  readonly cutOff: Instant | null;
  /** Build anew, as the next numbered build, even where a stored one would answer. */
  readonly rebuild: boolean;
}

export interface StoredReport {
  readonly report: MaceReport;
  /** The canonical JSON as it is stored: the same request gives the same bytes. */
  readonly json: string;
}

/** A report that cannot be given; the sentence is for a person. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
}

type Database = Parameters<typeof inTransaction>[0];

/** Gives the stored report of a request, or builds and stores it: counted under the reader role, never seeing an identity. */
export async function obtainMaceReport(
  database: Database,
  lists: ReferenceLists,
  context: TransactionContext,
  request: ReportRequest,
): Promise<StoredReport> {
  return inTransaction(database, context, async (tx) => {
    const cutOff = request.cutOff ?? tx.now;
    if (isAfter(cutOff, tx.now))
      throw new ReportRefused('The cut-off lies in the future; give one that has passed, or leave it out.');
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('homeward report ' || $1, 0))`, [context.authority]);
    const stored = await findSnapshot(tx, request, cutOff);
    if (stored && !request.rebuild) {
      await appendAudit(
        tx,
        { action: 'ReportRead', itemId: stored.report.snapshotId, itemCount: 1, childIds: [] },
        newId,
      );
      return stored;
    }
    const body = await asReader(tx, () => countReport(tx, lists, request, cutOff));
    return storeSnapshot(tx, request, cutOff, body, (stored?.report.build ?? 0) + 1);
  });
}

async function countReport(
  tx: Transaction,
  lists: ReferenceLists,
  request: ReportRequest,
  cutOff: Instant,
): Promise<MaceReportBody> {
  const { audience } = request;
  const cases = await listCasesOfPeriod(
    tx,
    periodOfMonths(firstMonthNeeded(request.first, request.last), request.last),
  );
  const providers = await listProviders(tx);
  return buildMaceReport({
    authority: { code: tx.context.authority, name: lists.authorityName(tx.context.authority) },
    first: request.first,
    last: request.last,
    cutOff,
    audience,
    cases,
    providers: new Map(providers.map(({ id, code, name }) => [id, { code, name }])),
    taxonomy: lists.taxonomy,
    heldFrom: await recordsBegin(tx),
  });
}

/** When the records of the authority begin: what lies before was not held, which is another thing than none. */
async function recordsBegin(tx: Transaction): Promise<Instant | null> {
  const [row] = await tx.query<{ begins: Date | null }>(
    'SELECT min(missing_at) AS begins FROM missing_episode WHERE authority = $1',
    [tx.context.authority],
  );
  return row?.begins ? instantOf(row.begins) : null;
}

async function findSnapshot(tx: Transaction, request: ReportRequest, cutOff: Instant): Promise<StoredReport | null> {
  const [row] = await tx.query<{ body: string }>(
    `SELECT body FROM report_snapshot
     WHERE authority = $1 AND first_month = $2 AND last_month = $3 AND audience = $4 AND cut_off = $5 ORDER BY build DESC LIMIT 1`,
    [
      tx.context.authority,
      request.first.toString(),
      request.last.toString(),
      request.audience,
      new Date(cutOff.epochMilliseconds),
    ],
  );
  if (!row) return null;
  const report = JSON.parse(row.body) as MaceReport;
  return { json: row.body, report };
}

async function storeSnapshot(
  tx: Transaction,
  request: ReportRequest,
  cutOff: Instant,
  body: MaceReportBody,
  build: number,
): Promise<StoredReport> {
  const snapshotId = newId();
  const report: MaceReport = {
    ...body,
    builtAt: tx.now.toString(),
    build,
    snapshotId,
    auditHead: await findAuditHead(tx),
    certificate: null,
  };
  const json = canonicalJson(report);
  await tx.query(
    `INSERT INTO report_snapshot (authority, id, first_month, last_month, audience, cut_off, build, built_at, built_by, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.context.authority,
      snapshotId,
      request.first.toString(),
      request.last.toString(),
      request.audience,
      new Date(cutOff.epochMilliseconds),
      build,
      new Date(tx.now.epochMilliseconds),
      tx.context.actorName,
      json,
    ],
  );
  await appendAudit(tx, { action: 'ReportBuild', itemId: snapshotId, itemCount: 1, childIds: [] }, newId);
  return { report, json };
}
