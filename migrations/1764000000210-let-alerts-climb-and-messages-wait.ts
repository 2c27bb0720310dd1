import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/** How far up the ladder an alert has climbed, and what became of each attempt to send a message about it. */
export class LetAlertsClimbAndMessagesWait1764000000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alert_escalation (
        authority text NOT NULL,
        alert_id uuid NOT NULL,
        rung smallint NOT NULL CHECK (rung BETWEEN 0 AND 4),
        reached_at timestamptz NOT NULL,
        climbs_at timestamptz,
        PRIMARY KEY (authority, alert_id),
        FOREIGN KEY (authority, alert_id) REFERENCES alert (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX alert_escalation_climbs_at ON alert_escalation (authority, climbs_at) WHERE climbs_at IS NOT NULL`);
    const onAlert = `EXISTS (SELECT FROM alert p WHERE p.authority = alert_escalation.authority AND p.id = alert_escalation.alert_id)`;
    await protectTenantTable(runner, 'alert_escalation', { council: onAlert, provider: onAlert });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON alert_escalation TO homeward_app`);
    await this.letMessagesWait(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** A message is held for the night, tried again, and in the end somebody's by name; a fault is a code, never an answer. */
  private async letMessagesWait(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE alert_message
        ADD COLUMN held_until timestamptz,
        ADD COLUMN attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        ADD COLUMN next_attempt_at timestamptz,
        ADD COLUMN fault text,
        ADD COLUMN owner_id uuid REFERENCES person (id)`);
    await runner.query(`
      CREATE INDEX alert_message_next_attempt_at ON alert_message (authority, next_attempt_at)
      WHERE next_attempt_at IS NOT NULL`);
    await runner.query(`CREATE INDEX alert_message_owner_id ON alert_message (owner_id)`);
  }
}
