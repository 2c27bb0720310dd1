import type { AlertState } from '#domain/alerts';
import type { ChildId, EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { loadAlerts, nameInAuthority } from '#persistence';
import type { KeptAlert, Transaction } from '#persistence';

/** An alert as a list shows it. */
export interface ListedAlert {
  readonly id: string;
  readonly step: string;
  readonly kind: string;
  /** When the deadline is due. */
  readonly dueAt: Instant;
  readonly raisedAt: Instant;
  readonly isLate: boolean;
  /** The provider's reference, or null where the case came another way. */
  readonly ref: string | null;
  readonly providerCode: string | null;
  /** The council's child ID, or the opaque id of a child that has none. */
  readonly child: string;
  readonly childId: ChildId;
  readonly episodeId: EpisodeId;
  readonly state: AlertState;
  /** It was told to whoever looks, is theirs, or they were asked to take it over. */
  readonly isMine: boolean;
  /** Whoever looks was asked to take it over, and has not yet. */
  readonly isAsked: boolean;
  /** Who has it; null where nobody has, or where whoever looks is not told their name. */
  readonly holder: string | null;
}

/** Whoever looks, `$2`, gave the last acknowledgement of the alert `a`, since it reached its rung. */
const isHeld = `EXISTS (
  SELECT FROM alert_acknowledgement k WHERE k.authority = a.authority AND k.alert_id = a.id AND k.person_id = $2::uuid
    AND k.acknowledged_at >= s.reached_at AND NOT EXISTS (
      SELECT FROM alert_acknowledgement l WHERE l.authority = k.authority AND l.alert_id = k.alert_id
        AND (l.acknowledged_at, l.id) > (k.acknowledged_at, k.id)))`;
const isAsked = `EXISTS (
  SELECT FROM alert_handover h WHERE h.authority = a.authority AND h.alert_id = a.id AND h.answered_at IS NULL
    AND h.to_id = $2::uuid)`;
/** Told of it on a rung, it is somebody's own until anybody takes it on. */
export const isMine = `(${isHeld} OR ${isAsked} OR (EXISTS (
  SELECT FROM alert_message m WHERE m.authority = a.authority AND m.alert_id = a.id AND m.recipient_id = $2::uuid)
  AND NOT EXISTS (SELECT FROM alert_acknowledgement k
    WHERE k.authority = a.authority AND k.alert_id = a.id AND k.acknowledged_at >= s.reached_at)))`;

interface ListedRow {
  readonly id: string;
  readonly kind: string;
  readonly due_at: Date;
  readonly raised_at: Date;
  readonly is_late: boolean;
  readonly ref: string | null;
  readonly provider: string | null;
  readonly child: string;
  readonly is_mine: boolean;
  readonly is_asked: boolean;
}

/** Alerts with the names by which people know their cases, in the order of when they were raised. */
export async function listedAlerts(tx: Transaction, ids: readonly string[]): Promise<readonly ListedAlert[]> {
  if (ids.length === 0) return [];
  const kept = new Map((await loadAlerts(tx, { ids })).map((alert) => [alert.id, alert]));
  const rows = await tx.query<ListedRow>(
    `SELECT a.id, d.kind, d.due_at, a.raised_at, a.is_late, p.code AS provider,
       (SELECT min(r.ref) FROM source_reference r WHERE r.authority = a.authority AND r.episode_id = a.episode_id) AS ref,
       coalesce(c.council_child_id, e.child_id::text) AS child, ${isMine} AS is_mine, ${isAsked} AS is_asked
     FROM alert a
     JOIN alert_escalation s ON s.authority = a.authority AND s.alert_id = a.id
     JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
     JOIN missing_episode e ON e.authority = a.authority AND e.id = a.episode_id
     LEFT JOIN provider p ON p.id = e.provider_id
     LEFT JOIN child_identity c ON c.authority = e.authority AND c.child_id = e.child_id
     WHERE a.authority = $1 AND a.id = ANY($3::uuid[]) ORDER BY a.raised_at, a.id`,
    [tx.context.authority, tx.context.personId, ids],
  );
  const names = await namesOf(
    tx,
    [...kept.values()].flatMap(({ state }) => holderOf(state) ?? []),
  );
  return rows.flatMap((row) => {
    const alert = kept.get(row.id);
    return alert ? [listed(row, alert, names)] : [];
  });
}

function listed(row: ListedRow, alert: KeptAlert, names: ReadonlyMap<string, string>): ListedAlert {
  const holder = holderOf(alert.state);
  return {
    ...{ id: row.id, step: alert.step, kind: row.kind, isLate: row.is_late },
    ...{ childId: alert.childId, episodeId: alert.episodeId },
    ...{ dueAt: instantOf(row.due_at), raisedAt: instantOf(row.raised_at) },
    ...{ ref: row.ref, providerCode: row.provider, child: row.child, state: alert.state },
    ...{ isMine: row.is_mine, isAsked: row.is_asked, holder: holder === null ? null : (names.get(holder) ?? null) },
  };
}

/** Who has an alert; null where nobody has. */
export function holderOf(state: AlertState): string | null {
  return 'acknowledgement' in state ? state.acknowledgement.personId : null;
}

/** What people are called. A provider is told the names of its own people alone. */
export async function namesOf(tx: Transaction, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `SELECT p.id, ${nameInAuthority('p', '$1')} AS name FROM person p
     WHERE p.id = ANY($2::uuid[]) AND ($3::uuid IS NULL OR EXISTS (
       SELECT FROM membership m WHERE m.authority = $1 AND m.person_id = p.id AND m.provider_id = $3::uuid))`,
    [tx.context.authority, [...new Set(people)], tx.context.providerId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
