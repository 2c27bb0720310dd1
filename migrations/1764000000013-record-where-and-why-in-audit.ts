import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From where, in what role, why and with what outcome something was done, and a record of its own for what happens
 * before any authority is known: attempts to sign in, and the work of whoever runs the deployment.
 */
export class RecordWhereAndWhyInAudit1764000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit_event
        ADD COLUMN role text,
        ADD COLUMN address text,
        ADD COLUMN reason text CHECK (length(reason) <= 500),
        ADD COLUMN outcome text NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'refused')),
        ADD COLUMN sought_hash bytea`);
    await runner.query(`
      CREATE TABLE deployment_event (
        id uuid PRIMARY KEY,
        occurred_at timestamptz NOT NULL,
        actor text NOT NULL,
        person_id uuid REFERENCES person (id),
        provider_id uuid REFERENCES provider (id),
        action text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
        address text,
        request_id text,
        item_id uuid,
        sought_hash bytea,
        reason text CHECK (length(reason) <= 500)
      )`);
    await runner.query(`CREATE INDEX deployment_event_occurred_at ON deployment_event (occurred_at)`);
    await runner.query(`CREATE INDEX deployment_event_person_id ON deployment_event (person_id)`);
    await runner.query(`CREATE INDEX deployment_event_provider_id ON deployment_event (provider_id)`);
    await runner.query(`GRANT SELECT, INSERT ON deployment_event TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
