import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = `authority = current_setting('app.authority', true)`;
const actorIs = (actor: string) => `current_setting('app.actor', true) = '${actor}'`;
const seesChild = `may_see_child(child_opening.authority, child_opening.child_id)`;
const ownOne = `person_id::text = current_setting('app.person', true)`;

/** Why somebody who is admitted to a restricted record opened it: asked for anew each hour. */
export class CreateChildOpening1764000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child_opening (
        authority text NOT NULL,
        id uuid NOT NULL,
        child_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person (id),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        opened_at timestamptz NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id)
      )`);
    await runner.query(
      `CREATE INDEX child_opening_child_id ON child_opening (authority, child_id, person_id, opened_at)`,
    );
    await runner.query(`CREATE INDEX child_opening_person_id ON child_opening (person_id)`);
    const council = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${seesChild}))`;
    const provider = `${ofAuthority} AND ${actorIs('provider')} AND (SELECT agreement_in_force()) AND ${ownOne} AND ${seesChild}`;
    const counts = `${ofAuthority} AND ${actorIs('system')}`;
    await runner.query(`ALTER TABLE child_opening ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE child_opening FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY owner_passes ON child_opening TO CURRENT_USER USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY council ON child_opening TO homeward_app USING (${council}) WITH CHECK (${council})`,
    );
    await runner.query(`CREATE POLICY provider_reads ON child_opening FOR SELECT TO homeward_app USING (${provider})`);
    await runner.query(`CREATE POLICY reports ON child_opening FOR SELECT TO homeward_reader USING (${counts})`);
    await runner.query(`GRANT SELECT, INSERT ON child_opening TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
