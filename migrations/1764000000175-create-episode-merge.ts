import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const isSeen = (column: string) =>
  `EXISTS (SELECT FROM missing_episode p WHERE p.authority = episode_merge.authority AND p.id = episode_merge.${column})`;

/** What is left where a reason stood. */
const REMOVED = 'Removed with the record at the end of its time of keeping.';

/**
 * Which episodes are one absence that was told of twice. It lies over them as a merge of records lies over children: it
 * moves no row and changes none, and is undone by setting when it was. Providers do not see it. A clock that it sets
 * aside says so.
 */
export class CreateEpisodeMerge1764000000175 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE episode_merge (
        authority text NOT NULL,
        id uuid NOT NULL,
        episode_id uuid NOT NULL,
        into_episode_id uuid NOT NULL,
        merged_at timestamptz NOT NULL,
        merged_by uuid NOT NULL REFERENCES person (id),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        undone_at timestamptz CHECK (undone_at >= merged_at),
        undone_by uuid REFERENCES person (id),
        undo_reason text CHECK (length(undo_reason) BETWEEN 1 AND 500),
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        FOREIGN KEY (authority, into_episode_id) REFERENCES missing_episode (authority, id),
        CHECK (episode_id <> into_episode_id),
        CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
        CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX episode_merge_standing ON episode_merge (authority, episode_id) WHERE undone_at IS NULL`,
    );
    await runner.query(`CREATE INDEX episode_merge_episode_id ON episode_merge (authority, episode_id)`);
    await runner.query(`CREATE INDEX episode_merge_into_episode_id ON episode_merge (authority, into_episode_id)`);
    await runner.query(`CREATE INDEX episode_merge_merged_by ON episode_merge (merged_by)`);
    await runner.query(`CREATE INDEX episode_merge_undone_by ON episode_merge (undone_by)`);
    await protectTenantTable(runner, 'episode_merge', {
      council: `${isSeen('episode_id')} AND ${isSeen('into_episode_id')}`,
      provider: 'false',
    });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON episode_merge TO homeward_app`);
    await runner.query(
      `GRANT SELECT (authority, episode_id, into_episode_id, undone_at) ON episode_merge TO homeward_reader`,
    );
    await runner.query(`
      ALTER TABLE deadline
        ADD COLUMN superseded_because text CHECK (superseded_because IN ('merged', 'unmerged')),
        ADD CHECK (superseded_because IS NULL OR superseded_at IS NOT NULL)`);
    await this.forgetReasons(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** A purge deletes who the child is; that the episodes were one absence stays, for counts, and why it was thought so does not. */
  private async forgetReasons(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION forget_reasons_of_episode_merges() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        UPDATE public.episode_merge m
          SET reason = '${REMOVED}', undo_reason = CASE WHEN m.undone_at IS NOT NULL THEN '${REMOVED}' END
          FROM public.missing_episode e
          WHERE e.authority = NEW.authority AND e.child_id = NEW.id
            AND m.authority = e.authority AND e.id IN (m.episode_id, m.into_episode_id);
        RETURN NULL;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION forget_reasons_of_episode_merges FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER forget_reasons_of_episode_merges AFTER UPDATE OF deleted_at ON child
      FOR EACH ROW WHEN (NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION forget_reasons_of_episode_merges()`);
  }
}
