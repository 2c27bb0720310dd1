import type { MigrationInterface, QueryRunner } from 'typeorm';

const PURGED = 'Removed with the record at the end of its time of keeping.';

/**
 * A notification may call for nothing: it was sent in error, or tells of somebody whom no interview is owed. A person says
 * so with a reason, which is deleted with the child as the rest of what was notified.
 */
export class SettleNotificationsWithoutAction1764000000221 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE missing_notification DROP CONSTRAINT missing_notification_linked_by_check,
        ADD CHECK (linked_by IN ('reference', 'child_and_times', 'recording', 'hand', 'no_action'))`);
    await runner.query(`
      ALTER TABLE notification_link DROP CONSTRAINT notification_link_change_check,
        ADD CHECK (change IN ('link', 'unlink', 'no_action', 'undo')),
        ADD COLUMN reason text,
        ADD CHECK (change <> 'no_action' OR reason IS NOT NULL)`);
    await runner.query(`
      CREATE FUNCTION purge_link_reasons() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
      AS $purge$
      BEGIN
        IF NEW.before = '{}' AND NEW.reason IS NOT NULL THEN NEW.reason := '${PURGED}'; END IF;
        RETURN NEW;
      END $purge$`);
    await runner.query(`
      CREATE TRIGGER reasons_go_along BEFORE UPDATE OF before ON notification_link
      FOR EACH ROW EXECUTE FUNCTION purge_link_reasons()`);
    await runner.query(`REVOKE ALL ON FUNCTION purge_link_reasons FROM PUBLIC`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
