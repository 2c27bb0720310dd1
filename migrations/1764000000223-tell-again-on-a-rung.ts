import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A message names the time at which its alert came to the rung: an alert that comes there again, because what was promised
 * was not done or its deadline is open again, is told again, and each time once.
 */
export class TellAgainOnARung1764000000223 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE alert_message ADD COLUMN reached_at timestamptz`);
    await runner.query(`UPDATE alert_message SET reached_at = queued_at`);
    await runner.query(`
      ALTER TABLE alert_message
        ALTER COLUMN reached_at SET NOT NULL,
        DROP CONSTRAINT alert_message_authority_alert_id_recipient_id_channel_rung_key,
        ADD CONSTRAINT alert_message_once UNIQUE (authority, alert_id, recipient_id, channel, rung, reached_at)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
