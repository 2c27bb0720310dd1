import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './protect-tenant-table.js';

const seesFees = `'fees' = ANY (string_to_array(current_setting('app.fields', true), ','))`;
const hangsOn = (table: string, parent: string, column: string) =>
  `${seesFees} AND EXISTS (SELECT FROM ${parent} p WHERE p.authority = ${table}.authority AND p.id = ${table}.${column})`;

/**
 * What is paid stands in tables of its own, so that their policies ask for the group of facts `fees`: what a provider
 * claims for an episode, and what a contract costs beside the fees for each outcome.
 */
export class CreateProviderClaimsAndPrices1764000000083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE provider_claim (
        authority text NOT NULL,
        episode_id uuid NOT NULL,
        fee_pence integer CHECK (fee_pence >= 0),
        miles numeric(7, 1) CHECK (miles >= 0),
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        modified_at timestamptz NOT NULL,
        modified_by text NOT NULL,
        PRIMARY KEY (authority, episode_id),
        FOREIGN KEY (authority, episode_id) REFERENCES missing_episode (authority, id)
      )`);
    await runner.query(`
      CREATE TABLE contract_price (
        authority text NOT NULL,
        contract_id uuid NOT NULL,
        fixed_fee_pence bigint CHECK (fixed_fee_pence >= 0),
        mileage_pence integer CHECK (mileage_pence >= 0),
        PRIMARY KEY (authority, contract_id),
        FOREIGN KEY (authority, contract_id) REFERENCES contract (authority, id)
      )`);
    const onEpisode = hangsOn('provider_claim', 'missing_episode', 'episode_id');
    const onContract = hangsOn('contract_price', 'contract', 'contract_id');
    await protectTenantTable(runner, 'provider_claim', { council: onEpisode, provider: onEpisode });
    await protectTenantTable(runner, 'contract_price', { council: onContract, provider: onContract });
    await runner.query(`
      ALTER POLICY council ON contract_price WITH CHECK (
        authority = current_setting('app.authority', true) AND current_setting('app.actor', true) = 'system')`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON provider_claim, contract_price TO homeward_app`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
