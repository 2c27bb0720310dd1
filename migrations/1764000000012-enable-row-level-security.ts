import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a provider's rows are told in each tenant table: by its own column, by the episode, interview, child, submission,
 * alert or contract that the row hangs on, or not at all (`authority`: the council's own).
 */
const tenantTables = {
  authority_setting: 'authority',
  report_snapshot: 'authority',
  authority_provider: 'own',
  sharing_agreement: 'own',
  contract: 'own',
  membership: 'own',
  missing_episode: 'own',
  source_reference: 'own',
  interview: 'own',
  submission: 'own',
  audit_event: 'own',
  contract_fee: 'contract',
  contract_clock: 'contract',
  child: 'child',
  child_identity: 'child',
  child_care_status: 'child',
  episode_classification: 'episode',
  case_text: 'episode',
  interview_requirement: 'episode',
  interview_offer: 'episode',
  interview_cover: 'episode',
  deadline: 'episode',
  alert: 'episode',
  factor_observation: 'interview',
  vulnerability_observation: 'interview',
  alert_message: 'alert',
  alert_acknowledgement: 'alert',
  submission_file: 'submission',
  submission_row: 'submission',
  finding: 'submission',
  audit_subject: 'audit_event',
} as const;

type Relation = (typeof tenantTables)[keyof typeof tenantTables];

const relationConditions: Readonly<Record<Relation, (table: string) => string>> = {
  authority: () => 'false',
  own: () => `provider_id::text = current_setting('app.provider', true)`,
  child: (table) => hangsOn(table, 'missing_episode', 'child_id', table === 'child' ? 'id' : 'child_id'),
  episode: (table) => hangsOn(table, 'missing_episode', 'id', 'episode_id'),
  interview: (table) => hangsOn(table, 'interview', 'id', 'interview_id'),
  contract: (table) => hangsOn(table, 'contract', 'id', 'contract_id'),
  submission: (table) => hangsOn(table, 'submission', 'id', 'submission_id'),
  alert: (table) => hangsOn(table, 'alert', 'id', 'alert_id'),
  audit_event: (table) => hangsOn(table, 'audit_event', 'id', 'event_id'),
};

/** The row that this one hangs on is visible: its own policy decides. */
function hangsOn(table: string, parent: string, parentColumn: string, column: string): string {
  return `EXISTS (SELECT FROM ${parent} p WHERE p.authority = ${table}.authority AND p.${parentColumn} = ${table}.${column})`;
}

/** Everything beside the reference lists that reports may read: no identity, no free text, no log. */
const readerTables = [
  'authority_setting',
  'authority_provider',
  'contract',
  'missing_episode',
  'interview_requirement',
  'interview',
  'interview_cover',
  'factor_observation',
  'vulnerability_observation',
  'deadline',
  'alert',
];
/** How an offer was made is free text, so reports may read the rest of it only. */
const readerOfferColumns = [
  'authority',
  'id',
  'episode_id',
  'origin',
  'offered_at',
  'offered_time_known',
  'offered_to',
  'outcome',
];
const referenceTables = [
  'local_authority',
  'police_force_area',
  'outward_code',
  'bank_holiday',
  'code_set_entry',
  'factor',
  'authority',
  'provider',
];
/** What is only ever added to. */
const appendOnly = [
  'audit_event',
  'audit_subject',
  'report_snapshot',
  'submission_file',
  'finding',
  'episode_classification',
  'alert',
  'alert_acknowledgement',
];
/** What is written when a provider looks. */
const auditTables = ['audit_event', 'audit_subject'];
/** Where a correction replaces a set of rows as a whole. */
const replaceable = [
  'interview_cover',
  'factor_observation',
  'vulnerability_observation',
  'interview_offer',
  'interview',
];

/** Row-level security on every tenant table, by the context that each transaction sets; no context, no row. */
export class EnableRowLevelSecurity1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, relation] of Object.entries(tenantTables)) {
      await this.protect(runner, table, relationConditions[relation](table));
      const verbs = appendOnly.includes(table) ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE';
      await runner.query(`GRANT ${verbs}${replaceable.includes(table) ? ', DELETE' : ''} ON ${table} TO homeward_app`);
    }
    await runner.query(`GRANT SELECT ON ${[...readerTables, ...referenceTables].join(', ')} TO homeward_reader`);
    await runner.query(`GRANT SELECT (${readerOfferColumns.join(', ')}) ON interview_offer TO homeward_reader`);
    await runner.query(`GRANT SELECT ON ${referenceTables.join(', ')} TO homeward_app`);
    await runner.query(`GRANT INSERT, UPDATE ON authority, provider TO homeward_app`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON person, demonstration TO homeward_app`);
    await runner.query(`GRANT INSERT ON session, provider_key TO homeward_app`);
    await this.createSecretLookups(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /**
   * The council and the service itself read and write the rows of their authority. A provider only reads its own: what
   * it sends is applied by the service, so that knowing an id never lets it hang a row on somebody else's.
   */
  private async protect(runner: QueryRunner, table: string, providerCondition: string): Promise<void> {
    const ofAuthority = `authority = current_setting('app.authority', true)`;
    const asCouncil = `${ofAuthority} AND current_setting('app.actor', true) IN ('authority', 'system')`;
    const asProvider = `${ofAuthority} AND current_setting('app.actor', true) = 'provider' AND ${providerCondition}`;
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY owner_passes ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY council ON ${table} TO homeward_app, homeward_reader USING (${asCouncil}) WITH CHECK (${asCouncil})`,
    );
    await runner.query(
      `CREATE POLICY provider_reads ON ${table} FOR SELECT TO homeward_app, homeward_reader USING (${asProvider})`,
    );
    if (auditTables.includes(table)) {
      await runner.query(
        `CREATE POLICY provider_is_audited ON ${table} FOR INSERT TO homeward_app WITH CHECK (${asProvider})`,
      );
    }
  }

  /** One row for the hash of one secret, before any context exists. */
  private async createSecretLookups(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION find_session(wanted bytea, at timestamptz)
      RETURNS TABLE (person_id uuid, display_name text, is_demonstration boolean, memberships jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT p.id, p.display_name, p.is_demonstration, (
          SELECT coalesce(jsonb_agg(jsonb_build_object('authority', m.authority, 'role', m.role, 'providerId', m.provider_id)
                                    ORDER BY m.authority, m.role), '[]'::jsonb)
          FROM public.membership m
          WHERE m.person_id = p.id AND m.valid_from <= at::date AND (m.valid_to IS NULL OR m.valid_to > at::date))
        FROM public.session s JOIN public.person p ON p.id = s.person_id
        WHERE s.secret_hash = wanted AND s.expires_at > at;
      END`);
    await runner.query(`
      CREATE FUNCTION end_session(wanted bytea) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC DELETE FROM public.session WHERE secret_hash = wanted; END`);
    await runner.query(`
      CREATE FUNCTION find_provider_key(wanted bytea, at timestamptz)
      RETURNS TABLE (key_id uuid, provider_id uuid, provider_code text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT k.id, k.provider_id, p.code
        FROM public.provider_key k JOIN public.provider p ON p.id = k.provider_id
        WHERE k.secret_hash = wanted AND k.expires_at > at AND k.revoked_at IS NULL;
      END`);
    await runner.query(`REVOKE ALL ON FUNCTION find_session, end_session, find_provider_key FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION find_session, end_session, find_provider_key TO homeward_app`);
  }
}
