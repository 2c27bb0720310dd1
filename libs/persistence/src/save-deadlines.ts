import type { Deadline, StepDue } from '#domain/deadlines';
import type { NewId } from '#domain/kernel';
import { differenceOf, insertRows, updateRows } from './batch-sql.js';
import { deadlineRow } from './case-rows.js';
import { alertTable, deadlineTable } from './deadline-tables.js';
import { dateOf } from './moment-columns.js';
import type { Transaction } from './transaction.js';

/** An alert that is new in this transaction. */
export interface RaisedAlert {
  readonly id: string;
  readonly deadlineId: string;
  readonly episodeId: string;
  readonly step: string;
}

/** Writes clocks and the alerts that their steps call for. An alert that stands already stays as it is; gives those that are new. */
export async function saveDeadlines(
  tx: Transaction,
  before: readonly Deadline[],
  after: readonly Deadline[],
  steps: readonly (StepDue & { readonly episodeId: string; readonly raisedAt: Date })[],
  newId: NewId,
): Promise<readonly RaisedAlert[]> {
  const rows = differenceOf(deadlineTable, before.map(deadlineRow), after.map(deadlineRow));
  // A clock makes room before the one that stands in its place: of each kind one runs.
  await updateRows(
    tx,
    deadlineTable,
    rows.updated.filter(({ superseded_at: at }) => at !== null),
  );
  await updateRows(
    tx,
    deadlineTable,
    rows.updated.filter(({ superseded_at: at }) => at === null),
  );
  await insertRows(tx, deadlineTable, rows.inserted);
  const alerts = steps.map((step) => ({
    id: newId(),
    deadline_id: step.deadlineId,
    episode_id: step.episodeId,
    step: step.step,
    rule_version: step.ruleVersion,
    due_at: dateOf(step.dueAt),
    raised_at: step.raisedAt,
    is_late: step.isLate,
  }));
  const inserted = await insertRows(tx, alertTable, alerts, 'keep');
  const isNew = inserted === alerts.length ? () => true : await newAmong(tx, alerts);
  return alerts
    .filter(({ id }) => isNew(id))
    .map((row) => ({
      ...{ id: row.id, deadlineId: row.deadline_id, episodeId: row.episode_id, step: row.step },
    }));
}

/** Which of the alerts stand with the id that they were given: the others had been raised before. */
async function newAmong(tx: Transaction, alerts: readonly { readonly id: string }[]): Promise<(id: string) => boolean> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM alert WHERE authority = $1 AND id = ANY($2::uuid[])', [
    ...[tx.context.authority, alerts.map(({ id }) => id)],
  ]);
  const found = new Set(rows.map(({ id }) => id));
  return (id) => found.has(id);
}

/** Leaves one mark on each episode that arrived long overdue. */
export async function markArrivedOverdue(tx: Transaction, episodeIds: readonly string[], at: Date): Promise<void> {
  if (episodeIds.length === 0) return;
  await tx.query(
    `UPDATE interview_requirement SET arrived_overdue_at = $3
     WHERE authority = $1 AND episode_id = ANY($2::uuid[]) AND arrived_overdue_at IS NULL`,
    [tx.context.authority, episodeIds, at],
  );
}
