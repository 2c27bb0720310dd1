import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = `authority = current_setting('app.authority', true)`;
const actor = `current_setting('app.actor', true)`;
const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const seesAudit = `'audit' = ANY (string_to_array(current_setting('app.fields', true), ','))`;

/**
 * An event names whoever acts in the transaction that writes it, so that nobody puts one on record in another's name;
 * the service itself writes for whoever asked it.
 * Whoever sees the log for the children that they reach sees the events about these, and no other. The reader needs
 * neither of the functions that policies ask.
 */
export class TieAuditToWhoActs1764000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY everybody_is_audited ON audit_event WITH CHECK (
        ${ofAuthority} AND (${actor} = 'system' OR (${actor} IN ('authority', 'provider') AND actor_kind = ${actor}
          AND person_id::text IS NOT DISTINCT FROM ${setting('person')}
          AND provider_id::text IS NOT DISTINCT FROM ${setting('provider')})))`);
    await runner.query(`
      ALTER POLICY council ON audit_event USING (
        ${ofAuthority} AND (${actor} = 'system' OR (${actor} = 'authority' AND ${seesAudit}
          AND (current_setting('app.reach', true) = 'none' OR EXISTS (
            SELECT FROM audit_subject s WHERE s.authority = audit_event.authority AND s.event_id = audit_event.id)))))`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION may_see_child, agreement_in_force FROM homeward_reader`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
