import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Children: an opaque record, and apart from it who the child is and the care status on the days it was seen. */
export class CreateChildren1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        is_restricted boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id)
      )`);
    await runner.query(`
      CREATE TABLE child_identity (
        authority text NOT NULL,
        child_id uuid NOT NULL,
        council_child_id text CHECK (length(council_child_id) BETWEEN 1 AND 40),
        given_name text,
        family_name text,
        date_of_birth date NOT NULL,
        gender text,
        ethnicity text,
        home_postcode text,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, child_id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id),
        UNIQUE (authority, council_child_id)
      )`);
    await runner.query(`
      CREATE INDEX child_identity_date_of_birth ON child_identity (authority, date_of_birth)`);
    await runner.query(`
      CREATE TABLE child_care_status (
        authority text NOT NULL,
        child_id uuid NOT NULL,
        seen_on date NOT NULL,
        care_status text NOT NULL CHECK (care_status IN ('home', 'looked_after', 'looked_after_other_authority', 'care_leaver')),
        placing_authority text,
        host_authority text,
        placement_type text,
        placement_outward_code text,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, child_id, seen_on),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
