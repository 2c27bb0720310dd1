import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dated rule of a contract may ask its provider to confirm each change of what it sent before. */
export class LetContractsAskForConfirmation1764000000165 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contract_return_rule ADD COLUMN needs_confirmation boolean NOT NULL DEFAULT false`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
