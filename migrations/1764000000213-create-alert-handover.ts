import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/** Who asked whom to take an alert over, at the end of a shift, and when somebody took it on. */
export class CreateAlertHandover1764000000213 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alert_handover (
        authority text NOT NULL,
        id uuid NOT NULL,
        alert_id uuid NOT NULL,
        from_id uuid NOT NULL REFERENCES person (id),
        to_id uuid NOT NULL REFERENCES person (id),
        asked_at timestamptz NOT NULL,
        answered_at timestamptz,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, alert_id) REFERENCES alert (authority, id)
      )`);
    await runner.query(`CREATE INDEX alert_handover_alert_id ON alert_handover (authority, alert_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX alert_handover_open ON alert_handover (authority, alert_id) WHERE answered_at IS NULL`);
    await runner.query(`CREATE INDEX alert_handover_from_id ON alert_handover (from_id)`);
    await runner.query(`CREATE INDEX alert_handover_to_id ON alert_handover (to_id)`);
    const onAlert = `EXISTS (SELECT FROM alert p WHERE p.authority = alert_handover.authority AND p.id = alert_handover.alert_id)`;
    await protectTenantTable(runner, 'alert_handover', { council: onAlert, provider: onAlert });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON alert_handover TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
