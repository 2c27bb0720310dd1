import type { CorrectionCause, DeadlineCorrection, DeadlineKind } from '#domain/deadlines';
import type { EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { insertRows } from './batch-sql.js';
import { grouped } from './grouped.js';
import { dateOf } from './moment-columns.js';
import { table } from './table-shape.js';
import type { Transaction } from './transaction.js';

const correctionTable = table({
  name: 'deadline_correction',
  key: ['deadline_id'],
  isStamped: false,
  columns: {
    deadline_id: 'uuid',
    episode_id: 'uuid',
    replaced_by_id: 'uuid',
    because: 'text',
    person_id: 'uuid',
    corrected_at: 'timestamptz',
    corrected_by: 'text',
  },
});

/** Keeps which clocks took the place of which, in the name of whoever acts. */
export async function saveCorrections(
  tx: Transaction,
  corrections: readonly (DeadlineCorrection & { readonly episodeId: EpisodeId })[],
): Promise<void> {
  if (corrections.length === 0) return;
  const rows = corrections.map(({ deadlineId, episodeId, replacedById, because }) => ({
    ...{ deadline_id: deadlineId, episode_id: episodeId, replaced_by_id: replacedById, because },
    ...{ person_id: tx.context.personId, corrected_at: dateOf(tx.now), corrected_by: tx.context.actorName },
  }));
  await insertRows(tx, correctionTable, rows, 'keep');
}

/** A clock that was replaced, as it stays with the episode. */
export interface MovedDeadline {
  readonly kind: DeadlineKind;
  readonly oldDueAt: Instant;
  /** Null: none runs in its place. */
  readonly newDueAt: Instant | null;
  readonly because: CorrectionCause;
  /** What was given as the reason, where the council put a return right. */
  readonly reason: string | null;
  /** Null: not a person of the council, but a provider's return or the service. */
  readonly byName: string | null;
  readonly at: Instant;
}

/** The clocks of episodes that were replaced, the earliest first. */
export async function listMovedDeadlines(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<ReadonlyMap<EpisodeId, readonly MovedDeadline[]>> {
  const rows = await tx.query<{
    episode_id: EpisodeId;
    kind: DeadlineKind;
    old_due_at: Date;
    new_due_at: Date | null;
    because: CorrectionCause;
    reason: string | null;
    by: string | null;
    corrected_at: Date;
  }>(
    `SELECT c.episode_id, o.kind, o.due_at AS old_due_at, n.due_at AS new_due_at, c.because, p.display_name AS by,
       c.corrected_at,
       CASE c.because WHEN 'return' THEN (
         SELECT r.reason FROM return_correction r
         WHERE r.authority = c.authority AND r.episode_id = c.episode_id AND r.person_id = c.person_id
           AND r.corrected_at >= c.corrected_at
         ORDER BY r.corrected_at LIMIT 1) END AS reason
     FROM deadline_correction c
     JOIN deadline o ON o.authority = c.authority AND o.id = c.deadline_id
     LEFT JOIN deadline n ON n.authority = c.authority AND n.id = c.replaced_by_id
     LEFT JOIN person p ON p.id = c.person_id
     WHERE c.authority = $1 AND c.episode_id = ANY($2::uuid[])
     ORDER BY c.corrected_at, o.kind, c.deadline_id`,
    [tx.context.authority, episodeIds],
  );
  return grouped(
    rows,
    (row) => row.episode_id,
    (row) => ({
      ...{ kind: row.kind, oldDueAt: instantOf(row.old_due_at), because: row.because, reason: row.reason },
      ...{ newDueAt: row.new_due_at && instantOf(row.new_due_at), byName: row.by, at: instantOf(row.corrected_at) },
    }),
  );
}
