import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who uses the service: commissioning authorities, providers, people, sessions and keys. Global. */
export class CreateOrganisations1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE authority (
        code text PRIMARY KEY REFERENCES local_authority (code),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE provider (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z][A-Z0-9_-]{1,31}$'),
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        sign_in_name text NOT NULL UNIQUE,
        display_name text NOT NULL,
        is_demonstration boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE session (
        secret_hash bytea PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id),
        started_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > started_at)
      )`);
    await runner.query(`
      CREATE INDEX session_person_id ON session (person_id)`);
    await runner.query(`
      CREATE TABLE provider_key (
        id uuid PRIMARY KEY,
        provider_id uuid NOT NULL REFERENCES provider (id),
        prefix text NOT NULL UNIQUE,
        secret_hash bytea NOT NULL UNIQUE,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL
      )`);
    await runner.query(`
      CREATE INDEX provider_key_provider_id ON provider_key (provider_id)`);
    await runner.query(`
      CREATE TABLE demonstration (
        is_demonstration boolean PRIMARY KEY CHECK (is_demonstration),
        seed integer NOT NULL,
        ends_at timestamptz NOT NULL,
        loaded_at timestamptz
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
