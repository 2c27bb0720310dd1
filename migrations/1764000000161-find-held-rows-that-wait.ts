import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What no other row can put right: faults of a cell, of the file, and of the service itself. */
const ofTheRowItself = `f.code IN ('PR-301', 'PR-305', 'PR-900') OR (f.code LIKE 'PR-0%' AND f.code <> 'PR-010')`;

/** Rows that were held before rows could wait: those whose cells can be read are tried again from now on. */
export class FindHeldRowsThatWait1764000000161 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE submission_row r SET is_waiting = true
      WHERE r.outcome = 'held' AND r.ref IS NOT NULL AND NOT EXISTS (
        SELECT FROM finding f
        WHERE f.authority = r.authority AND f.submission_id = r.submission_id AND f.severity = 'error'
          AND (f.row_number = r.row_number AND (${ofTheRowItself}) OR f.row_number IS NULL AND f.code <> 'PR-003'))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
