import { appendAudit } from '#access';
import { asService, inTransaction } from '#persistence';
import type { PreparedStatement, Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';

type Database = Parameters<typeof inTransaction>[0];

/** When something happened; without its time of day, `at` is the start of that day in London. */
export interface MomentDocument {
  readonly at: string;
  readonly timeKnown: boolean;
}

/** One missing episode with what is recorded of it, as far as whoever asks may see it. */
export interface EpisodeDocument {
  readonly id: string;
  /** The council's child ID; null where there is none, or who the child is may not be seen. */
  readonly child: string | null;
  readonly refs: readonly string[];
  readonly provider: string | null;
  readonly type: string;
  readonly policeClassification: string | null;
  readonly policeRisk: string | null;
  readonly missingFrom: string | null;
  readonly missingAt: MomentDocument | null;
  readonly reportedAt: MomentDocument | null;
  readonly foundAt: MomentDocument | null;
  readonly returnedAt: MomentDocument | null;
  readonly end: string | null;
  readonly ageAtStart: number;
  readonly careStatusAtStart: string;
  readonly referredAt: MomentDocument | null;
  readonly bookedFor: MomentDocument | null;
  readonly interviewAt: MomentDocument | null;
  readonly interviewMode: string | null;
  readonly notCompletedReason: string | null;
}

/**
 * One episode by its id, looked at on record. Null where it is not there, is not for whoever asks, or belongs to a
 * restricted record: why somebody opens such a one has to be asked, which only a page can.
 */
export async function readEpisode(
  database: Database,
  context: TransactionContext,
  id: string,
): Promise<EpisodeDocument | null> {
  const found = await inTransaction(database, context, async (tx) => {
    const [row] = await tx.prepared<EpisodeRow>(episodeById, [context.authority, id]);
    if (!row || (row.is_guarded && (await isRestricted(tx, row.child_id)))) return null;
    await appendAudit(tx, { action: 'EpisodeRead', itemId: id, itemCount: 1, childIds: [row.child_id] }, newId);
    return documentOf(row);
  });
  if (!found) await recordMiss(database, context, id);
  return found;
}

/** Whether one of the records of a child is restricted: that may be another one than the person sees. */
async function isRestricted(tx: Transaction, childId: string): Promise<boolean> {
  const restricted = await asService(tx, () =>
    tx.query('SELECT FROM child WHERE authority = $1 AND id = ANY (records_of_child($1, $2)) AND is_restricted', [
      tx.context.authority,
      childId,
    ]),
  );
  return restricted.length > 0;
}

/** What was asked for in vain is on record with the child it would have shown; whoever asked learns nothing of it. */
async function recordMiss(database: Database, context: TransactionContext, id: string): Promise<void> {
  const ofService: TransactionContext = { ...context, actor: 'system' };
  await inTransaction(database, ofService, async (tx) => {
    const hidden = await findChild(tx, id);
    await appendAudit(
      tx,
      { action: 'EpisodeRead', itemId: id, itemCount: 0, childIds: hidden, outcome: 'refused' },
      newId,
    );
  });
}

async function findChild(tx: Transaction, id: string): Promise<readonly string[]> {
  const rows = await tx.query<{ child_id: string }>(
    'SELECT child_id FROM missing_episode WHERE authority = $1 AND id = $2',
    [tx.context.authority, id],
  );
  return rows.map(({ child_id }) => child_id);
}

interface EpisodeRow {
  readonly id: string;
  readonly child_id: string;
  readonly is_guarded: boolean;
  readonly council_child_id: string | null;
  readonly refs: readonly string[] | null;
  readonly provider: string | null;
  readonly code: string;
  readonly police_classification: string | null;
  readonly police_risk: string | null;
  readonly missing_from: string | null;
  readonly missing_at: Date | null;
  readonly missing_time_known: boolean | null;
  readonly reported_at: Date | null;
  readonly reported_time_known: boolean | null;
  readonly found_at: Date | null;
  readonly found_time_known: boolean | null;
  readonly returned_at: Date | null;
  readonly returned_time_known: boolean | null;
  readonly episode_end: string | null;
  readonly start_age: number;
  readonly start_care_status: string;
  readonly referred_at: Date | null;
  readonly referred_time_known: boolean | null;
  readonly booked_for: Date | null;
  readonly booked_time_known: boolean | null;
  readonly began_at: Date | null;
  readonly began_time_known: boolean | null;
  readonly mode: string | null;
  readonly not_completed_reason: string | null;
}

/** The record itself under row-level security; so is each table that is joined to it, and gives nothing where it may not. */
const episodeById = {
  name: 'episode-by-id',
  text: `
  SELECT e.id, e.child_id, k.is_guarded, c.council_child_id, p.code AS provider, e.code, e.police_classification, e.police_risk, e.missing_from,
    e.missing_at, e.missing_time_known, e.reported_at, e.reported_time_known, e.found_at, e.found_time_known,
    e.returned_at, e.returned_time_known, e.episode_end, e.start_age, e.start_care_status,
    q.referred_at, q.referred_time_known, q.booked_for, q.booked_time_known, q.not_completed_reason,
    i.began_at, i.began_time_known, i.mode,
    (SELECT array_agg(r.ref ORDER BY r.ref) FROM source_reference r
     WHERE r.authority = e.authority AND r.episode_id = e.id) AS refs
  FROM missing_episode e
  JOIN child k ON k.authority = e.authority AND k.id = e.child_id
  LEFT JOIN provider p ON p.id = e.provider_id
  LEFT JOIN child_identity c ON c.authority = e.authority AND c.child_id = e.child_id
  LEFT JOIN interview_requirement q ON q.authority = e.authority AND q.episode_id = e.id
  LEFT JOIN interview i ON i.authority = e.authority AND i.episode_id = e.id
  WHERE e.authority = $1 AND e.id = $2`,
} as const satisfies PreparedStatement;

function documentOf(row: EpisodeRow): EpisodeDocument {
  return {
    ...{ id: row.id, child: row.council_child_id, refs: row.refs ?? [], provider: row.provider, type: row.code },
    ...{ policeClassification: row.police_classification, policeRisk: row.police_risk, missingFrom: row.missing_from },
    missingAt: moment(row.missing_at, row.missing_time_known),
    reportedAt: moment(row.reported_at, row.reported_time_known),
    foundAt: moment(row.found_at, row.found_time_known),
    returnedAt: moment(row.returned_at, row.returned_time_known),
    ...{ end: row.episode_end, ageAtStart: row.start_age, careStatusAtStart: row.start_care_status },
    referredAt: moment(row.referred_at, row.referred_time_known),
    bookedFor: moment(row.booked_for, row.booked_time_known),
    interviewAt: moment(row.began_at, row.began_time_known),
    ...{ interviewMode: row.mode, notCompletedReason: row.not_completed_reason },
  };
}

function moment(at: Date | null, timeKnown: boolean | null): MomentDocument | null {
  return at && timeKnown !== null ? { at: at.toISOString(), timeKnown } : null;
}
