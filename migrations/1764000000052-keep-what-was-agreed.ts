import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sharing agreement that was recorded is never edited: the service's login may only end it, or end it sooner. What
 * begins today may also end today, and then was never in force.
 */
export class KeepWhatWasAgreed1764000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['sharing_agreement', 'membership']) {
      await runner.query(`
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_check, ADD CONSTRAINT ${table}_check CHECK (valid_to >= valid_from)`);
    }
    await runner.query(`
      CREATE FUNCTION only_ends() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        IF (NEW.id, NEW.provider_id, NEW.signed_on, NEW.valid_from, NEW.created_at, NEW.created_by)
           IS DISTINCT FROM
           (OLD.id, OLD.provider_id, OLD.signed_on, OLD.valid_from, OLD.created_at, OLD.created_by)
           OR NEW.valid_to IS NULL AND OLD.valid_to IS NOT NULL OR NEW.valid_to > OLD.valid_to THEN
          RAISE EXCEPTION 'a sharing agreement is never edited, only ended' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION only_ends FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER only_ends BEFORE UPDATE ON sharing_agreement FOR EACH ROW
      WHEN (NOT pg_has_role(current_user, 'homeward_owner', 'MEMBER')) EXECUTE FUNCTION only_ends()`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
