import type { Command } from 'commander';
import { hashSecret, newId, newSecret } from '#platform';
import { actorName, answer, withService } from './command-context.js';
import { CommandFailure } from './failure.js';

const VALID_DAYS = 365;
const PREFIX_LENGTH = 8;

export function addKeyCommand(program: Command): void {
  program
    .command('key')
    .description('keys with which machines of providers sign in')
    .command('issue')
    .description('issue a key to a provider and print it, this once')
    .requiredOption('--provider <code>', 'code of the provider')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(async (options: { provider: string; as?: string; json: boolean }) => {
      await withService(async ({ database }) => {
        const secret = `hw_${newSecret()}`;
        const prefix = secret.slice(0, PREFIX_LENGTH);
        const known = await database.query<unknown[]>('SELECT FROM provider WHERE code = $1', [options.provider]);
        if (known.length === 0)
          throw new CommandFailure(`No provider has the code ${options.provider}; check the code.`);
        await database.query(
          `INSERT INTO provider_key (id, provider_id, prefix, secret_hash, expires_at, created_at, created_by, modified_at, modified_by)
           SELECT $1, p.id, $2, $3, now() + make_interval(days => ${VALID_DAYS}), now(), $4, now(), $4 FROM provider p WHERE p.code = $5`,
          [newId(), prefix, hashSecret(secret), actorName(options.as), options.provider],
        );
        answer(
          { provider: options.provider, key: secret, days: VALID_DAYS },
          options.json,
          () => `${secret}\nKeep it: it is not shown again. It is valid for ${VALID_DAYS} days.`,
        );
      });
    });
}
