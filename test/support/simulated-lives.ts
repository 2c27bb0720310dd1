import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { ladderOf } from './alerts.js';
import { SUTTON } from './service.js';
import type { TestService } from './service.js';

/** An alert from its cause to its end. */
export interface AlertLine {
  readonly ref: string;
  readonly kind: string;
  readonly step: string;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly raisedAt: Instant;
  readonly told: string;
  readonly acknowledged: string;
  readonly endedAt: Instant | null;
}

interface LineRow {
  readonly ref: string;
  readonly kind: string;
  readonly step: string;
  readonly starts_at: Date;
  readonly due_at: Date;
  readonly raised_at: Date;
  readonly told: string | null;
  readonly acknowledged: string | null;
  readonly ended_at: Date | null;
}

/** Every alert that was raised since an instant, in that order. */
export async function readLives(test: TestService, since: Instant): Promise<readonly AlertLine[]> {
  const hm = (column: string) => `to_char(${column} AT TIME ZONE 'Europe/London', 'DD Mon HH24:MI')`;
  const who = `replace(split_part(p.sign_in_name, '.', 1), '_', ' ')`;
  const rows = await ladderOf(test).rows<LineRow>(
    `SELECT (SELECT min(r.ref) FROM source_reference r WHERE r.authority = a.authority AND r.episode_id = a.episode_id) AS ref,
       d.kind, a.step, d.starts_at, d.due_at, a.raised_at, least(d.settled_at, d.superseded_at) AS ended_at,
       (SELECT string_agg(DISTINCT t.line, '; ') FROM (
          SELECT ${hm('m.queued_at')} || ' ' || ${who} AS line FROM alert_message m JOIN person p ON p.id = m.recipient_id
          WHERE m.authority = a.authority AND m.alert_id = a.id AND m.channel = 'page') t) AS told,
       (SELECT string_agg(${hm('k.acknowledged_at')} || ' ' || ${who} ||
          coalesce(', by ' || ${hm('k.promised_by')}, ''), '; ' ORDER BY k.acknowledged_at)
        FROM alert_acknowledgement k JOIN person p ON p.id = k.person_id
        WHERE k.authority = a.authority AND k.alert_id = a.id) AS acknowledged
     FROM alert a JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
     WHERE a.authority = $1 AND a.raised_at >= $2 ORDER BY a.raised_at, ref, a.step`,
    [SUTTON, new Date(since.epochMilliseconds)],
  );
  return rows.map((row) => ({
    ...{ ref: row.ref, kind: row.kind, step: row.step, told: row.told ?? '', acknowledged: row.acknowledged ?? '' },
    ...{ startedAt: instantOf(row.starts_at), dueAt: instantOf(row.due_at), raisedAt: instantOf(row.raised_at) },
    endedAt: row.ended_at && instantOf(row.ended_at),
  }));
}

/** How many messages were withdrawn since an instant. */
export async function countWithdrawn(test: TestService, since: Instant): Promise<number> {
  const rows = await ladderOf(test).rows<{ count: number }>(
    'SELECT count(*)::integer AS count FROM alert_message WHERE authority = $1 AND withdrawn_at >= $2',
    [SUTTON, new Date(since.epochMilliseconds)],
  );
  return rows[0]?.count ?? 0;
}
