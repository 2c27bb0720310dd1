import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/** Which of the tasks that are done once a day have been done, and when. No provider reads it. */
export class CreateDailyTasks1764000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE daily_task (
        authority text NOT NULL REFERENCES authority (code),
        name text NOT NULL CHECK (name ~ '^[a-z][a-z-]{1,39}$'),
        done_on date NOT NULL,
        done_at timestamptz NOT NULL,
        PRIMARY KEY (authority, name, done_on)
      )`);
    await protectTenantTable(runner, 'daily_task', { council: 'true', provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT ON daily_task TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
