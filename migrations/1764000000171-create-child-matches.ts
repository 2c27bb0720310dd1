import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

/** Who a provider's row says that its child is, and the key by which the same is known again. */
const claim = `
  provider_id uuid NOT NULL,
  ref text,
  claim_key text NOT NULL,
  council_child_id text,
  given_name text,
  family_name text,
  date_of_birth date NOT NULL`;

/**
 * Rows of which a person has to say which child they speak of, and what was decided. Both are the service's alone: it
 * shows them to whoever may open every record that a row may speak of.
 */
export class CreateChildMatches1764000000171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createMatches(runner);
    await this.createDoubts(runner);
    for (const table of ['child_match', 'child_doubt'])
      await protectTenantTable(runner, table, { council: 'false', provider: 'false' });
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON child_match, child_doubt TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }

  /** A decision holds for whatever the provider sends that says the same of the child; with a reference, for that row alone. */
  private async createMatches(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child_match (
        authority text NOT NULL,
        id uuid NOT NULL,
        ${claim},
        outcome text NOT NULL CHECK (outcome IN ('left_out', 'this_child', 'new_child')),
        child_id uuid,
        child_name_alias_id uuid,
        former_date_of_birth date,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        decided_at timestamptz NOT NULL,
        decided_by uuid NOT NULL REFERENCES person (id),
        undone_at timestamptz CHECK (undone_at >= decided_at),
        undone_by uuid REFERENCES person (id),
        undo_reason text CHECK (length(undo_reason) BETWEEN 1 AND 500),
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id),
        FOREIGN KEY (authority, child_name_alias_id) REFERENCES child_name_alias (authority, id),
        CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
        CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX child_match_standing ON child_match (authority, provider_id, claim_key)
      WHERE undone_at IS NULL AND ref IS NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX child_match_standing_of_row ON child_match (authority, provider_id, claim_key, ref)
      WHERE undone_at IS NULL AND ref IS NOT NULL`);
    await runner.query(`CREATE INDEX child_match_provider_id ON child_match (authority, provider_id)`);
    await runner.query(`CREATE INDEX child_match_child_id ON child_match (authority, child_id)`);
    await runner.query(`CREATE INDEX child_match_child_name_alias_id ON child_match (authority, child_name_alias_id)`);
    await runner.query(`CREATE INDEX child_match_decided_by ON child_match (decided_by)`);
    await runner.query(`CREATE INDEX child_match_undone_by ON child_match (undone_by)`);
  }

  private async createDoubts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child_doubt (
        authority text NOT NULL,
        id uuid NOT NULL,
        submission_id uuid NOT NULL,
        row_number integer NOT NULL,
        ${claim},
        because text NOT NULL
          CHECK (because IN ('date_of_birth_differs', 'several_children', 'reference_of_another_child')),
        asked_at timestamptz NOT NULL,
        settled_at timestamptz CHECK (settled_at >= asked_at),
        child_match_id uuid,
        PRIMARY KEY (authority, id),
        UNIQUE (authority, submission_id, row_number),
        FOREIGN KEY (authority, submission_id, row_number)
          REFERENCES submission_row (authority, submission_id, row_number),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id),
        FOREIGN KEY (authority, child_match_id) REFERENCES child_match (authority, id)
      )`);
    await runner.query(`
      CREATE INDEX child_doubt_waiting ON child_doubt (authority, asked_at, id) WHERE settled_at IS NULL`);
    await runner.query(`CREATE INDEX child_doubt_provider_id ON child_doubt (authority, provider_id, ref)`);
    await runner.query(`CREATE INDEX child_doubt_child_match_id ON child_doubt (authority, child_match_id)`);
  }
}
