import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/** How long an alert waits on each rung of the ladder and who is head of service, as it was set; and who covers for whom. */
export class CreateAlertLadder1764000000211 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alert_ladder (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        provider_worker_hours smallint NOT NULL CHECK (provider_worker_hours BETWEEN 1 AND 168),
        provider_manager_hours smallint NOT NULL CHECK (provider_manager_hours BETWEEN 1 AND 168),
        commissioner_hours smallint NOT NULL CHECK (commissioner_hours BETWEEN 1 AND 168),
        team_manager_hours smallint NOT NULL CHECK (team_manager_hours BETWEEN 1 AND 168),
        head_of_service_id uuid REFERENCES person (id),
        set_at timestamptz NOT NULL,
        set_by text NOT NULL,
        PRIMARY KEY (authority, id)
      )`);
    await runner.query(`CREATE INDEX alert_ladder_set_at ON alert_ladder (authority, set_at)`);
    await runner.query(`CREATE INDEX alert_ladder_head_of_service_id ON alert_ladder (head_of_service_id)`);
    await runner.query(`
      CREATE TABLE alert_cover (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        covered_id uuid NOT NULL REFERENCES person (id),
        covering_id uuid NOT NULL REFERENCES person (id),
        valid_from date NOT NULL,
        valid_to date NOT NULL CHECK (valid_to >= valid_from),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id)
      )`);
    await runner.query(`CREATE INDEX alert_cover_valid_to ON alert_cover (authority, valid_to)`);
    await runner.query(`CREATE INDEX alert_cover_covered_id ON alert_cover (covered_id)`);
    await runner.query(`CREATE INDEX alert_cover_covering_id ON alert_cover (covering_id)`);
    for (const table of ['alert_ladder', 'alert_cover'])
      await protectTenantTable(runner, table, { council: 'true', provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT ON alert_ladder TO homeward_app`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON alert_cover TO homeward_app`);
    await this.beginClimbing(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** Alerts that were raised before there was a ladder wait on its middle rung; the last of each open deadline climbs. */
  private async beginClimbing(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO alert_escalation (authority, alert_id, rung, reached_at, climbs_at)
      SELECT a.authority, a.id, 2, a.raised_at,
        CASE WHEN d.settled_at IS NULL AND d.superseded_at IS NULL AND NOT EXISTS (
          SELECT FROM alert b WHERE b.authority = a.authority AND b.deadline_id = a.deadline_id AND b.due_at > a.due_at)
        THEN transaction_timestamp() + interval '12 hours' END
      FROM alert a JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id`);
  }
}
