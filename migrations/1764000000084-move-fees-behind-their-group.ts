import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fills the tables of fees from the columns in which they stood. A row stands only where something was said. */
export class MoveFeesBehindTheirGroup1764000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO provider_claim (authority, episode_id, fee_pence, miles, created_at, created_by, modified_at, modified_by)
      SELECT authority, episode_id, fee_claimed_pence, mileage, created_at, created_by, modified_at, modified_by
      FROM interview_requirement WHERE fee_claimed_pence IS NOT NULL OR mileage IS NOT NULL`);
    await runner.query(`
      INSERT INTO contract_price (authority, contract_id, fixed_fee_pence, mileage_pence)
      SELECT authority, id, fixed_fee_pence, mileage_pence
      FROM contract WHERE fixed_fee_pence IS NOT NULL OR mileage_pence IS NOT NULL`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
