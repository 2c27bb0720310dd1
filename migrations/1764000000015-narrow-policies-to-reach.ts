import type { MigrationInterface, QueryRunner } from 'typeorm';

type Guard = (table: string) => string;

const seesField = (field: string) => `'${field}' = ANY (string_to_array(current_setting('app.fields', true), ','))`;
const seesChild =
  (column: string): Guard =>
  (table) =>
    `may_see_child(${table}.authority, ${table}.${column})`;
const hangsOn =
  (parent: string, column: string): Guard =>
  (table) =>
    `EXISTS (SELECT FROM ${parent} p WHERE p.authority = ${table}.authority AND p.id = ${table}.${column})`;
const both =
  (first: Guard, second: Guard): Guard =>
  (table) =>
    `${first(table)} AND ${second(table)}`;
const field =
  (name: string): Guard =>
  () =>
    seesField(name);
const always: Guard = () => 'true';
const never: Guard = () => 'false';
const own: Guard = () => `provider_id::text = current_setting('app.provider', true)`;

const onEpisode = hangsOn('missing_episode', 'episode_id');
const onInterview = hangsOn('interview', 'interview_id');
const onSubmission = hangsOn('submission', 'submission_id');
const onAlert = hangsOn('alert', 'alert_id');
const onContract = hangsOn('contract', 'contract_id');

/** Of each tenant table: which rows people of the council work with, and which ones people and machines of a provider read. */
const guards: Readonly<Record<string, { readonly council: Guard; readonly provider: Guard }>> = {
  authority_setting: { council: always, provider: never },
  authority_provider: { council: always, provider: own },
  sharing_agreement: { council: always, provider: own },
  contract: { council: always, provider: own },
  contract_clock: { council: onContract, provider: onContract },
  contract_fee: { council: both(field('fees'), onContract), provider: both(field('fees'), onContract) },
  membership: { council: always, provider: own },
  child: { council: seesChild('id'), provider: seesChild('id') },
  child_identity: {
    council: both(field('identity'), seesChild('child_id')),
    provider: both(field('identity'), seesChild('child_id')),
  },
  child_care_status: { council: seesChild('child_id'), provider: never },
  child_allocation: { council: seesChild('child_id'), provider: never },
  child_admission: { council: ownAdmissionOr(seesChild('child_id')), provider: never },
  missing_episode: { council: seesChild('child_id'), provider: both(own, seesChild('child_id')) },
  source_reference: { council: onEpisode, provider: both(own, onEpisode) },
  episode_classification: { council: onEpisode, provider: onEpisode },
  interview_requirement: { council: onEpisode, provider: onEpisode },
  interview_offer: { council: onEpisode, provider: onEpisode },
  interview: { council: onEpisode, provider: both(own, onEpisode) },
  interview_cover: { council: onEpisode, provider: both(onEpisode, onInterview) },
  deadline: { council: onEpisode, provider: onEpisode },
  alert: { council: onEpisode, provider: onEpisode },
  alert_message: { council: onAlert, provider: onAlert },
  alert_acknowledgement: { council: onAlert, provider: onAlert },
  case_text: { council: both(field('form'), onEpisode), provider: both(field('form'), onEpisode) },
  factor_observation: { council: both(field('form'), onInterview), provider: both(field('form'), onInterview) },
  vulnerability_observation: { council: both(field('form'), onInterview), provider: both(field('form'), onInterview) },
  third_party_information: { council: both(field('third_party'), onEpisode), provider: never },
  submission: { council: field('returns'), provider: both(field('returns'), own) },
  submission_file: { council: onSubmission, provider: onSubmission },
  submission_row: { council: onSubmission, provider: onSubmission },
  finding: { council: onSubmission, provider: onSubmission },
  report_snapshot: { council: () => `(audience = 'board' OR ${seesField('aggregates')})`, provider: never },
  audit_event: { council: field('audit'), provider: never },
  audit_subject: {
    council: (table) =>
      `${seesField('audit')} AND (current_setting('app.reach', true) = 'none' OR ${seesChild('child_id')(table)})`,
    provider: never,
  },
};

