import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/**
 * The Idempotency-Keys by which people of the council repeat a write of the API safely, each with the answer that it was
 * given, which says no more than which episode it was about, and goes when the record of its child is deleted.
 */
export class CreateIdempotencyKeysOfPeople1764000000185 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person_idempotency_key (
        authority text NOT NULL REFERENCES authority,
        person_id uuid NOT NULL REFERENCES person,
        client_key text NOT NULL CHECK (length(client_key) BETWEEN 1 AND 255),
        request_sha256 bytea NOT NULL CHECK (length(request_sha256) = 32),
        used_at timestamptz NOT NULL,
        http_status smallint NOT NULL,
        location text NOT NULL,
        body text NOT NULL,
        episode_id uuid NOT NULL,
        PRIMARY KEY (authority, person_id, client_key),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id)
      )`);
    await runner.query(`CREATE INDEX person_idempotency_key_used_at ON person_idempotency_key (authority, used_at)`);
    await runner.query(`CREATE INDEX person_idempotency_key_person_id ON person_idempotency_key (person_id)`);
    await runner.query(
      `CREATE INDEX person_idempotency_key_episode_id ON person_idempotency_key (authority, episode_id)`,
    );
    const own = `person_id::text = current_setting('app.person', true)`;
    await protectTenantTable(runner, 'person_idempotency_key', { council: own, provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT, DELETE ON person_idempotency_key TO homeward_app`);
    await this.createPurge(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** Carrying out the decision to delete a record, which only the deletion itself does, takes the answers along. */
  private async createPurge(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION purge_own_answers() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $purge$
      BEGIN
        DELETE FROM public.person_idempotency_key k
          USING public.missing_episode e
          WHERE e.authority = NEW.authority AND e.child_id = NEW.child_id
            AND k.authority = e.authority AND k.episode_id = e.id;
        RETURN NEW;
      END $purge$`);
    await runner.query(`
      CREATE TRIGGER own_answers_go_along AFTER UPDATE OF executed_at ON deletion_decision
      FOR EACH ROW WHEN (OLD.executed_at IS NULL AND NEW.executed_at IS NOT NULL)
      EXECUTE FUNCTION purge_own_answers()`);
    await runner.query(`REVOKE ALL ON FUNCTION purge_own_answers FROM PUBLIC`);
  }
}
