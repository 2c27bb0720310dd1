import { alertState, rungFrom } from '#domain/alerts';
import type { AlertState, EndReason } from '#domain/alerts';
import type { ChildId, DeadlineId, EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import { instantOrNull } from './read-moment-columns.js';
import type { Transaction } from './transaction.js';

/** An alert as it stands. */
export interface KeptAlert {
  readonly id: string;
  readonly deadlineId: DeadlineId;
  readonly episodeId: EpisodeId;
  readonly childId: ChildId;
  readonly step: string;
  readonly state: AlertState;
}

interface AlertRow {
  readonly id: string;
  readonly deadline_id: DeadlineId;
  readonly episode_id: EpisodeId;
  readonly child_id: ChildId;
  readonly step: string;
  readonly rung: number;
  readonly reached_at: Date;
  readonly climbs_at: Date | null;
  readonly ended: EndReason | null;
  readonly acknowledged_by: string | null;
  readonly acknowledged_at: Date | null;
  readonly promised_by: Date | null;
  readonly asked_id: string | null;
}

/** What an alert of alias `a` with its deadline `d` has ended by: a later step of the same deadline, or the deadline itself. */
const ended = `CASE
  WHEN d.superseded_at IS NOT NULL THEN 'superseded'
  WHEN d.settled_at IS NOT NULL THEN 'settled'
  WHEN EXISTS (SELECT FROM alert b WHERE b.authority = a.authority AND b.deadline_id = a.deadline_id AND b.due_at > a.due_at)
    THEN 'overtaken'
  END`;

const alertSelect = `
  SELECT a.id, a.deadline_id, a.episode_id, e.child_id, a.step, s.rung, s.reached_at, s.climbs_at, ${ended} AS ended,
    k.person_id AS acknowledged_by, k.acknowledged_at, k.promised_by, h.to_id AS asked_id
  FROM alert_escalation s
  JOIN alert a ON a.authority = s.authority AND a.id = s.alert_id
  JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
  JOIN missing_episode e ON e.authority = a.authority AND e.id = a.episode_id
  LEFT JOIN LATERAL (
    SELECT k.person_id, k.acknowledged_at, k.promised_by FROM alert_acknowledgement k
    WHERE k.authority = a.authority AND k.alert_id = a.id ORDER BY k.acknowledged_at DESC, k.id DESC LIMIT 1) k ON true
  LEFT JOIN alert_handover h ON h.authority = a.authority AND h.alert_id = a.id AND h.answered_at IS NULL`;

function alertOf(row: AlertRow): KeptAlert {
  const { acknowledged_by: personId, acknowledged_at: at, promised_by: promisedBy } = row;
  const state = alertState({
    ...{ rung: rungFrom(row.rung), reachedAt: instantOf(row.reached_at), climbsAt: instantOrNull(row.climbs_at) },
    lastAcknowledgement:
      personId === null || at === null ? null : { personId, at: instantOf(at), promisedBy: instantOrNull(promisedBy) },
    ...{ askedId: row.asked_id, ended: row.ended },
  });
  return {
    ...{ id: row.id, deadlineId: row.deadline_id, episodeId: row.episode_id, childId: row.child_id },
    ...{ step: row.step, state },
  };
}

/** Which alerts: by their ids, or all of the deadlines or of the episodes named. */
type Wanted =
  | { readonly ids: readonly string[] }
  | { readonly deadlineIds: readonly DeadlineId[] }
  | { readonly episodeIds: readonly EpisodeId[] };

function conditionOf(which: Wanted): readonly [column: string, ids: readonly string[]] {
  if ('ids' in which) return ['a.id', which.ids];
  return 'deadlineIds' in which ? ['a.deadline_id', which.deadlineIds] : ['a.episode_id', which.episodeIds];
}

/** Alerts as far as whoever asks sees them, in the order of their steps. */
export async function loadAlerts(tx: Transaction, which: Wanted): Promise<readonly KeptAlert[]> {
  const [column, ids] = conditionOf(which);
  const rows = await tx.query<AlertRow>(
    `${alertSelect} WHERE s.authority = $1 AND ${column} = ANY($2::uuid[]) ORDER BY a.due_at, a.id`,
    [tx.context.authority, ids],
  );
  return rows.map(alertOf);
}
