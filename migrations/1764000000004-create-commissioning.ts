import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an authority has agreed: settings by date, providers, sharing agreements, contracts with fees and clocks, and members. */
export class CreateCommissioning1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE authority_setting (
        authority text NOT NULL REFERENCES authority (code),
        valid_from date NOT NULL,
        set_point_outward_code text NOT NULL,
        travel_limit_miles numeric(5, 1) NOT NULL CHECK (travel_limit_miles > 0),
        board_name text NOT NULL,
        suppression_threshold smallint NOT NULL DEFAULT 5 CHECK (suppression_threshold BETWEEN 3 AND 10),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, valid_from)
      )`);
    await runner.query(`
      CREATE TABLE authority_provider (
        authority text NOT NULL REFERENCES authority (code),
        provider_id uuid NOT NULL REFERENCES provider (id),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, provider_id)
      )`);
    await runner.query(`
      CREATE INDEX authority_provider_provider_id ON authority_provider (provider_id)`);
    await runner.query(`
      CREATE TABLE sharing_agreement (
        authority text NOT NULL,
        id uuid NOT NULL,
        provider_id uuid NOT NULL,
        signed_on date NOT NULL,
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to > valid_from),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id)
      )`);
    await runner.query(`
      CREATE INDEX sharing_agreement_provider_id ON sharing_agreement (authority, provider_id)`);
    await runner.query(`
      CREATE TABLE contract (
        authority text NOT NULL,
        id uuid NOT NULL,
        provider_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('block', 'spot', 'in_house', 'reciprocal')),
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to > valid_from),
        groups text[] NOT NULL,
        counted_modes text[] NOT NULL,
        counted_episodes text[] NOT NULL,
        travel_limit_miles numeric(5, 1),
        fixed_fee_pence bigint CHECK (fixed_fee_pence >= 0),
        mileage_pence integer CHECK (mileage_pence >= 0),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id)
      )`);
    await runner.query(`
      CREATE INDEX contract_provider_id ON contract (authority, provider_id, valid_from)`);
    await runner.query(`
      CREATE TABLE contract_fee (
        authority text NOT NULL,
        contract_id uuid NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('completed', 'declined_after_visit', 'aborted', 'telephone')),
        fee_pence integer NOT NULL CHECK (fee_pence >= 0),
        PRIMARY KEY (authority, contract_id, outcome),
        FOREIGN KEY (authority, contract_id) REFERENCES contract (authority, id)
      )`);
    await runner.query(`
      CREATE TABLE contract_clock (
        authority text NOT NULL,
        contract_id uuid NOT NULL,
        kind text NOT NULL,
        allow_hours numeric(6, 2) NOT NULL CHECK (allow_hours > 0),
        PRIMARY KEY (authority, contract_id, kind),
        FOREIGN KEY (authority, contract_id) REFERENCES contract (authority, id)
      )`);
    await runner.query(`
      CREATE TABLE membership (
        authority text NOT NULL REFERENCES authority (code),
        id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person (id),
        role text NOT NULL,
        provider_id uuid,
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to > valid_from),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, id),
        FOREIGN KEY (authority, provider_id) REFERENCES authority_provider (authority, provider_id)
      )`);
    await runner.query(`
      CREATE INDEX membership_person_id ON membership (person_id)`);
    await runner.query(`
      CREATE INDEX membership_provider_id ON membership (authority, provider_id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
