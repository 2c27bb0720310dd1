import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a message was withdrawn, because there was nothing to tell any more when it was to go out. */
export class LetMessagesBeWithdrawn1764000000224 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE alert_message
        ADD COLUMN withdrawn_at timestamptz,
        ADD CHECK (withdrawn_at IS NULL OR (accepted_at IS NULL AND failed_at IS NULL AND next_attempt_at IS NULL))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
