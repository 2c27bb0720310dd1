import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownProvider } from './protect-tenant-table.js';

const ofActingProvider = `authority = current_setting('app.authority', true)
  AND current_setting('app.actor', true) = 'provider' AND (SELECT agreement_in_force()) AND ${ownProvider}`;
const ofNoQuestionOrOneThatIsSeen = `question_id IS NULL OR EXISTS (
  SELECT FROM provider_question q WHERE q.authority = idempotency_key.authority AND q.id = idempotency_key.question_id)`;

/** A machine repeats its answer to a question as safely as a return; key and answer go when the question goes, and are seen by whoever sees it. */
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
    await runner.query(`
      ALTER POLICY provider_reads ON idempotency_key USING (${ofActingProvider} AND (${ofNoQuestionOrOneThatIsSeen}))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
