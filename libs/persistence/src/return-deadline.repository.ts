import type { Chased, ReturnDeadline } from '#domain/deadlines';
import type { NewId } from '#domain/kernel';
import { instantOf, parseReportingMonth } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import { differenceOf, insertRows, updateRows } from './batch-sql.js';
import { dateOf } from './moment-columns.js';
import { returnAlertTable, returnDeadlineTable } from './provider-return-tables.js';
import type { Transaction } from './transaction.js';

interface DeadlineRow {
  readonly id: string;
  readonly provider_id: string;
  readonly contract_id: string;
  readonly period: string;
  readonly rule_version: string;
  readonly due_at: Date;
  readonly arrived_overdue_at: Date | null;
  readonly next_step: string | null;
  readonly next_step_at: Date | null;
}

/** The clocks that are in force for months from `from` on, and those of earlier months whose next step has come. */
export async function listReturnDeadlines(
  tx: Transaction,
  from: ReportingMonth,
  at: Instant,
): Promise<readonly ReturnDeadline[]> {
  const rows = await tx.query<DeadlineRow>(
    `SELECT id, provider_id, contract_id, period, rule_version, due_at, arrived_overdue_at, next_step, next_step_at
     FROM provider_return_deadline
     WHERE authority = $1 AND superseded_at IS NULL AND (period >= $2 OR next_step_at <= $3)
     ORDER BY period, contract_id`,
    [tx.context.authority, from.toString(), new Date(at.epochMilliseconds)],
  );
  return rows.flatMap((row) => {
    const month = parseReportingMonth(row.period);
    return month === null ? [] : [deadlineOf(row, month)];
  });
}

function deadlineOf(row: DeadlineRow, month: ReportingMonth): ReturnDeadline {
  const { next_step: step, next_step_at: stepAt } = row;
  return {
    ...{ id: row.id, providerId: row.provider_id, contractId: row.contract_id, month, ruleVersion: row.rule_version },
    dueAt: instantOf(row.due_at),
    supersededAt: null,
    arrivedOverdueAt: row.arrived_overdue_at === null ? null : instantOf(row.arrived_overdue_at),
    nextStep: step === null || stepAt === null ? null : { step, at: instantOf(stepAt) },
  };
}

/** Writes clocks and what is raised by them. What was raised already stays as it is; gives how many alerts are new. */
export async function saveReturnDeadlines(
  tx: Transaction,
  before: readonly ReturnDeadline[],
  { deadlines, steps }: Chased,
  raisedAt: Instant,
  newId: NewId,
): Promise<number> {
  const rows = differenceOf(returnDeadlineTable, before.map(deadlineRow), deadlines.map(deadlineRow));
  await updateRows(tx, returnDeadlineTable, rows.updated);
  await insertRows(tx, returnDeadlineTable, rows.inserted);
  const alerts = steps.map(({ deadline, step, dueAt, isLate }) => ({
    id: newId(),
    provider_return_deadline_id: deadline.id,
    provider_id: deadline.providerId,
    contract_id: deadline.contractId,
    period: deadline.month.toString(),
    step,
    rule_version: deadline.ruleVersion,
    due_at: dateOf(dueAt),
    raised_at: dateOf(raisedAt),
    is_late: isLate,
  }));
  return insertRows(tx, returnAlertTable, alerts, 'keep');
}

function deadlineRow(deadline: ReturnDeadline) {
  const { nextStep, supersededAt, arrivedOverdueAt } = deadline;
  return {
    id: deadline.id,
    provider_id: deadline.providerId,
    contract_id: deadline.contractId,
    period: deadline.month.toString(),
    rule_version: deadline.ruleVersion,
    due_at: dateOf(deadline.dueAt),
    superseded_at: supersededAt === null ? null : dateOf(supersededAt),
    arrived_overdue_at: arrivedOverdueAt === null ? null : dateOf(arrivedOverdueAt),
    next_step: nextStep?.step ?? null,
    next_step_at: nextStep === null ? null : dateOf(nextStep.at),
  };
}

/** When the return of a contract's month was first chased, of those that were: by contract and month. */
export async function listChased(tx: Transaction, first: ReportingMonth): Promise<ReadonlyMap<string, Instant>> {
  const rows = await tx.query<{ contract_id: string; period: string; raised_at: Date }>(
    `SELECT contract_id, period, min(raised_at) AS raised_at FROM provider_return_alert
     WHERE authority = $1 AND period >= $2 GROUP BY contract_id, period`,
    [tx.context.authority, first.toString()],
  );
  return new Map(rows.map((row) => [`${row.contract_id} ${row.period}`, instantOf(row.raised_at)]));
}
