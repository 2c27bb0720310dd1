import type { ReturnHomeInterview } from '#domain/interviews';
import type { EpisodeId } from '#domain/kernel';
import { eachByKey } from './batch-sql.js';
import { readInterview } from './read-interview-rows.js';
import type { InterviewRow } from './read-interview-rows.js';
import type { Transaction } from './transaction.js';

const interviewColumns = `i.id, i.episode_id, i.provider_id, i.began_at, i.began_time_known, i.ended_at, i.ended_time_known,
  i.mode, i.is_independent, i.taxonomy_version`;
/** What the interview found: for those who are given the form, and for counting. */
const formColumns = 'i.risk_now, i.push_answer, i.pull_answer, i.harm_answer, i.protective_answer';
const noFormColumns =
  'NULL AS risk_now, NULL AS push_answer, NULL AS pull_answer, NULL AS harm_answer, NULL AS protective_answer';

const foundColumns = `
    (SELECT json_agg(json_build_object('section', f.section, 'code', f.code, 'view', f.view, 'isPrimary', f.is_primary) ORDER BY f.code)
      FROM factor_observation f WHERE f.authority = i.authority AND f.interview_id = i.id) AS factors,
    (SELECT json_agg(json_build_object('code', v.code, 'isPresent', v.is_present) ORDER BY v.code)
      FROM vulnerability_observation v WHERE v.authority = i.authority AND v.interview_id = i.id) AS vulnerabilities`;

const interviewSelect = (seesForm: boolean) => `
  SELECT ${interviewColumns}, ${seesForm ? formColumns : noFormColumns}, ${seesForm ? foundColumns : 'NULL AS factors, NULL AS vulnerabilities'},
    (SELECT array_agg(c.episode_id ORDER BY c.episode_id) FROM interview_cover c
      WHERE c.authority = i.authority AND c.interview_id = i.id) AS covers
  FROM interview i`;

/** Every interview that covers one of the episodes; with what it found for those who are given the form, and for counting. */
export function findInterviews(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<readonly ReturnHomeInterview[]> {
  const { fields } = tx.context;
  return coveringInterviews(tx, episodeIds, fields.includes('form') || fields.includes('aggregates'));
}

/** The same, with what it found or without it. */
export async function coveringInterviews(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
  withForm: boolean,
): Promise<readonly ReturnHomeInterview[]> {
  const covering = await tx.query<{ id: string }>(
    eachByKey('SELECT interview_id AS id FROM interview_cover WHERE authority = $1 AND episode_id = wanted.id'),
    [tx.context.authority, episodeIds],
  );
  if (covering.length === 0) return [];
  const rows = await tx.query<InterviewRow>(
    `${interviewSelect(withForm)}
     WHERE i.authority = $1 AND i.id = ANY($2::uuid[])`,
    [tx.context.authority, [...new Set(covering.map(({ id }) => id))]],
  );
  return rows.map(readInterview);
}
