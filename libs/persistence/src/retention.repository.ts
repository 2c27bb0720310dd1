import type { CareStatus } from '#domain/children';
import type { ChildId } from '#domain/kernel';
import type { DueSieve, LocalRetention, RetentionAnchor, RetentionFacts } from '#domain/retention';
import { parseDay } from '#domain/time';
import type { SqlValue } from './prepared.js';
import type { Transaction } from './transaction.js';

/** What decides how long one child's records are kept. */
export interface ChildRetention {
  readonly childId: ChildId;
  readonly facts: RetentionFacts;
}

/** What the council has set, the latest first, and of two for one day the one that was set last. */
export async function listLocalRetention(tx: Transaction): Promise<readonly LocalRetention[]> {
  const rows = await tx.query<{
    care_status: CareStatus;
    anchor: RetentionAnchor;
    years: number;
    valid_from: string;
  }>(
    `SELECT care_status, anchor, years, valid_from::text FROM authority_retention
     WHERE authority = $1 ORDER BY valid_from DESC, created_at DESC, id DESC`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    careStatus: row.care_status,
    anchor: row.anchor,
    years: row.years,
    validFrom: parseDay(row.valid_from),
  }));
}

const londonDay = (at: string) => `(${at} AT TIME ZONE 'Europe/London')::date`;

/** An end without a return has no time of its own: it counts from when it was last written. */
const episodeFacts = `
  SELECT max(${londonDay('e.missing_at')}) AS last_on, max(${londonDay('coalesce(e.returned_at, e.modified_at)')}) AS closed_on,
    coalesce(bool_or(e.returned_at IS NULL AND e.episode_end IS NULL), false) AS is_missing,
    array_agg(DISTINCT e.start_care_status) AS statuses
  FROM missing_episode e WHERE e.authority = i.authority AND e.child_id = i.child_id`;

/** Children who stand in a provider's file together with a child under a hold, on whichever of its records: the file must stay as it came. */
const heldByFile = `
  SELECT DISTINCT others.child_id
  FROM legal_hold h
  JOIN missing_episode e ON e.authority = h.authority AND e.child_id = ANY (records_of_child(h.authority, h.child_id))
  JOIN submission_row r ON r.authority = e.authority AND r.episode_id = e.id
  JOIN submission_file f ON f.authority = r.authority AND f.submission_id = r.submission_id
  JOIN submission_row also ON also.authority = f.authority AND also.submission_id = f.submission_id
  JOIN missing_episode others ON others.authority = also.authority AND others.id = also.episode_id
  WHERE h.authority = $1 AND h.lifted_at IS NULL`;

interface FactsRow {
  child_id: string;
  date_of_birth: string;
  died_on: string | null;
  statuses: CareStatus[];
  last_on: string | null;
  closed_on: string | null;
  is_missing: boolean;
  is_held: boolean;
}

async function selectFacts(
  tx: Transaction,
  condition: string,
  parameters: readonly SqlValue[],
): Promise<readonly ChildRetention[]> {
  const rows = await tx.query<FactsRow>(
    `WITH held_by_file AS MATERIALIZED (${heldByFile}),
       held AS MATERIALIZED (SELECT child_id FROM legal_hold WHERE authority = $1 AND lifted_at IS NULL)
     SELECT i.child_id, i.date_of_birth::text, i.died_on::text, f.last_on::text, f.closed_on::text, f.is_missing,
       ARRAY(SELECT s.care_status FROM child_care_status s WHERE s.authority = i.authority AND s.child_id = i.child_id
             UNION SELECT unnest(f.statuses)) AS statuses,
       EXISTS (SELECT FROM held WHERE child_id IS NULL) OR i.child_id IN (SELECT child_id FROM held WHERE child_id IS NOT NULL)
         OR i.child_id IN (SELECT child_id FROM held_by_file) AS is_held
     FROM child_identity i
     JOIN child c ON c.authority = i.authority AND c.id = i.child_id AND c.deleted_at IS NULL
     CROSS JOIN LATERAL (${episodeFacts}) f
     WHERE i.authority = $1 AND ${condition} ORDER BY i.date_of_birth, i.child_id`,
    [tx.context.authority, ...parameters],
  );
  return rows.map(readFacts);
}

function readFacts(row: FactsRow): ChildRetention {
  const day = (text: string | null) => (text === null ? null : parseDay(text));
  return {
    childId: row.child_id,
    facts: {
      dateOfBirth: parseDay(row.date_of_birth),
      diedOn: day(row.died_on),
      careStatuses: row.statuses,
      lastEpisodeOn: day(row.last_on),
      closedOn: day(row.closed_on),
      isMissing: row.is_missing,
      isHeld: row.is_held,
    },
  };
}

const sieveColumns = {
  birth: 'i.date_of_birth',
  death: 'i.died_on',
  last_episode: 'f.last_on',
  closure: 'f.closed_on',
} as const satisfies Readonly<Record<keyof DueSieve, string>>;

/** The facts of the children who pass the sieve: whoever does not cannot be due. Asked as the service itself. */
export function listRetentionCandidates(tx: Transaction, sieve: DueSieve): Promise<readonly ChildRetention[]> {
  const asked = (['birth', 'death', 'last_episode', 'closure'] as const).flatMap((fact) => {
    const by = sieve[fact];
    return by === null ? [] : [{ column: sieveColumns[fact], by: by.toString() }];
  });
  const conditions = asked.map(({ column }, index) => `${column} <= $${index + 2}::date`);
  return selectFacts(
    tx,
    `(${['false', ...conditions].join(' OR ')})`,
    asked.map(({ by }) => by),
  );
}

/** The facts of some children; those that are deleted are left out. Asked as the service itself. */
export function listRetentionFacts(tx: Transaction, childIds: readonly ChildId[]): Promise<readonly ChildRetention[]> {
  return selectFacts(tx, 'i.child_id = ANY ($2::uuid[])', [childIds]);
}
