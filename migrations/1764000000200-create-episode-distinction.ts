import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const isSeen = (column: string) => `EXISTS (SELECT FROM missing_episode p
  WHERE p.authority = episode_distinction.authority AND p.id = episode_distinction.${column})`;

/** What is left where a reason stood. */
const REMOVED = 'Removed with the record at the end of its time of keeping.';

/**
 * Which episodes a person has said are two absences, though they look like one told of twice. It changes no row of either,
 * holds whatever is sent again, and is taken back by setting when it was. A pair stands once, whichever of the two is named
 * first. Providers do not see it.
 */
export class CreateEpisodeDistinction1764000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE episode_distinction (
        authority text NOT NULL,
        id uuid NOT NULL,
        episode_id uuid NOT NULL,
        other_episode_id uuid NOT NULL,
        distinguished_at timestamptz NOT NULL,
        distinguished_by uuid NOT NULL REFERENCES person (id),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        undone_at timestamptz CHECK (undone_at >= distinguished_at),
        undone_by uuid REFERENCES person (id),
        undo_reason text CHECK (length(undo_reason) BETWEEN 1 AND 500),
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        FOREIGN KEY (authority, other_episode_id) REFERENCES missing_episode (authority, id),
        CHECK (episode_id <> other_episode_id),
        CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
        CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX episode_distinction_standing ON episode_distinction
        (authority, least(episode_id, other_episode_id), greatest(episode_id, other_episode_id))
      WHERE undone_at IS NULL`);
    await runner.query(`CREATE INDEX episode_distinction_episode_id ON episode_distinction (authority, episode_id)`);
    await runner.query(
      `CREATE INDEX episode_distinction_other_episode_id ON episode_distinction (authority, other_episode_id)`,
    );
    await runner.query(`CREATE INDEX episode_distinction_distinguished_by ON episode_distinction (distinguished_by)`);
    await runner.query(`CREATE INDEX episode_distinction_undone_by ON episode_distinction (undone_by)`);
    await protectTenantTable(runner, 'episode_distinction', {
      council: `${isSeen('episode_id')} AND ${isSeen('other_episode_id')}`,
      provider: 'false',
    });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON episode_distinction TO homeward_app`);
    await this.forgetReasons(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** A purge deletes who the child is; that the episodes were two stays, for counts, and why it was thought so does not. */
  private async forgetReasons(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION forget_reasons_of_episode_distinctions() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        UPDATE public.episode_distinction d
          SET reason = '${REMOVED}', undo_reason = CASE WHEN d.undone_at IS NOT NULL THEN '${REMOVED}' END
          FROM public.missing_episode e
          WHERE e.authority = NEW.authority AND e.child_id = NEW.id
            AND d.authority = e.authority AND e.id IN (d.episode_id, d.other_episode_id);
        RETURN NULL;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION forget_reasons_of_episode_distinctions FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER forget_reasons_of_episode_distinctions AFTER UPDATE OF deleted_at ON child
      FOR EACH ROW WHEN (NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION forget_reasons_of_episode_distinctions()`);
  }
}
