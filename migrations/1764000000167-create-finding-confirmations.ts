import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/**
 * Warnings that their sender has confirmed, with the reason. A reason may speak of a child: it hangs on the reference of
 * its row, and is deleted with that when the child is. The same warning about the same values is known by their hash.
 */
export class CreateFindingConfirmations1764000000167 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finding_confirmation (
        authority text NOT NULL,
        id uuid NOT NULL,
        provider_id uuid NOT NULL,
        ref text NOT NULL,
        code text NOT NULL,
        column_name text NOT NULL,
        about_sha256 bytea NOT NULL CHECK (length(about_sha256) = 32),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        submission_id uuid NOT NULL,
        row_number integer NOT NULL,
        confirmed_at timestamptz NOT NULL,
        confirmed_by text NOT NULL,
        person_id uuid REFERENCES person (id),
        PRIMARY KEY (authority, id),
        UNIQUE (authority, provider_id, ref, code, column_name, about_sha256),
        FOREIGN KEY (authority, provider_id, ref) REFERENCES source_reference (authority, provider_id, ref)
          ON DELETE CASCADE,
        FOREIGN KEY (authority, submission_id, row_number)
          REFERENCES submission_row (authority, submission_id, row_number)
      )`);
    await runner.query(`CREATE INDEX finding_confirmation_person_id ON finding_confirmation (person_id)`);
    await runner.query(`
      CREATE INDEX finding_confirmation_row ON finding_confirmation (authority, submission_id, row_number)`);
    await runner.query(`
      CREATE INDEX finding_confirmation_confirmed_at ON finding_confirmation (authority, confirmed_at)`);
    const onRow = `EXISTS (
      SELECT FROM submission_row p WHERE p.authority = finding_confirmation.authority
        AND p.submission_id = finding_confirmation.submission_id AND p.row_number = finding_confirmation.row_number)`;
    await protectTenantTable(runner, 'finding_confirmation', {
      council: onRow,
      provider: `provider_id::text = current_setting('app.provider', true) AND ${onRow}`,
    });
    await runner.query(`GRANT SELECT, INSERT ON finding_confirmation TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
