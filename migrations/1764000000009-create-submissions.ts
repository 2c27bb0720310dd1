import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Provider returns as they were received: the bytes, the rows, a receipt for each row and every finding. */
export class CreateSubmissions1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE submission (
        authority text NOT NULL,
        id uuid NOT NULL,
        provider_id uuid NOT NULL,
        period text CHECK (period ~ '^\\d{4}-\\d{2}$'),
        format text NOT NULL CHECK (format IN ('json', 'csv', 'xlsx')),
        received_at timestamptz NOT NULL,
        received_by text NOT NULL,
        judged_at timestamptz NOT NULL,
        byte_count integer NOT NULL CHECK (byte_count > 0),
        content_sha256 bytea NOT NULL,
        row_count integer NOT NULL CHECK (row_count >= 0),
        leased_until timestamptz,
        leased_by uuid,
        applied_at timestamptz,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id)
      )`);
    await runner.query(`
      CREATE INDEX submission_provider_id ON submission (authority, provider_id, received_at)`);
    await runner.query(`
      CREATE INDEX submission_unapplied ON submission (authority, received_at) WHERE applied_at IS NULL`);
    await runner.query(`
      CREATE TABLE submission_file (
        authority text NOT NULL,
        submission_id uuid NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (authority, submission_id),
        FOREIGN KEY (authority, submission_id) REFERENCES submission (authority, id)
      )`);
    await runner.query(`
      CREATE TABLE submission_row (
        authority text NOT NULL,
        submission_id uuid NOT NULL,
        row_number integer NOT NULL CHECK (row_number > 0),
        ref text,
        record jsonb NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('new', 'same', 'changed', 'held', 'refused')),
        episode_id uuid,
        decided_at timestamptz NOT NULL,
        PRIMARY KEY (authority, submission_id, row_number),
        FOREIGN KEY (authority, submission_id) REFERENCES submission (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX submission_row_episode_id ON submission_row (authority, episode_id)`);
    await runner.query(`
      CREATE INDEX submission_row_held ON submission_row (authority, decided_at) WHERE outcome = 'held'`);
    await runner.query(`
      CREATE TABLE finding (
        authority text NOT NULL,
        submission_id uuid NOT NULL,
        finding_number integer NOT NULL,
        row_number integer,
        ref text,
        column_name text,
        code text NOT NULL,
        severity text NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
        message text NOT NULL,
        PRIMARY KEY (authority, submission_id, finding_number),
        FOREIGN KEY (authority, submission_id) REFERENCES submission (authority, id)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
