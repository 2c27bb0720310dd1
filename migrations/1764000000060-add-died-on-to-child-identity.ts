import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a child died, which changes how long care records are kept; and why the bytes of a file are no longer there. */
export class AddDiedOnToChildIdentity1764000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE child_identity ADD COLUMN died_on date, ADD CHECK (died_on >= date_of_birth)`);
    await runner.query(`
      ALTER TABLE submission
        ADD COLUMN file_dropped_at timestamptz,
        ADD COLUMN file_dropped_because text CHECK (file_dropped_because IN ('child_deleted')),
        ADD CHECK ((file_dropped_at IS NULL) = (file_dropped_because IS NULL))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
