import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A step of signing in rests on the password and the second factor that there were when it began. It is over once either
 * changes, whoever changes it, so that a set-up begun before does not replace a second factor that has just been
 * confirmed. Using a recovery code ends what was being set up: the phone was lost, and who holds it is not known.
 */
export class EndStepsWithWhatTheyRestOn1764000000096 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION end_sign_in_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
      AS $$ BEGIN
        DELETE FROM public.sign_in_step
        WHERE person_id = NEW.person_id AND (TG_TABLE_NAME = 'local_account' OR owes = 'set_up');
        RETURN NULL;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION end_sign_in_steps FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER account_changed AFTER UPDATE ON local_account FOR EACH ROW
      WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash OR OLD.totp_secret IS DISTINCT FROM NEW.totp_secret)
      EXECUTE FUNCTION end_sign_in_steps()`);
    await runner.query(`
      CREATE TRIGGER recovery_code_used AFTER UPDATE ON recovery_code FOR EACH ROW
      WHEN (OLD.used_at IS NULL AND NEW.used_at IS NOT NULL)
      EXECUTE FUNCTION end_sign_in_steps()`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
