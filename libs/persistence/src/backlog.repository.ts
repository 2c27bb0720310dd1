import type { AuthorityCode } from '#domain/kernel';
import { inTransaction, systemContext } from './transaction.js';
import type { Transaction } from './transaction.js';

/** How far behind the work of one authority is. Counts and times alone. */
export interface Backlog {
  /** Deadline steps that have come and were not raised. */
  readonly unsweptSteps: number;
  readonly oldestUnsweptAt: Date | null;
  /**
   * Since when the oldest alert that asks waits, whose deadline still runs: since it was raised, where nobody acknowledged
   * it; where somebody had, since what they promised was due, or since it came to its rung again.
   */
  readonly oldestUnacknowledgedAt: Date | null;
  /** When the deadlines were last swept to the end; null where they never were. */
  readonly sweptAt: Date | null;
}

type Database = Parameters<typeof inTransaction>[0];

const backlogSql = `
  SELECT due.steps AS "unsweptSteps", due.oldest AS "oldestUnsweptAt",
    (SELECT min(CASE WHEN k.acknowledged_at IS NULL THEN a.raised_at
       WHEN k.acknowledged_at >= s.reached_at THEN k.promised_by
       ELSE least(k.promised_by, s.reached_at) END)
     FROM deadline d
     JOIN alert a ON a.authority = d.authority AND a.deadline_id = d.id
     JOIN alert_escalation s ON s.authority = a.authority AND s.alert_id = a.id
     LEFT JOIN LATERAL (
       SELECT l.acknowledged_at, l.promised_by FROM alert_acknowledgement l
       WHERE l.authority = a.authority AND l.alert_id = a.id ORDER BY l.acknowledged_at DESC, l.id DESC LIMIT 1) k ON true
     WHERE d.authority = $1 AND d.settled_at IS NULL AND d.superseded_at IS NULL
       AND (k.acknowledged_at IS NULL OR (k.acknowledged_at < s.reached_at OR k.promised_by <= $2) AND NOT EXISTS (
         SELECT FROM alert b WHERE b.authority = a.authority AND b.deadline_id = a.deadline_id AND b.due_at > a.due_at))
    ) AS "oldestUnacknowledgedAt",
    (SELECT swept_at FROM sweep_round WHERE authority = $1) AS "sweptAt"
  FROM (SELECT count(*)::integer AS steps, min(next_step_at) AS oldest
        FROM deadline WHERE authority = $1 AND next_step_at <= $2) AS due`;

/** The backlog of an authority at an instant. */
export async function readBacklog(database: Database, authority: AuthorityCode, at: Date): Promise<Backlog> {
  const [row] = await inTransaction(database, systemContext(authority, 'metrics'), (tx) =>
    tx.query<Backlog>(backlogSql, [authority, at]),
  );
  if (!row) throw new Error('The database gave no answer about the backlog.');
  return row;
}

/** Puts down that a sweep of an authority has come to its end. */
export async function markSwept(tx: Transaction): Promise<void> {
  await tx.query(
    `INSERT INTO sweep_round (authority, swept_at) VALUES ($1, $2)
     ON CONFLICT (authority) DO UPDATE SET swept_at = greatest(sweep_round.swept_at, excluded.swept_at)`,
    [tx.context.authority, new Date(tx.now.epochMilliseconds)],
  );
}
