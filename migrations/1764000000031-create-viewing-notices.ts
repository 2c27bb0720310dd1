import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = `authority = current_setting('app.authority', true)`;
const actorIs = (actor: string) => `current_setting('app.actor', true) = '${actor}'`;
const seesField = (field: string) => `'${field}' = ANY (string_to_array(current_setting('app.fields', true), ','))`;

/** What the lead worker is told each day of people outside the team who opened a child's record. */
export class CreateViewingNotices1764000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE viewing_notice (
        authority text NOT NULL,
        id uuid NOT NULL,
        child_id uuid NOT NULL,
        told_person_id uuid NOT NULL REFERENCES person (id),
        viewed_on date NOT NULL,
        view_count integer NOT NULL CHECK (view_count > 0),
        viewer_count integer NOT NULL CHECK (viewer_count > 0),
        counted_until_at timestamptz NOT NULL,
        seen_at timestamptz,
        PRIMARY KEY (authority, id),
        UNIQUE (authority, child_id, told_person_id, viewed_on),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id)
      )`);
    await runner.query(`CREATE INDEX viewing_notice_told_person_id ON viewing_notice (told_person_id)`);
    const council = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND may_see_child(authority, child_id)))`;
    const counts = `${ofAuthority} AND (${actorIs('system')} OR (${actorIs('authority')} AND ${seesField('aggregates')}))`;
    await runner.query(`ALTER TABLE viewing_notice ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE viewing_notice FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY owner_passes ON viewing_notice TO CURRENT_USER USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY council ON viewing_notice TO homeward_app USING (${council}) WITH CHECK (${council})`,
    );
    await runner.query(
      `CREATE POLICY provider_reads ON viewing_notice FOR SELECT TO homeward_app
       USING (${ofAuthority} AND ${actorIs('provider')} AND false)`,
    );
    await runner.query(`CREATE POLICY reports ON viewing_notice FOR SELECT TO homeward_reader USING (${counts})`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON viewing_notice TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
