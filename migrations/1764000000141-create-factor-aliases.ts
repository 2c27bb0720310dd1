import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const seesForm = `'form' = ANY (string_to_array(current_setting('app.fields', true), ','))`;
const section = `section text NOT NULL CHECK (section IN ('push', 'pull', 'harm', 'protective', 'vulnerability'))`;

/**
 * Which words of providers mean which factor, and the words that are not known yet. Words as they were typed may tell who
 * a child is: they hang on the reference of their row, and are deleted with it when the child is.
 */
export class CreateFactorAliases1764000000141 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE factor_alias (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        provider_id uuid,
        ${section},
        words text NOT NULL CHECK (length(words) BETWEEN 1 AND 100),
        words_key text NOT NULL CHECK (length(words_key) BETWEEN 1 AND 100),
        code text,
        reason text NOT NULL,
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to >= valid_from),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        CHECK (code IS NOT NULL OR reason <> '')
      )`);
    await runner.query(`CREATE INDEX factor_alias_provider_id ON factor_alias (authority, provider_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX factor_alias_of_provider ON factor_alias (authority, section, words_key, provider_id)
      WHERE valid_to IS NULL AND provider_id IS NOT NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX factor_alias_of_all ON factor_alias (authority, section, words_key)
      WHERE valid_to IS NULL AND provider_id IS NULL`);
    await this.createQueue(runner);
    await protectTenantTable(runner, 'factor_alias', { council: 'true', provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON factor_alias, unmatched_word TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  private async createQueue(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unmatched_word (
        authority text NOT NULL,
        id uuid NOT NULL,
        provider_id uuid NOT NULL,
        ref text NOT NULL,
        ${section},
        words text NOT NULL,
        words_key text NOT NULL,
        view text CHECK (view IN ('child', 'other', 'interviewer')),
        is_present boolean,
        queued_at timestamptz NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('waiting', 'coded', 'ignored', 'withdrawn')),
        decided_at timestamptz,
        factor_alias_id uuid,
        PRIMARY KEY (authority, id),
        UNIQUE (authority, provider_id, ref, section, words_key),
        FOREIGN KEY (authority, provider_id, ref) REFERENCES source_reference (authority, provider_id, ref)
          ON DELETE CASCADE,
        FOREIGN KEY (authority, factor_alias_id) REFERENCES factor_alias (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX unmatched_word_waiting ON unmatched_word (authority, section, words_key) WHERE outcome = 'waiting'`);
    await runner.query(`
      CREATE INDEX unmatched_word_factor_alias_id ON unmatched_word (authority, factor_alias_id)`);
    const onReference = `EXISTS (
      SELECT FROM source_reference p WHERE p.authority = unmatched_word.authority
        AND p.provider_id = unmatched_word.provider_id AND p.ref = unmatched_word.ref)`;
    await protectTenantTable(runner, 'unmatched_word', {
      council: `${seesForm} AND ${onReference}`,
      provider: 'false',
    });
  }
}
