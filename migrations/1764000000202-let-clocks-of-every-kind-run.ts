import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The clocks of the council and the provider beside those of the interview, and repeats by any numbers. */
export class LetClocksOfEveryKindRun1764000000202 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE deadline DROP CONSTRAINT deadline_kind_check`);
    for (const table of ['deadline', 'clock_setting'])
      await runner.query(`
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_kind_check CHECK (
          kind IN ('offer', 'interview', 'referral', 'acknowledgement', 'form', 'form_concern', 'safeguarding',
            'quality_check', 'senior_manager', 'strategy_meeting', 'director')
          OR kind ~ '^repeat_[1-9][0-9]?_in_[1-9][0-9]{0,2}$')`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
