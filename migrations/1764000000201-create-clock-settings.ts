import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const ofAuthority = `authority = current_setting('app.authority', true)`;
const isSystem = `current_setting('app.actor', true) = 'system'`;

/** What an authority or a contract has set instead of a default clock, from a day on, and when the authority is at work. */
export class CreateClockSettings1764000000201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE clock_setting (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        contract_id uuid,
        kind text NOT NULL,
        valid_from date NOT NULL,
        change text NOT NULL CHECK (change IN ('not_watched', 'watched', 'allowance')),
        unit text CHECK (unit IN ('hours', 'working_hours', 'working_days')),
        amount smallint CHECK (amount > 0),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        UNIQUE NULLS NOT DISTINCT (authority, contract_id, kind, valid_from),
        FOREIGN KEY (authority, contract_id) REFERENCES contract (authority, id),
        CHECK ((change = 'allowance') = (unit IS NOT NULL)),
        CHECK ((change = 'allowance') = (amount IS NOT NULL)),
        CONSTRAINT clock_setting_of_interview CHECK (kind <> 'interview')
      )`);
    await runner.query(`
      CREATE TABLE hours_of_work (
        authority text NOT NULL REFERENCES authority (code),
        valid_from date NOT NULL,
        first_weekday smallint NOT NULL CHECK (first_weekday BETWEEN 1 AND 7),
        last_weekday smallint NOT NULL CHECK (last_weekday BETWEEN first_weekday AND 7),
        from_minute smallint NOT NULL CHECK (from_minute >= 0),
        minutes smallint NOT NULL CHECK (minutes > 0 AND from_minute + minutes <= 1440),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, valid_from)
      )`);
    for (const table of ['clock_setting', 'hours_of_work']) {
      await protectTenantTable(runner, table, { council: 'true', provider: 'false' });
      await runner.query(`ALTER POLICY council ON ${table} WITH CHECK (${ofAuthority} AND ${isSystem})`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO homeward_app`);
    }
    // Made for the same purpose at the beginning, and never used: it knows no dates and no days of work.
    await runner.query(`DROP TABLE contract_clock`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
