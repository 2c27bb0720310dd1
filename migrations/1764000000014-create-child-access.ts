import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works with a child, who is admitted to a restricted record, and what third parties said, apart from the interview form. */
export class CreateChildAccess1764000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE membership
        ADD COLUMN team text CHECK (length(team) BETWEEN 1 AND 80),
        ADD COLUMN suspended_at timestamptz,
        ADD CONSTRAINT membership_inspector_ends CHECK (role <> 'inspector' OR valid_to IS NOT NULL)`);
    await runner.query(`ALTER TABLE child ADD COLUMN deleted_at timestamptz`);
    await runner.query(`
      CREATE TABLE child_allocation (
        authority text NOT NULL,
        id uuid NOT NULL,
        child_id uuid NOT NULL,
        person_id uuid REFERENCES person (id),
        team text NOT NULL CHECK (length(team) BETWEEN 1 AND 80),
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to >= valid_from),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id)
      )`);
    await runner.query(`CREATE INDEX child_allocation_child_id ON child_allocation (authority, child_id)`);
    await runner.query(`CREATE INDEX child_allocation_person_id ON child_allocation (person_id)`);
    await runner.query(`
      CREATE TABLE child_admission (
        authority text NOT NULL,
        id uuid NOT NULL,
        child_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person (id),
        kind text NOT NULL CHECK (kind IN ('listed', 'emergency')),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz CHECK (ends_at >= starts_at),
        reviewed_at timestamptz,
        reviewed_by uuid REFERENCES person (id),
        review_finding text CHECK (review_finding IN ('justified', 'not_justified')),
        review_note text CHECK (length(review_note) <= 500),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id),
        CHECK (kind = 'listed' OR ends_at IS NOT NULL),
        CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL)),
        CHECK ((reviewed_at IS NULL) = (review_finding IS NULL)),
        CHECK (reviewed_by <> person_id)
      )`);
    await runner.query(`CREATE INDEX child_admission_child_id ON child_admission (authority, child_id)`);
    await runner.query(`CREATE INDEX child_admission_person_id ON child_admission (person_id)`);
    await runner.query(`CREATE INDEX child_admission_reviewed_by ON child_admission (reviewed_by)`);
    await runner.query(`
      CREATE TABLE third_party_information (
        authority text NOT NULL,
        id uuid NOT NULL,
        child_id uuid NOT NULL,
        episode_id uuid NOT NULL,
        provider_id uuid,
        information text NOT NULL CHECK (length(information) BETWEEN 1 AND 4000),
        recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, child_id) REFERENCES child (authority, id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id)
      )`);
    await runner.query(
      `CREATE INDEX third_party_information_child_id ON third_party_information (authority, child_id)`,
    );
    await runner.query(
      `CREATE INDEX third_party_information_episode_id ON third_party_information (authority, episode_id)`,
    );
    await runner.query(
      `CREATE INDEX third_party_information_provider_id ON third_party_information (authority, provider_id)`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
