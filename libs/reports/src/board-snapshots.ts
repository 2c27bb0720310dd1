import type { MaceReportBody } from '#domain/reports';
import { dayInLondon, isAfter } from '#domain/time';
import type { Instant } from '#domain/time';
import { inTransaction, readSuppressionThreshold } from '#persistence';
import type { ReferenceLists, Transaction, TransactionContext } from '#persistence';
import { countReport } from './count-report.js';
import { protectReport } from './protect-report.js';
import type { Protection } from './protect-report.js';
import { ReportRefused, cutOffOf } from './report-request.js';
import type { Database, ReportRequest, StoredReport } from './report-request.js';
import { endOf, findSnapshot, lockSnapshots, readSnapshot, storeSnapshot } from './snapshots.js';
import type { NewSnapshot } from './snapshots.js';

/** So often another report of the authority may come between; then something is wrong. */
const MOST_TRIES = 5;

/**
 * Gives the stored report to the board, or makes it: counted, its small counts hidden, attacked, and stored only where
 * that has pinned none. No transaction stays open while that is worked out, which takes seconds; what others stored
 * meanwhile is looked at before anything is stored, since the proof holds for the packs that it knew.
 */
export async function obtainBoardReport(
  database: Database,
  lists: ReferenceLists,
  context: TransactionContext,
  request: ReportRequest,
): Promise<StoredReport> {
  const find = () => inTransaction(database, context, (tx) => findStored(tx, request));
  return (await find()) ?? inTurn(async () => (await find()) ?? make(database, lists, context, request));
}

async function make(
  database: Database,
  lists: ReferenceLists,
  context: TransactionContext,
  request: ReportRequest,
): Promise<StoredReport> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const counted = await inTransaction(database, counting(context), (tx) => count(tx, lists, request));
    const made = await protectReport(counted.body, counted);
    const stored = await inTransaction(database, context, async (tx) => {
      await lockSnapshots(tx);
      const found = await findStored(tx, { ...request, cutOff: counted.cutOff });
      if (found !== null) return found;
      const isAlone = (await listPacks(tx)).length === counted.earlier.length;
      return isAlone ? storeSnapshot(tx, request, { ...counted, ...made }) : null;
    });
    if (stored !== null) return stored;
  }
  throw new ReportRefused('Other reports for the board are being made; ask for this one again.');
}

/** The stored report that answers a request; null where one is to be made. */
async function findStored(tx: Transaction, request: ReportRequest): Promise<StoredReport | null> {
  const cutOff = cutOffOf(request, tx.now);
  const stored = await findSnapshot(tx, request, cutOff);
  if (stored && !request.rebuild) return readSnapshot(tx, stored);
  await refuseFurther(tx, request, cutOff);
  return null;
}

/**
 * Who names no cut-off, or sees no true counts, has the report on a month made when the month is over; who sees none
 * has it made once, since each further one, with another cut-off, would tell of what lies between.
 */
async function refuseFurther(tx: Transaction, request: ReportRequest, cutOff: Instant): Promise<void> {
  const seesCounts = tx.context.fields.includes('aggregates');
  if ((request.anyCutOff === true || !seesCounts) && isAfter(endOf(request), cutOff))
    throw new ReportRefused('The report for the board is made when its month is over.');
  if (seesCounts) return;
  if (request.rebuild || (await findSnapshot(tx, { ...request, anyCutOff: true }, cutOff)) !== null)
    throw new ReportRefused('The board has a report on this month; leave the cut-off out to read it.');
}

type Counted = Pick<NewSnapshot, 'body' | 'build' | 'cutOff' | 'builtAt'> & Protection;

async function count(tx: Transaction, lists: ReferenceLists, request: ReportRequest): Promise<Counted> {
  const cutOff = cutOffOf(request, tx.now);
  const same = await findSnapshot(tx, { ...request, anyCutOff: false }, cutOff);
  return {
    body: await countReport(tx, lists, request, 'mace', cutOff),
    build: (same?.report.build ?? 0) + 1,
    cutOff,
    builtAt: tx.now,
    threshold: await readSuppressionThreshold(tx, dayInLondon(tx.now)),
    earlier: await listPacks(tx),
  };
}

/** Every pack that was made for the board: its readers hold them all. */
async function listPacks(tx: Transaction): Promise<readonly MaceReportBody[]> {
  const rows = await tx.query<{ body: string }>(
    `SELECT body FROM report_snapshot WHERE authority = $1 AND audience = 'board' ORDER BY built_at, id`,
    [tx.context.authority],
  );
  return rows.map(({ body }) => JSON.parse(body) as MaceReportBody);
}

/** The service counts for whoever may have the result, which is not these counts. */
const counting = (context: TransactionContext): TransactionContext => ({ ...context, fields: ['aggregates'] });

let before: Promise<unknown> = Promise.resolve();

/** One at a time in a process: several would take the processors from each other, and the second often finds the first's. */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = before.then(work);
  before = mine.catch(() => undefined);
  return mine;
}
