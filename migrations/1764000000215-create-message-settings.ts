import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const ofAuthority = `authority = current_setting('app.authority', true)`;
const isSystem = `current_setting('app.actor', true) = 'system'`;

/**
 * When an authority has nobody written to, in minutes after midnight, and who looks after what could not be sent. And
 * under which reference messages went out together: what was held for somebody is one.
 */
export class CreateMessageSettings1764000000215 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE message_setting (
        authority text NOT NULL PRIMARY KEY REFERENCES authority (code),
        quiet_from smallint NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
        quiet_to smallint NOT NULL CHECK (quiet_to BETWEEN 0 AND 1439),
        owner_id uuid REFERENCES person (id),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL
      )`);
    await runner.query(`CREATE INDEX message_setting_owner_id ON message_setting (owner_id)`);
    await protectTenantTable(runner, 'message_setting', { council: 'true', provider: 'false' });
    await runner.query(`ALTER POLICY council ON message_setting WITH CHECK (${ofAuthority} AND ${isSystem})`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON message_setting TO homeward_app`);
    await runner.query(`ALTER TABLE alert_message ADD COLUMN sending_id uuid`);
    await runner.query(`
      CREATE INDEX alert_message_sending_id ON alert_message (authority, sending_id) WHERE sending_id IS NOT NULL`);
    await runner.query(`
      CREATE INDEX alert_message_failed_at ON alert_message (authority, failed_at) WHERE failed_at IS NOT NULL`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
