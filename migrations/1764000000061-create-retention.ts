import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = `authority = current_setting('app.authority', true)`;
const actorIs = (actor: string) => `current_setting('app.actor', true) = '${actor}'`;
const seesAggregates = `'aggregates' = ANY (string_to_array(current_setting('app.fields', true), ','))`;

/** Which rows people of the council see. Holds and decisions pass through the service alone, after its own check. */
const councilSees = { authority_retention: 'true', legal_hold: 'false', deletion_decision: 'false' } as const;

/** How long a council keeps what it may decide itself, what must not be deleted, and who decided to delete what. */
export class CreateRetention1764000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE authority_retention (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        care_status text NOT NULL CHECK (care_status IN ('home', 'looked_after', 'looked_after_other_authority', 'care_leaver')),
        anchor text NOT NULL CHECK (anchor IN ('birth', 'last_episode', 'closure')),
        years smallint NOT NULL CHECK (years BETWEEN 1 AND 150),
        valid_from date NOT NULL,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id)
      )`);
    await runner.query(`
      CREATE TABLE legal_hold (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        child_id uuid,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        valid_from date NOT NULL,
        lifted_at timestamptz,
        lifted_by uuid REFERENCES person (id),
        lift_reason text CHECK (length(lift_reason) BETWEEN 1 AND 500),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id),
        CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
        CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
      )`);
    await runner.query(`CREATE INDEX legal_hold_child_id ON legal_hold (authority, child_id)`);
    await runner.query(`CREATE INDEX legal_hold_lifted_by ON legal_hold (lifted_by)`);
    await runner.query(`
      CREATE TABLE deletion_decision (
        authority text NOT NULL,
        child_id uuid NOT NULL,
        decided_by uuid NOT NULL REFERENCES person (id),
        decided_at timestamptz NOT NULL,
        due_on date NOT NULL,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        executed_at timestamptz,
        PRIMARY KEY (authority, child_id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id)
      )`);
    await runner.query(`CREATE INDEX deletion_decision_decided_by ON deletion_decision (decided_by)`);
    for (const [table, rule] of Object.entries(councilSees)) await this.protect(runner, table, rule);
    await runner.query(`GRANT SELECT, INSERT ON authority_retention, deletion_decision TO homeward_app`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON legal_hold TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async protect(runner: QueryRunner, table: string, rule: string): Promise<void> {
    const council = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${rule}))`;
    const provider = `${ofAuthority} AND ${actorIs('provider')} AND (SELECT agreement_in_force()) AND false`;
    const counts = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${seesAggregates}))`;
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY owner_passes ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY council ON ${table} TO homeward_app USING (${council}) WITH CHECK (${council})`);
    await runner.query(`CREATE POLICY provider_reads ON ${table} FOR SELECT TO homeward_app USING (${provider})`);
    await runner.query(`CREATE POLICY reports ON ${table} FOR SELECT TO homeward_reader USING (${counts})`);
  }
}
