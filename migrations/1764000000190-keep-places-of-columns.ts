import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where the columns of a return stood in its file, so that a finding can name the cell. It goes with the file: a sheet
 * may be named after a child.
 */
export class KeepPlacesOfColumns1764000000190 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE submission_file
        ADD COLUMN sheet text,
        ADD COLUMN column_letters jsonb NOT NULL DEFAULT '{}'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
