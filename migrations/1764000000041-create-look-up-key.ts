import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The key under which a look-up that found nothing is hashed: random, one for each database. */
export class CreateLookUpKey1764000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE look_up_key (
        is_only boolean PRIMARY KEY CHECK (is_only),
        secret bytea NOT NULL CHECK (length(secret) = 32)
      )`);
    await runner.query(`
      INSERT INTO look_up_key (is_only, secret)
      SELECT true, sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))`);
    await runner.query(`GRANT SELECT ON look_up_key TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
