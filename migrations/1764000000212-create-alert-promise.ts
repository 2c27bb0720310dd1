import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/** What somebody who took an alert on said that they will do; it goes when the record of the child is deleted. */
export class CreateAlertPromise1764000000212 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alert_promise (
        authority text NOT NULL,
        acknowledgement_id uuid NOT NULL,
        words text NOT NULL CHECK (length(words) BETWEEN 1 AND 500),
        PRIMARY KEY (authority, acknowledgement_id),
        FOREIGN KEY (authority, acknowledgement_id) REFERENCES alert_acknowledgement (authority, id)
      )`);
    const onAcknowledgement = `EXISTS (SELECT FROM alert_acknowledgement p WHERE p.authority = alert_promise.authority AND p.id = alert_promise.acknowledgement_id)`;
    await protectTenantTable(runner, 'alert_promise', { council: onAcknowledgement, provider: onAcknowledgement });
    await runner.query(`GRANT SELECT, INSERT ON alert_promise TO homeward_app`);
    await this.createPurge(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** Carrying out the decision to delete a record, which only the deletion itself does, takes the words along. */
  private async createPurge(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION purge_alert_promises() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $purge$
      BEGIN
        DELETE FROM public.alert_promise w
          USING public.missing_episode e, public.alert a, public.alert_acknowledgement k
          WHERE e.authority = NEW.authority AND e.child_id = NEW.child_id
            AND a.authority = e.authority AND a.episode_id = e.id
            AND k.authority = a.authority AND k.alert_id = a.id
            AND w.authority = k.authority AND w.acknowledgement_id = k.id;
        DELETE FROM public.held_form f
          USING public.missing_episode e, public.alert a
          WHERE e.authority = NEW.authority AND e.child_id = NEW.child_id
            AND a.authority = e.authority AND a.episode_id = e.id AND starts_with(lower(f.path), '/alerts/' || a.id);
        RETURN NEW;
      END $purge$`);
    await runner.query(`
      CREATE TRIGGER alert_promises_go_along AFTER UPDATE OF executed_at ON deletion_decision
      FOR EACH ROW WHEN (OLD.executed_at IS NULL AND NEW.executed_at IS NOT NULL)
      EXECUTE FUNCTION purge_alert_promises()`);
    await runner.query(`REVOKE ALL ON FUNCTION purge_alert_promises FROM PUBLIC`);
  }
}
