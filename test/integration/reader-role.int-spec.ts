import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseReportingMonth } from '#domain/time';
import { asReader, inTransaction, systemContext } from '#persistence';
import { obtainMaceReport } from '#reports';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

interface Found {
  readonly name: string;
  readonly columns: string | null;
}

const stamps = 'created_at created_by modified_at modified_by';

/**
 * All that reports may read. No identity, no free text, no raw row, no finding, no log, no session, no person: who adds
 * a column here says that it is none of these.
 */
const readable: Readonly<Record<string, string>> = {
  alert: 'authority id deadline_id episode_id step rule_version due_at raised_at is_late',
  authority: `code ${stamps}`,
  authority_provider: `authority provider_id ${stamps}`,
  authority_setting: `authority valid_from set_point_outward_code travel_limit_miles board_name suppression_threshold ${stamps}`,
  bank_holiday: 'held_on title',
  code_set_entry: 'code_set code label',
  contract: `authority id provider_id kind valid_from valid_to groups counted_modes counted_episodes travel_limit_miles ${stamps}`,
  child_merge: 'authority child_id into_child_id undone_at',
  deadline: `authority id episode_id kind rule_version starts_at due_at settled_at superseded_at next_step next_step_at ${stamps} superseded_because`,
  episode_merge: 'authority episode_id into_episode_id undone_at',
  factor: 'taxonomy_version code category label definition needs_same_day_alert valid_from valid_to',
  factor_observation: 'authority interview_id section code view is_primary',
  interview: `authority id episode_id provider_id began_at began_time_known ended_at ended_time_known mode is_independent
    risk_now taxonomy_version push_answer pull_answer harm_answer protective_answer ${stamps}`,
  interview_cover: 'authority interview_id episode_id',
  interview_offer: 'authority id episode_id origin offered_at offered_time_known offered_to outcome',
  interview_requirement: `authority episode_id referred_at referred_time_known acknowledged_at acknowledged_time_known
    booked_for booked_time_known form_returned_at form_returned_time_known safeguarding_alert_at
    safeguarding_alert_time_known not_completed_reason has_carer_information plan_informed_at plan_informed_time_known
    has_plan_change arrived_overdue_at ${stamps}`,
  local_authority: 'code name dfe_code region_code region_name kind valid_from valid_to is_live latitude longitude',
  missing_episode: `authority id child_id provider_id code police_classification police_risk council_classification
    missing_from missing_at missing_time_known reported_at reported_time_known found_at found_time_known returned_at
    returned_time_known episode_end start_age start_gender start_ethnicity start_care_status start_group
    start_placing_authority start_host_authority start_placement_type start_placement_outward_code ${stamps} is_guarded`,
  missing_notification: `authority id list_id source child_id described_child_id episode_id linked_by doubt missing_at
    missing_time_known returned_at returned_time_known police_classification police_risk missing_from received_at ${stamps}`,
  outward_code: 'code latitude longitude',
  police_force_area: 'code name is_active',
  provider: `id code name ${stamps}`,
  source_reference: 'authority provider_id episode_id',
  vulnerability_observation: 'authority interview_id code is_present',
};

const context = { ...systemContext(SUTTON, 'test'), actor: 'authority' } as const;

describe.each(testServers())('the reader role on $name', (server) => {
  let test: TestService;

  beforeAll(async () => {
    test = await createTestService({ server, months: 1 });
  }, 60_000);
  afterAll(() => test.close());

  const ask = (sql: string) =>
    withClient(test.database.superuserUrl, async (client) => (await client.query<Found>(sql)).rows);
  const everyTable = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`;
  const report = (rebuild: boolean) => {
    const month = parseReportingMonth('2025-10');
    if (!month) throw new Error('not a month');
    const request = { first: month, last: month, audience: 'mace', cutOff: null, rebuild } as const;
    return obtainMaceReport(test.service.database, test.service.lists, context, request);
  };

  it('may read exactly what is listed here', async () => {
    const rows = await ask(
      `SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name, (
         SELECT string_agg(a.attname, ' ' ORDER BY a.attnum) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND has_column_privilege('homeward_reader', c.oid, a.attnum, 'SELECT')) AS columns
       FROM ${everyTable} ORDER BY 1`,
    );
    const found = rows.filter(({ columns }) => columns !== null).map(({ name, columns }) => [name, columns]);
    const listed = Object.entries(readable).map(([name, columns]) => [name, columns.replace(/\s+/g, ' ')]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(listed));
  });

  it('is refused by every other table, when it asks', async () => {
    const rows = await ask(`SELECT n.nspname || '.' || c.relname AS name FROM ${everyTable} ORDER BY 1`);
    const others = rows.flatMap(({ name }) => (name.replace('public.', '') in readable ? [] : [name]));
    expect(others).toEqual(expect.arrayContaining(['public.child_identity', 'public.case_text', 'bullmq.job']));
    for (const name of others) {
      const asked = inTransaction(test.service.database, context, (tx) =>
        asReader(tx, () => tx.query(`SELECT FROM ${name}`)),
      );
      await expect(asked).rejects.toThrow(/^permission denied for (table|schema)/);
    }
  });

  it('may not read how an offer was made, which is free text', async () => {
    for (const columns of ['method', '*']) {
      const asked = inTransaction(test.service.database, context, (tx) =>
        asReader(tx, () => tx.query(`SELECT ${columns} FROM interview_offer`)),
      );
      await expect(asked).rejects.toThrow('permission denied for table interview_offer');
    }
  });

  it('may write nothing, use no sequence and call no function of the service', async () => {
    const written = `SELECT c.relname AS name FROM ${everyTable} AND (
      has_any_column_privilege('homeward_reader', c.oid, 'INSERT, UPDATE, REFERENCES') OR
      has_table_privilege('homeward_reader', c.oid, 'DELETE, TRUNCATE, TRIGGER'))`;
    const sequences = `SELECT c.relname AS name FROM pg_class c
      WHERE CASE WHEN c.relkind = 'S' THEN has_sequence_privilege('homeward_reader', c.oid, 'USAGE, SELECT, UPDATE') END`;
    const functions = `SELECT p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND has_schema_privilege('homeward_reader', n.oid, 'USAGE')
        AND has_function_privilege('homeward_reader', p.oid, 'EXECUTE')`;
    for (const sql of [written, sequences, functions]) expect(await ask(sql)).toEqual([]);
  });

  it('is enough for a report', async () => {
    const { report: built } = await report(false);
    expect(built.build).toBe(1);
    expect(JSON.stringify(built)).toContain('2025-10');
  });

  it('is what reports are counted under: without its rights there is none', async () => {
    await ask('REVOKE SELECT ON missing_episode FROM homeward_reader');
    try {
      await expect(report(true)).rejects.toThrow('permission denied for table missing_episode');
    } finally {
      await ask('GRANT SELECT ON missing_episode TO homeward_reader');
    }
    expect((await report(true)).report.build).toBe(1);
  });
});
