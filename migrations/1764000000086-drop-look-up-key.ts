import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Look-ups in vain are hashed under a key derived from that of the deployment, so that a dump holds no key to them. */
export class DropLookUpKey1764000000086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE look_up_key`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