function ownAdmissionOr(other: Guard): Guard {
  return (table) => `(person_id::text = current_setting('app.person', true) OR ${other(table)})`;
}

const newTables = ['child_allocation', 'child_admission', 'third_party_information'];
const auditTables = ['audit_event', 'audit_subject'];

const ofAuthority = `authority = current_setting('app.authority', true)`;
const actorIs = (actor: string) => `current_setting('app.actor', true) = '${actor}'`;

/**
 * People of the council see the children that their role reaches and the facts that it gives, and nothing of a record
 * that is restricted to others or deleted; a provider besides needs a sharing agreement in force. What the service does
 * by itself is not narrowed. Reports count every child, the restricted ones too.
 */
export class NarrowPoliciesToReach1764000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createFunctions(runner);
    for (const table of newTables) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY owner_passes ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
    }
    for (const table of Object.keys(guards)) await this.protect(runner, table);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON child_allocation, child_admission TO homeward_app`);
    await runner.query(`GRANT SELECT, INSERT ON third_party_information TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** `may_see_child` is filled in from the rule itself each time that migrations run; until then it lets nobody see a child. */
  private async createFunctions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION may_see_child(of_authority text, of_child uuid) RETURNS boolean
      LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN RETURN false; END $$`);
    await runner.query(`
      CREATE FUNCTION agreement_in_force() RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT EXISTS (
          SELECT FROM public.sharing_agreement a
          WHERE a.authority = current_setting('app.authority', true)
            AND a.provider_id::text = current_setting('app.provider', true)
            AND a.signed_on <= (transaction_timestamp() AT TIME ZONE 'Europe/London')::date
            AND a.valid_from <= (transaction_timestamp() AT TIME ZONE 'Europe/London')::date
            AND (a.valid_to IS NULL OR a.valid_to > (transaction_timestamp() AT TIME ZONE 'Europe/London')::date));
      END`);
    await runner.query(`REVOKE ALL ON FUNCTION may_see_child, agreement_in_force FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION may_see_child, agreement_in_force TO homeward_app, homeward_reader`);
  }

  private async protect(runner: QueryRunner, table: string): Promise<void> {
    const guard = guards[table];
    if (!guard) throw new Error(`No guard is set out for ${table}.`);
    const council = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${guard.council(table)}))`;
    const provider = `${ofAuthority} AND ${actorIs('provider')} AND (SELECT agreement_in_force()) AND ${guard.provider(table)}`;
    const counts = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${seesField('aggregates')}))`;
    const isAudit = auditTables.includes(table);
    await runner.query(`DROP POLICY IF EXISTS council ON ${table}`);
    await runner.query(`DROP POLICY IF EXISTS provider_reads ON ${table}`);
    await runner.query(`DROP POLICY IF EXISTS provider_is_audited ON ${table}`);
    const whichVerbs = isAudit ? 'FOR SELECT TO homeward_app' : 'TO homeward_app';
    const check = isAudit ? '' : ` WITH CHECK (${council})`;
    await runner.query(`CREATE POLICY council ON ${table} ${whichVerbs} USING (${council})${check}`);
    await runner.query(`CREATE POLICY provider_reads ON ${table} FOR SELECT TO homeward_app USING (${provider})`);
    await runner.query(`CREATE POLICY reports ON ${table} FOR SELECT TO homeward_reader USING (${counts})`);
    if (isAudit) {
      await runner.query(
        `CREATE POLICY everybody_is_audited ON ${table} FOR INSERT TO homeward_app
         WITH CHECK (${ofAuthority} AND current_setting('app.actor', true) IN ('authority', 'provider', 'system'))`,
      );
    }
  }
}
