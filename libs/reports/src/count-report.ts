import { buildMaceReport, firstMonthNeeded } from '#domain/reports';
import type { MaceReportBody, MaceReportInput } from '#domain/reports';
import { instantOf, periodOfMonths } from '#domain/time';
import type { Instant } from '#domain/time';
import { asReader, listCasesOfPeriod, listProviders } from '#persistence';
import type { ReferenceLists, Transaction } from '#persistence';
import type { ReportRequest } from './report-request.js';

/** Counts a report under the reader role, which never sees an identity. */
export function countReport(
  tx: Transaction,
  lists: ReferenceLists,
  request: Pick<ReportRequest, 'first' | 'last'>,
  audience: MaceReportInput['audience'],
  cutOff: Instant,
): Promise<MaceReportBody> {
  return asReader(tx, async () => {
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
