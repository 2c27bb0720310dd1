import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/**
 * The Idempotency-Keys by which people of the council repeat a write of the API safely, each with the answer that it was
 * given, which says no more than which episode it was about.
 */
export class CreateIdempotencyKeysOfPeople1764000000185 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person_idempotency_key (
        authority text NOT NULL REFERENCES authority,
        person_id uuid NOT NULL REFERENCES person,
        client_key text NOT NULL CHECK (length(client_key) BETWEEN 1 AND 255),
        request_sha256 bytea NOT NULL CHECK (length(request_sha256) = 32),
        used_at timestamptz NOT NULL,
        http_status smallint NOT NULL,
        location text NOT NULL,
        body text NOT NULL,
        PRIMARY KEY (authority, person_id, client_key)
      )`);
    await runner.query(`CREATE INDEX person_idempotency_key_used_at ON person_idempotency_key (authority, used_at)`);
    await runner.query(`CREATE INDEX person_idempotency_key_person_id ON person_idempotency_key (person_id)`);
    const own = `person_id::text = current_setting('app.person', true)`;
    await protectTenantTable(runner, 'person_idempotency_key', { council: own, provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT, DELETE ON person_idempotency_key TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
