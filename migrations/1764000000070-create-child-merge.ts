import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const isSeen = (column: string) =>
  `EXISTS (SELECT FROM child p WHERE p.authority = child_merge.authority AND p.id = child_merge.${column})`;

/** What is left where a reason stood. */
const REMOVED = 'Removed with the record at the end of its time of keeping.';

/**
 * Which records are the same child. It lies over them: a merge moves no row and changes none, and is undone by setting
 * when it was. Providers do not see it.
 */
export class CreateChildMerge1764000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child_merge (
        authority text NOT NULL,
        id uuid NOT NULL,
        child_id uuid NOT NULL,
        into_child_id uuid NOT NULL,
        merged_at timestamptz NOT NULL,
        merged_by uuid NOT NULL REFERENCES person (id),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        undone_at timestamptz CHECK (undone_at >= merged_at),
        undone_by uuid REFERENCES person (id),
        undo_reason text CHECK (length(undo_reason) BETWEEN 1 AND 500),
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id),
        FOREIGN KEY (authority, into_child_id) REFERENCES child (authority, id),
        CHECK (child_id <> into_child_id),
        CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
        CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX child_merge_standing ON child_merge (authority, child_id) WHERE undone_at IS NULL`,
    );
    await runner.query(`CREATE INDEX child_merge_child_id ON child_merge (authority, child_id)`);
    await runner.query(`CREATE INDEX child_merge_into_child_id ON child_merge (authority, into_child_id)`);
    await runner.query(`CREATE INDEX child_merge_merged_by ON child_merge (merged_by)`);
    await runner.query(`CREATE INDEX child_merge_undone_by ON child_merge (undone_by)`);
    await protectTenantTable(runner, 'child_merge', {
      council: `${isSeen('child_id')} AND ${isSeen('into_child_id')}`,
      provider: 'false',
    });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON child_merge TO homeward_app`);
    await runner.query(
      `GRANT SELECT (authority, child_id, into_child_id, undone_at) ON child_merge TO homeward_reader`,
    );
    await this.createFamily(runner);
    await this.forgetReasons(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** The records of a child, as far as the merges are seen by whoever asks: the one that goes on first, then the others. */
  private async createFamily(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION family_of_child(of_authority text, of_child uuid) RETURNS uuid[]
      LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
      AS $$ DECLARE
        goes_on uuid := coalesce((
          SELECT m.into_child_id FROM public.child_merge m
          WHERE m.authority = of_authority AND m.child_id = of_child AND m.undone_at IS NULL), of_child);
      BEGIN
        RETURN goes_on || ARRAY(
          SELECT m.child_id FROM public.child_merge m
          WHERE m.authority = of_authority AND m.into_child_id = goes_on AND m.undone_at IS NULL
          ORDER BY m.merged_at, m.child_id);
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION family_of_child FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION family_of_child TO homeward_app`);
  }

  /** A purge deletes the records; that they were one child stays, for counts, and why it was thought so does not. */
  private async forgetReasons(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION forget_reasons_of_merges() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        UPDATE public.child_merge m
          SET reason = '${REMOVED}', undo_reason = CASE WHEN m.undone_at IS NOT NULL THEN '${REMOVED}' END
          WHERE m.authority = NEW.authority AND NEW.id IN (m.child_id, m.into_child_id);
        RETURN NULL;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION forget_reasons_of_merges FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER forget_reasons_of_merges AFTER UPDATE OF deleted_at ON child
      FOR EACH ROW WHEN (NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION forget_reasons_of_merges()`);
  }
}
