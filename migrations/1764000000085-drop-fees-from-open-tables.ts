import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The columns in which fees stood beside facts that more people are given. */
export class DropFeesFromOpenTables1764000000085 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE interview_requirement DROP COLUMN fee_claimed_pence, DROP COLUMN mileage`);
    await runner.query(`ALTER TABLE contract DROP COLUMN fixed_fee_pence, DROP COLUMN mileage_pence`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
