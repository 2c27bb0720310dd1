import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a seal says, in either table: its place in the chain, the hashes, and exactly which events it covers. */
const sealColumns = `
  number integer NOT NULL CHECK (number >= 1),
  seal_format smallint NOT NULL,
  previous_hash bytea CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  event_ids uuid[] NOT NULL,
  event_count integer NOT NULL CHECK (event_count = cardinality(event_ids)),
  sealed_at timestamptz NOT NULL,
  complete_before_at timestamptz,
  next_xid xid8 NOT NULL,
  CHECK ((number = 1) = (previous_hash IS NULL))`;

const ofAuthority = `authority = current_setting('app.authority', true)`;
const actorIs = (actor: string) => `current_setting('app.actor', true) = '${actor}'`;
const seesField = (field: string) => `'${field}' = ANY (string_to_array(current_setting('app.fields', true), ','))`;

/**
 * Seals over the audit: a chain of batches for each authority and one for the deployment. Each event says in which
 * transaction it was written, so that only what no running transaction can still add to is sealed.
 */
export class CreateAuditSeals1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE audit_event ADD COLUMN recorded_xid xid8 NOT NULL DEFAULT pg_current_xact_id()`);
    // In this order: the transaction has its number before the time is taken.
    await runner.query(
      `ALTER TABLE deployment_event
         ADD COLUMN recorded_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
         ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()`,
    );
    await runner.query(`CREATE INDEX deployment_event_recorded_at ON deployment_event (recorded_at)`);
    await runner.query(`
      CREATE TABLE audit_seal (
        authority text NOT NULL REFERENCES authority (code), ${sealColumns},
        PRIMARY KEY (authority, number),
        CHECK (cardinality(event_ids) > 0)
      )`);
    await runner.query(`CREATE INDEX audit_seal_sealed_at ON audit_seal (authority, sealed_at)`);
    await runner.query(`CREATE TABLE deployment_seal (${sealColumns}, heads jsonb NOT NULL, PRIMARY KEY (number))`);
    await runner.query(`CREATE INDEX deployment_seal_sealed_at ON deployment_seal (sealed_at)`);
    await this.protect(runner);
    await runner.query(`GRANT SELECT, INSERT ON audit_seal, deployment_seal TO homeward_app`);
    await this.createHead(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async protect(runner: QueryRunner): Promise<void> {
    const council = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${seesField('audit')}))`;
    const counts = `${ofAuthority} AND ${actorIs('system')}`;
    await runner.query(`ALTER TABLE audit_seal ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE audit_seal FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY owner_passes ON audit_seal TO CURRENT_USER USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY council ON audit_seal TO homeward_app USING (${council}) WITH CHECK (${council})`,
    );
    await runner.query(
      `CREATE POLICY provider_reads ON audit_seal FOR SELECT TO homeward_app
       USING (${ofAuthority} AND ${actorIs('provider')} AND false)`,
    );
    await runner.query(`CREATE POLICY reports ON audit_seal FOR SELECT TO homeward_reader USING (${counts})`);
  }

  /** The head alone, for whoever builds a report that it is printed on: a hash says nothing of what it was made of. */
  private async createHead(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION audit_head() RETURNS bytea
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        SELECT s.hash FROM public.audit_seal s WHERE s.authority = current_setting('app.authority', true)
        ORDER BY s.number DESC LIMIT 1;
      END`);
    await runner.query(`REVOKE ALL ON FUNCTION audit_head FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION audit_head TO homeward_app`);
  }
}
