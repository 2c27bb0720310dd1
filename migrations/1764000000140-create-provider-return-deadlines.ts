import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownProvider, protectTenantTable } from './protect-tenant-table.js';

/** When a contract asks for the monthly returns and what they hold, the clocks of them, and what was raised where one did not come. */
export class CreateProviderReturnDeadlines1764000000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_return_rule (
        authority text NOT NULL,
        contract_id uuid NOT NULL,
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to >= valid_from),
        frequency text NOT NULL DEFAULT 'monthly' CHECK (frequency = 'monthly'),
        due_working_day smallint NOT NULL CHECK (due_working_day BETWEEN 1 AND 20),
        required_columns text[] NOT NULL,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, contract_id, valid_from),
        FOREIGN KEY (authority, contract_id) REFERENCES contract (authority, id)
      )`);
    await this.createClocks(runner);
    await runner.query(`CREATE INDEX submission_period ON submission (authority, period) WHERE period IS NOT NULL`);
    const onContract = `EXISTS (SELECT FROM contract p WHERE p.authority = contract_return_rule.authority AND p.id = contract_return_rule.contract_id)`;
    await protectTenantTable(runner, 'contract_return_rule', { council: onContract, provider: onContract });
    for (const table of ['provider_return_deadline', 'provider_return_alert'])
      await protectTenantTable(runner, table, { council: 'true', provider: ownProvider });
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE ON contract_return_rule, provider_return_deadline TO homeward_app`,
    );
    await runner.query(`GRANT SELECT, INSERT ON provider_return_alert TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async createClocks(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE provider_return_deadline (
        authority text NOT NULL,
        id uuid NOT NULL,
        provider_id uuid NOT NULL,
        contract_id uuid NOT NULL,
        period text NOT NULL CHECK (period ~ '^\\d{4}-\\d{2}$'),
        rule_version text NOT NULL,
        due_at timestamptz NOT NULL,
        superseded_at timestamptz,
        arrived_overdue_at timestamptz,
        next_step text,
        next_step_at timestamptz,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        FOREIGN KEY (authority, contract_id) REFERENCES contract (authority, id),
        CHECK ((next_step IS NULL) = (next_step_at IS NULL)),
        CHECK (next_step IS NULL OR superseded_at IS NULL)
      )`);
    await runner.query(`
      CREATE INDEX provider_return_deadline_next_step_at ON provider_return_deadline (authority, next_step_at)
      WHERE next_step_at IS NOT NULL`);
    await runner.query(`
      CREATE INDEX provider_return_deadline_provider_id ON provider_return_deadline (authority, provider_id)`);
    await runner.query(`
      CREATE INDEX provider_return_deadline_contract_id ON provider_return_deadline (authority, contract_id)`);
    await runner.query(`
      CREATE INDEX provider_return_deadline_period ON provider_return_deadline (authority, period)`);
    await runner.query(`
      CREATE UNIQUE INDEX provider_return_deadline_current ON provider_return_deadline (authority, contract_id, period)
      WHERE superseded_at IS NULL`);
    await runner.query(`
      CREATE TABLE provider_return_alert (
        authority text NOT NULL,
        id uuid NOT NULL,
        provider_return_deadline_id uuid NOT NULL,
        provider_id uuid NOT NULL,
        contract_id uuid NOT NULL,
        period text NOT NULL CHECK (period ~ '^\\d{4}-\\d{2}$'),
        step text NOT NULL,
        rule_version text NOT NULL,
        due_at timestamptz NOT NULL,
        raised_at timestamptz NOT NULL,
        is_late boolean NOT NULL,
        PRIMARY KEY (authority, id),
        UNIQUE (authority, contract_id, period, step),
        FOREIGN KEY (authority, provider_return_deadline_id) REFERENCES provider_return_deadline (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        FOREIGN KEY (authority, contract_id) REFERENCES contract (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX provider_return_alert_provider_return_deadline_id
      ON provider_return_alert (authority, provider_return_deadline_id)`);
    await runner.query(`
      CREATE INDEX provider_return_alert_provider_id ON provider_return_alert (authority, provider_id)`);
  }
}
