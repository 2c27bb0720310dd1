import { withClient } from './postgres.js';
import type { TestDatabase } from './postgres.js';

/** Names stand for opaque ids, so that two databases that say the same compare equal. */
const views = {
  children: `SELECT council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode FROM child_identity`,
  episodes: `SELECT r.ref, e.code, e.police_classification, e.police_risk, e.missing_from, e.missing_at, e.missing_time_known, e.reported_at, e.found_at,
      e.returned_at, e.returned_time_known, e.episode_end, e.start_age, e.start_gender, e.start_ethnicity, e.start_care_status, e.start_group,
      e.start_placing_authority, e.start_host_authority, e.start_placement_type, e.start_placement_outward_code
    FROM source_reference r JOIN missing_episode e USING (authority) WHERE e.id = r.episode_id`,
  requirements: `SELECT r.ref, q.referred_at, q.acknowledged_at, q.booked_for, q.form_returned_at, q.safeguarding_alert_at, q.not_completed_reason,
      q.has_carer_information, q.plan_informed_at, q.has_plan_change, q.arrived_overdue_at IS NULL AS in_time
    FROM source_reference r JOIN interview_requirement q ON q.episode_id = r.episode_id`,
  claims: `SELECT r.ref, c.fee_pence, c.miles FROM source_reference r JOIN provider_claim c ON c.episode_id = r.episode_id`,
  texts: `SELECT r.ref, to_jsonb(t) - '{episode_id,child_id,created_at,created_by,modified_at,modified_by}'::text[] AS text
    FROM source_reference r JOIN case_text t ON t.episode_id = r.episode_id`,
  offers: `SELECT r.ref, o.origin, o.offered_at, o.offered_time_known, o.method, o.offered_to, o.outcome
    FROM source_reference r JOIN interview_offer o ON o.episode_id = r.episode_id`,
  interviews: `SELECT r.ref, i.began_at, i.began_time_known, i.mode, i.is_independent, i.push_answer, i.pull_answer, i.harm_answer, i.protective_answer
    FROM source_reference r JOIN interview i ON i.episode_id = r.episode_id`,
  covers: `SELECT own.ref AS own, other.ref AS other FROM interview_cover c JOIN interview i ON i.id = c.interview_id
    JOIN source_reference own ON own.episode_id = i.episode_id JOIN source_reference other ON other.episode_id = c.episode_id`,
  factors: `SELECT r.ref, f.section, f.code, f.view, f.is_primary FROM factor_observation f
    JOIN interview i ON i.id = f.interview_id JOIN source_reference r ON r.episode_id = i.episode_id`,
  vulnerabilities: `SELECT r.ref, v.code, v.is_present FROM vulnerability_observation v
    JOIN interview i ON i.id = v.interview_id JOIN source_reference r ON r.episode_id = i.episode_id`,
  deadlines: `SELECT r.ref, d.kind, d.rule_version, d.starts_at, d.due_at, d.settled_at IS NULL AS is_open, d.superseded_at IS NULL AS is_current,
      d.next_step, d.next_step_at
    FROM source_reference r JOIN deadline d ON d.episode_id = r.episode_id`,
  alerts: `SELECT r.ref, a.step, a.due_at, a.is_late FROM source_reference r JOIN alert a ON a.episode_id = r.episode_id`,
} as const;

/** All that is held about children and episodes, told without opaque ids and without when it was written. */
export async function stateOf(
  database: Pick<TestDatabase, 'superuserUrl'>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  return withClient(database.superuserUrl, async (client) => {
    const state: Record<string, readonly string[]> = {};
    for (const [name, sql] of Object.entries(views)) {
      const { rows } = await client.query<{ line: string }>(
        `SELECT to_jsonb(s)::text AS line FROM (${sql}) s ORDER BY 1`,
      );
      state[name] = rows.map(({ line }) => line);
    }
    return state;
  });
}
