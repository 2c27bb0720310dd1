import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A machine repeats its answer to a question as safely as a return; key and answer go when the question goes. */
export class TieIdempotencyKeysToQuestions1764000000182 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['idempotency_key', 'replayed_answer']) {
      await runner.query(`
        ALTER TABLE ${table}
          ALTER COLUMN submission_id DROP NOT NULL,
          ADD COLUMN question_id uuid,
          ADD FOREIGN KEY (authority, question_id) REFERENCES provider_question (authority, id) ON DELETE CASCADE`);
      await runner.query(`CREATE INDEX ${table}_question_id ON ${table} (authority, question_id)`);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
