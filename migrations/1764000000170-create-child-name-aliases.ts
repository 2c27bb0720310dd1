import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const seesIdentity = `'identity' = ANY (string_to_array(current_setting('app.fields', true), ','))`;

/** Other names by which the council says that a child is known. They are ended, never edited. Providers do not see them. */
export class CreateChildNameAliases1764000000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child_name_alias (
        authority text NOT NULL,
        id uuid NOT NULL,
        child_id uuid NOT NULL,
        given_name text NOT NULL CHECK (length(given_name) BETWEEN 1 AND 100),
        family_name text NOT NULL CHECK (length(family_name) BETWEEN 1 AND 100),
        name_key text NOT NULL,
        ended_at timestamptz,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id)
      )`);
    await runner.query(`CREATE INDEX child_name_alias_child_id ON child_name_alias (authority, child_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX child_name_alias_standing ON child_name_alias (authority, child_id, name_key)
      WHERE ended_at IS NULL`);
    await protectTenantTable(runner, 'child_name_alias', {
      council: `${seesIdentity} AND may_see_child(child_name_alias.authority, child_name_alias.child_id)`,
      provider: 'false',
    });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON child_name_alias TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
