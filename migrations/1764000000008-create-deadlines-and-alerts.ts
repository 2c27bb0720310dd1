import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The clocks of each episode, and the ledger of alerts: what was raised, to whom it went, who acknowledged it. */
export class CreateDeadlinesAndAlerts1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deadline (
        authority text NOT NULL,
        id uuid NOT NULL,
        episode_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('offer', 'interview')),
        rule_version text NOT NULL,
        starts_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL CHECK (due_at >= starts_at),
        settled_at timestamptz,
        superseded_at timestamptz,
        next_step text,
        next_step_at timestamptz,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        CHECK ((next_step IS NULL) = (next_step_at IS NULL)),
        CHECK (next_step IS NULL OR (settled_at IS NULL AND superseded_at IS NULL))
      )`);
    await runner.query(`
      CREATE INDEX deadline_next_step_at ON deadline (authority, next_step_at) WHERE next_step_at IS NOT NULL`);
    await runner.query(`
      CREATE INDEX deadline_episode_id ON deadline (authority, episode_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX deadline_current ON deadline (authority, episode_id, kind) WHERE superseded_at IS NULL`);
    await runner.query(`
      CREATE TABLE alert (
        authority text NOT NULL,
        id uuid NOT NULL,
        deadline_id uuid NOT NULL,
        episode_id uuid NOT NULL,
        step text NOT NULL,
        rule_version text NOT NULL,
        due_at timestamptz NOT NULL,
        raised_at timestamptz NOT NULL,
        is_late boolean NOT NULL,
        PRIMARY KEY (authority, id),
        UNIQUE (authority, deadline_id, step, rule_version),
        FOREIGN KEY (authority, deadline_id) REFERENCES deadline (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX alert_episode_id ON alert (authority, episode_id)`);
    await runner.query(`
      CREATE INDEX alert_raised_at ON alert (authority, raised_at)`);
    await runner.query(`
      CREATE TABLE alert_message (
        authority text NOT NULL,
        id uuid NOT NULL,
        alert_id uuid NOT NULL,
        recipient_id uuid NOT NULL REFERENCES person (id),
        channel text NOT NULL CHECK (channel IN ('page', 'email', 'notify')),
        rung smallint NOT NULL CHECK (rung >= 0),
        queued_at timestamptz NOT NULL,
        accepted_at timestamptz,
        delivered_at timestamptz,
        seen_at timestamptz,
        failed_at timestamptz,
        PRIMARY KEY (authority, id),
        UNIQUE (authority, alert_id, recipient_id, channel, rung),
        FOREIGN KEY (authority, alert_id) REFERENCES alert (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX alert_message_recipient_id ON alert_message (recipient_id)`);
    await runner.query(`
      CREATE TABLE alert_acknowledgement (
        authority text NOT NULL,
        id uuid NOT NULL,
        alert_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person (id),
        acknowledged_at timestamptz NOT NULL,
        promised_by timestamptz,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, alert_id) REFERENCES alert (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX alert_acknowledgement_alert_id ON alert_acknowledgement (authority, alert_id)`);
    await runner.query(`
      CREATE INDEX alert_acknowledgement_person_id ON alert_acknowledgement (person_id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
