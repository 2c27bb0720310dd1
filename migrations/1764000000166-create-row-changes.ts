import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/**
 * Old and new values of each row that changed what its sender had told, and whether the sender was asked. They say what
 * the row says: when the deletion of a child empties the row, they go with it.
 */
export class CreateRowChanges1764000000166 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE row_change (
        authority text NOT NULL,
        submission_id uuid NOT NULL,
        row_number integer NOT NULL,
        differences jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('applied', 'waiting', 'confirmed', 'withdrawn')),
        shown_at timestamptz NOT NULL,
        answered_at timestamptz,
        answered_by text,
        person_id uuid REFERENCES person (id),
        PRIMARY KEY (authority, submission_id, row_number),
        FOREIGN KEY (authority, submission_id, row_number)
          REFERENCES submission_row (authority, submission_id, row_number),
        CHECK ((state = 'confirmed' OR state = 'withdrawn') = (answered_at IS NOT NULL)),
        CHECK ((answered_at IS NULL) = (answered_by IS NULL))
      )`);
    await runner.query(`CREATE INDEX row_change_person_id ON row_change (person_id)`);
    const onRow = `EXISTS (
      SELECT FROM submission_row p WHERE p.authority = row_change.authority
        AND p.submission_id = row_change.submission_id AND p.row_number = row_change.row_number)`;
    await protectTenantTable(runner, 'row_change', { council: onRow, provider: onRow });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON row_change TO homeward_app`);
    await this.letThemGoWithTheirRow(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** Only the deletion of a child empties a row. */
  private async letThemGoWithTheirRow(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION purge_row_change() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $purge$
      BEGIN
        DELETE FROM public.row_change c
          WHERE c.authority = NEW.authority AND c.submission_id = NEW.submission_id AND c.row_number = NEW.row_number;
        RETURN NULL;
      END $purge$`);
    await runner.query(`REVOKE ALL ON FUNCTION purge_row_change FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER changes_go_along AFTER UPDATE OF record ON submission_row
      FOR EACH ROW WHEN (NEW.record = '{}'::jsonb) EXECUTE FUNCTION purge_row_change()`);
  }
}
