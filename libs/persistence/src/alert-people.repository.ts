import { childVisibility, permissions } from '#domain/access';
import { defaultLadder } from '#domain/alerts';
import type { Cover, LadderSettings, Standing } from '#domain/alerts';
import type { EpisodeId } from '#domain/kernel';
import { grouped } from './grouped.js';
import type { Transaction } from './transaction.js';
import { visibilitySql } from './visibility-sql.js';

const TODAY = `(transaction_timestamp() AT TIME ZONE 'Europe/London')::date`;

/** Each role that may take an alert on, with how far it sees: the permission says both. */
const reachOfRole = Object.entries(permissions['alert.acknowledge'])
  .map(([role, { reach }]) => `('${role}', '${reach}')`)
  .join(', ');

/** Whoever may see the child of the episode `e`, by the rule of the domain, in the role of the membership `m`. */
const maySee = visibilitySql(
  childVisibility,
  {
    ...{ authority: '$1::text', person: 'm.person_id::text', provider: 'm.provider_id::text', team: 'm.team' },
    reaches: (reach) => `(m.reach = '${reach}')`,
  },
  { authority: 'e.authority', id: 'e.child_id', records: 'e.records' },
);

const agreementInForce = `EXISTS (
  SELECT FROM sharing_agreement a
  WHERE a.authority = m.authority AND a.provider_id = m.provider_id AND a.signed_on <= ${TODAY}
    AND a.valid_from <= ${TODAY} AND (a.valid_to IS NULL OR a.valid_to > ${TODAY}))`;

/** A membership `m` that gives access today. */
export const membershipInForce = `m.accepted_at IS NOT NULL AND m.suspended_at IS NULL AND m.valid_from <= ${TODAY}
  AND (m.valid_to IS NULL OR m.valid_to > ${TODAY}) AND (m.provider_id IS NULL OR ${agreementInForce})`;

interface StandingRow {
  readonly episode_id: EpisodeId;
  readonly person_id: string;
  readonly role: string;
}

/**
 * Of each episode, who may be told of its alerts: the people of the council and of the episode's provider whose role may
 * take alerts on and who may see the child now. Asked as the service, which sees what the rule goes by. The records of a
 * child are looked up once for each episode, and only where something sets the child apart: else there is but one.
 */
export async function listStandings(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<ReadonlyMap<EpisodeId, readonly Standing[]>> {
  const rows = await tx.query<StandingRow>(
    `WITH e AS MATERIALIZED (
       SELECT id, authority, child_id, provider_id,
         CASE WHEN is_guarded THEN records_of_child(authority, child_id) ELSE ARRAY[child_id] END AS records
       FROM missing_episode WHERE authority = $1 AND id = ANY($2::uuid[])
     ), m AS MATERIALIZED (
       SELECT m.person_id, m.role, m.provider_id, m.team, g.reach
       FROM membership m JOIN (VALUES ${reachOfRole}) AS g (role, reach) ON g.role = m.role
       WHERE m.authority = $1 AND ${membershipInForce}
     )
     SELECT e.id AS episode_id, m.person_id, m.role
     FROM e JOIN m ON m.provider_id IS NULL OR m.provider_id = e.provider_id
     WHERE ${maySee}
     ORDER BY m.person_id, m.role`,
    [tx.context.authority, episodeIds],
  );
  return grouped(
    rows,
    ({ episode_id: id }) => id,
    ({ person_id: personId, role }) => ({ personId, role }),
  );
}

/** Who covers for whom today. */
export async function listCovers(tx: Transaction): Promise<readonly Cover[]> {
  const rows = await tx.query<{ covered_id: string; covering_id: string }>(
    `SELECT covered_id, covering_id FROM alert_cover
     WHERE authority = $1 AND valid_from <= ${TODAY} AND valid_to > ${TODAY} ORDER BY covered_id, covering_id`,
    [tx.context.authority],
  );
  return rows.map((row) => ({ coveredId: row.covered_id, coveringId: row.covering_id }));
}

interface LadderRow {
  readonly provider_worker_hours: number;
  readonly provider_manager_hours: number;
  readonly commissioner_hours: number;
  readonly team_manager_hours: number;
  readonly head_of_service_id: string | null;
}

/** What the authority has set of the ladder last, or the defaults. */
export async function readLadder(tx: Transaction): Promise<LadderSettings> {
  const [row] = await tx.query<LadderRow>(
    `SELECT provider_worker_hours, provider_manager_hours, commissioner_hours, team_manager_hours, head_of_service_id
     FROM alert_ladder WHERE authority = $1 ORDER BY set_at DESC, id DESC LIMIT 1`,
    [tx.context.authority],
  );
  if (!row) return defaultLadder;
  const hours = {
    ...{ 0: row.provider_worker_hours, 1: row.provider_manager_hours },
    ...{ 2: row.commissioner_hours, 3: row.team_manager_hours },
  };
  return { hours, headOfServiceId: row.head_of_service_id };
}
