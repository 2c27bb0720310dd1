import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = `authority = current_setting('app.authority', true)`;
const isSystem = `current_setting('app.actor', true) = 'system'`;

/** What a council has agreed and set, who belongs to it, and what it does by itself. */
const tables = [
  ...['authority_setting', 'authority_provider', 'authority_retention', 'sharing_agreement'],
  ...['contract', 'contract_clock', 'contract_fee', 'membership'],
  ...['access_review', 'access_review_answer', 'daily_task'],
];

/**
 * People of the council read these and never write them as themselves: that they may is checked by their role first, and
 * then the service writes in their name. So a fault elsewhere gives nobody a role, an agreement or a contract.
 */
export class WriteWhatIsAgreedAsTheService1764000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`ALTER POLICY council ON ${table} WITH CHECK (${ofAuthority} AND ${isSystem})`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations are forward-only.'));
  }
}
