import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases are found by the council's and the police's reference: of a notification, and of a referral that a return answers. */
export class IndexReferencesOfCases1764000000123 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX case_text_council_ref ON case_text (authority, council_ref) WHERE council_ref IS NOT NULL`);
    await runner.query(`
      CREATE INDEX case_text_police_ref ON case_text (authority, police_ref) WHERE police_ref IS NOT NULL`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
