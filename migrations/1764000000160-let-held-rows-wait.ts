import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A held row may wait for another one, and be taken in when that arrives: when that was and what brought it stand beside
 * the moment at which it was held. It keeps every finding, each by the how manieth decision on the row it was made.
 */
export class LetHeldRowsWait1764000000160 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE submission_row
        ADD COLUMN decision_number smallint NOT NULL DEFAULT 0 CHECK (decision_number >= 0),
        ADD COLUMN is_waiting boolean NOT NULL DEFAULT false CHECK (NOT is_waiting OR outcome = 'held'),
        ADD COLUMN awaited_ref text,
        ADD COLUMN awaited_child_id uuid,
        ADD COLUMN settled_at timestamptz,
        ADD COLUMN settled_by_submission_id uuid,
        ADD CHECK (settled_at IS NOT NULL OR settled_by_submission_id IS NULL),
        ADD CHECK (settled_at IS NULL OR NOT is_waiting)`);
    await runner.query(`ALTER TABLE finding ADD COLUMN decision_number smallint NOT NULL DEFAULT 0`);
    await runner.query(`CREATE INDEX submission_row_ref ON submission_row (authority, ref)`);
    await runner.query(`
      CREATE INDEX submission_row_waiting ON submission_row (authority, decided_at) WHERE is_waiting`);
    await runner.query(`
      CREATE INDEX submission_row_awaited_ref ON submission_row (authority, awaited_ref) WHERE awaited_ref IS NOT NULL`);
    await runner.query(`
      CREATE INDEX submission_row_awaited_child_id ON submission_row (authority, awaited_child_id)
      WHERE awaited_child_id IS NOT NULL`);
    await this.forgetWithTheRow(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** A row whose words are deleted with a child waits for nothing any more. */
  private async forgetWithTheRow(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION forget_what_is_awaited() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
      AS $forget$
      BEGIN
        NEW.is_waiting := false;
        NEW.awaited_ref := NULL;
        NEW.awaited_child_id := NULL;
        RETURN NEW;
      END $forget$`);
    await runner.query(`REVOKE ALL ON FUNCTION forget_what_is_awaited FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER deleted_rows_do_not_wait BEFORE UPDATE OF ref ON submission_row
      FOR EACH ROW WHEN (NEW.ref IS NULL) EXECUTE FUNCTION forget_what_is_awaited()`);
  }
}
