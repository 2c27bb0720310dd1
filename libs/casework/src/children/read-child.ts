import { appendAudit } from '#access';
import type { ChildId } from '#domain/kernel';
import { dayInLondon, parseDay } from '#domain/time';
import type { Day } from '#domain/time';
import { inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { listedNow } from './admissions.js';
import { loadEpisodes } from './child-episodes.js';
import type { ChildEpisode } from './child-episode.js';
import { readHeading } from './child-heading.js';
import type { ChildHeading } from './child-heading.js';
import { listEmergencies } from './emergency-openings.js';
import type { EmergencyRecord } from './emergency-openings.js';
import { listStandingMerges } from './merged-records.js';
import type { StandingMerge } from './merged-records.js';
import { openChild } from './open-child.js';
import type { Opened } from './open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** Who leads a child's case, from a day on. */
export interface ChildAllocation {
  readonly team: string;
  readonly workerName: string | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly isInForce: boolean;
}

/** A child's record in the view of whoever opened it. */
export interface ChildRecord extends ChildHeading {
  /** How many people are admitted to a restricted record; null for those who are not told. */
  readonly admittedCount: number | null;
  readonly allocations: readonly ChildAllocation[];
  readonly emergencies: readonly EmergencyRecord[];
  readonly episodes: readonly ChildEpisode[];
  /** The records that are merged into this one. */
  readonly merges: readonly StandingMerge[];
}

/** Opens a child's record, on record. */
export function readChild(
  database: Database,
  context: TransactionContext,
  childId: string,
): Promise<Opened<ChildRecord>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<ChildRecord> => {
      const record = {
        ...(await readHeading(tx, child)),
        admittedCount:
          child.isRestricted && context.actor === 'authority' ? await countListed(tx, child.recordIds) : null,
        allocations: await listAllocations(tx, child.recordIds),
        emergencies: await listEmergencies(tx, 'a.child_id = ANY($2::uuid[])', [child.recordIds]),
        merges: child.recordIds.length > 1 ? await listStandingMerges(tx, child.childId) : [],
        episodes: await loadEpisodes(tx, child.recordIds),
      };
      await appendAudit(
        tx,
        {
          ...{ action: 'ChildRead', itemId: child.childId },
          ...{ itemCount: record.episodes.length, childIds: child.recordIds },
        },
        newId,
      );
      return record;
    }),
  );
}

/** Allocations on the records of a child, each once, the latest first; none for those to whom the policies show none. */
export async function listAllocations(
  tx: Transaction,
  recordIds: readonly ChildId[],
): Promise<readonly ChildAllocation[]> {
  const today = dayInLondon(tx.now).toString();
  const rows = await tx.query<{
    team: string;
    worker_name: string | null;
    valid_from: string;
    valid_to: string | null;
    is_in_force: boolean;
  }>(
    `SELECT a.team, p.display_name AS worker_name, a.valid_from::text, a.valid_to::text,
       (a.valid_from <= $3::date AND (a.valid_to IS NULL OR a.valid_to > $3::date)) AS is_in_force
     FROM child_allocation a LEFT JOIN person p ON p.id = a.person_id
     WHERE a.authority = $1 AND a.child_id = ANY($2::uuid[]) AND a.valid_to IS DISTINCT FROM a.valid_from
     GROUP BY a.team, p.id, p.display_name, a.valid_from, a.valid_to
     ORDER BY a.valid_from DESC, max(a.id::text) DESC`,
    [tx.context.authority, recordIds, today],
  );
  return rows.map((row) => ({
    team: row.team,
    workerName: row.worker_name,
    validFrom: parseDay(row.valid_from),
    validTo: row.valid_to === null ? null : parseDay(row.valid_to),
    isInForce: row.is_in_force,
  }));
}

async function countListed(tx: Transaction, recordIds: readonly ChildId[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(DISTINCT a.person_id)::integer AS count FROM child_admission a
     WHERE a.authority = $1 AND a.child_id = ANY($2::uuid[]) AND ${listedNow}`,
    [tx.context.authority, recordIds],
  );
  return row?.count ?? 0;
}
