import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/** When the deadlines of each authority were last swept to the end. No provider reads it. */
export class CreateSweepRounds1764000000222 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sweep_round (
        authority text NOT NULL REFERENCES authority (code),
        swept_at timestamptz NOT NULL,
        PRIMARY KEY (authority)
      )`);
    await protectTenantTable(runner, 'sweep_round', { council: 'true', provider: 'false' });
    await runner.query(`
      ALTER POLICY council ON sweep_round
      WITH CHECK (authority = current_setting('app.authority', true) AND current_setting('app.actor', true) = 'system')`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON sweep_round TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
