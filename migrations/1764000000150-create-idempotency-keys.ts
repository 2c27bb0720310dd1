import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownProvider, protectTenantTable } from './protect-tenant-table.js';

/**
 * The Idempotency-Keys by which programs repeat a write safely, and the answers that they are given again. An answer
 * speaks of the rows of a file, so it goes when the file goes; the key stays, so that no second write is made.
 */
export class CreateIdempotencyKeys1764000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_key (
        authority text NOT NULL,
        provider_id uuid NOT NULL,
        client_key text NOT NULL CHECK (length(client_key) BETWEEN 1 AND 255),
        request_sha256 bytea NOT NULL CHECK (length(request_sha256) = 32),
        used_at timestamptz NOT NULL,
        submission_id uuid NOT NULL,
        PRIMARY KEY (authority, provider_id, client_key),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        FOREIGN KEY (authority, submission_id) REFERENCES submission (authority, id)
      )`);
    await runner.query(`CREATE INDEX idempotency_key_used_at ON idempotency_key (authority, used_at)`);
    await runner.query(`CREATE INDEX idempotency_key_submission_id ON idempotency_key (authority, submission_id)`);
    await runner.query(`
      CREATE TABLE replayed_answer (
        authority text NOT NULL,
        provider_id uuid NOT NULL,
        client_key text NOT NULL,
        submission_id uuid NOT NULL,
        http_status smallint NOT NULL,
        location text NOT NULL,
        body text NOT NULL,
        PRIMARY KEY (authority, provider_id, client_key),
        FOREIGN KEY (authority, provider_id, client_key) REFERENCES idempotency_key (authority, provider_id, client_key) ON DELETE CASCADE,
        FOREIGN KEY (authority, submission_id) REFERENCES submission_file (authority, submission_id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX replayed_answer_submission_id ON replayed_answer (authority, submission_id)`);
    await protectTenantTable(runner, 'idempotency_key', { council: 'false', provider: ownProvider });
    await protectTenantTable(runner, 'replayed_answer', { council: 'false', provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT, DELETE ON idempotency_key TO homeward_app`);
    await runner.query(`GRANT SELECT, INSERT ON replayed_answer TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
