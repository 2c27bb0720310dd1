import type { ReturnRule, ReturnTerms, SentReturn } from '#domain/providers';
import { instantOf, parseDay, parseReportingMonth } from '#domain/time';
import type { BankHolidays, ReportingMonth } from '#domain/time';
import { listContracts } from './commissioning.repository.js';
import type { Transaction } from './transaction.js';

/** What the contracts that the transaction may see say of provider returns, the latest rule of each first. */
export async function listReturnRules(tx: Transaction): Promise<readonly ReturnRule[]> {
  const rows = await tx.query<{
    contract_id: string;
    valid_from: string;
    valid_to: string | null;
    due_working_day: number;
    required_columns: string[];
    needs_confirmation: boolean;
  }>(
    `SELECT contract_id, valid_from::text, valid_to::text, due_working_day, required_columns, needs_confirmation
     FROM contract_return_rule WHERE authority = $1 ORDER BY contract_id, valid_from DESC`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    contractId: row.contract_id,
    validFrom: parseDay(row.valid_from),
    validTo: row.valid_to === null ? null : parseDay(row.valid_to),
    dueWorkingDay: row.due_working_day,
    requiredColumns: row.required_columns,
    needsConfirmation: row.needs_confirmation,
  }));
}

/** The bank holidays that are shipped with the service. */
async function listBankHolidays(tx: Transaction): Promise<BankHolidays> {
  const rows = await tx.query<{ held_on: string }>('SELECT held_on::text FROM bank_holiday');
  return new Set(rows.map((row) => row.held_on));
}

/** Everything that decides which returns are expected, of the contracts that the transaction may see. */
export async function loadReturnTerms(tx: Transaction, rules: readonly ReturnRule[]): Promise<ReturnTerms> {
  return { rules, contracts: await listContracts(tx), bankHolidays: await listBankHolidays(tx) };
}

/**
 * The returns that were sent for the months from `first` to `last`, by the period that they were sent with. One is taken
 * to have come at the moment by which it was judged, so that a return that the command line takes in as at an earlier
 * instant counts from then.
 */
export async function listSentReturns(
  tx: Transaction,
  first: ReportingMonth,
  last: ReportingMonth,
): Promise<readonly SentReturn[]> {
  const rows = await tx.query<{
    id: string;
    provider_id: string;
    period: string;
    judged_at: Date;
    row_count: number;
  }>(
    `SELECT id, provider_id, period, judged_at, row_count FROM submission
     WHERE authority = $1 AND period BETWEEN $2 AND $3 ORDER BY judged_at, id`,
    [tx.context.authority, first.toString(), last.toString()],
  );
  return rows.flatMap((row) => {
    const month = parseReportingMonth(row.period);
    if (month === null) return [];
    const { id: submissionId, provider_id: providerId, row_count: rowCount } = row;
    return [{ submissionId, providerId, month, at: instantOf(row.judged_at), rowCount }];
  });
}

/** Writes a rule, and ends the one that it follows on the day on which it begins. */
export async function saveReturnRule(tx: Transaction, rule: ReturnRule): Promise<void> {
  const { authority, actorName } = tx.context;
  const [from, now] = [rule.validFrom.toString(), new Date(tx.now.epochMilliseconds)];
  await tx.query(
    `UPDATE contract_return_rule SET valid_to = $3, modified_at = $4, modified_by = $5
     WHERE authority = $1 AND contract_id = $2 AND (valid_to IS NULL OR valid_to > $3)`,
    [authority, rule.contractId, from, now, actorName],
  );
  await tx.query(
    `INSERT INTO contract_return_rule (authority, contract_id, valid_from, valid_to, due_working_day, required_columns,
                                       needs_confirmation, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)`,
    [
      ...[authority, rule.contractId, from, rule.validTo?.toString() ?? null, rule.dueWorkingDay],
      ...[rule.requiredColumns, rule.needsConfirmation, now, actorName],
    ],
  );
}
