import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports as they were built: canonical JSON that never changes. */
export class CreateReportSnapshots1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE report_snapshot (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        first_month text NOT NULL CHECK (first_month ~ '^\\d{4}-\\d{2}$'),
        last_month text NOT NULL CHECK (last_month >= first_month),
        audience text NOT NULL CHECK (audience IN ('operational', 'mace', 'board')),
        cut_off timestamptz NOT NULL,
        build integer NOT NULL CHECK (build > 0),
        built_at timestamptz NOT NULL,
        built_by text NOT NULL,
        body text NOT NULL,
        PRIMARY KEY (authority, id),
        UNIQUE (authority, first_month, last_month, audience, cut_off, build)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
