import type { Command } from 'commander';
import { appendAudit } from '#access';
import { listAuthorities, listProviders } from '#persistence';
import type { Transaction } from '#persistence';
import { hashSecret, newId, newSecret } from '#platform';
import type { Service } from '#service';
import { actorName, answer, authorityContext, withService } from './command-context.js';
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
      const actor = actorName(options.as);
      await withService(async (service) => {
        const secret = await issueKey(service, options.provider, actor);
        answer(
          { provider: options.provider, key: secret, days: VALID_DAYS },
          options.json,
          () => `${secret}\nKeep it: it is not shown again. It is valid for ${VALID_DAYS} days.`,
        );
      });
    });
}

/** Stores the hash of a new key and puts it on record with every authority that the provider works for. */
async function issueKey({ database, casework }: Service, providerCode: string, actor: string): Promise<string> {
  const [provider] = await database.query<{ id: string }[]>('SELECT id FROM provider WHERE code = $1', [providerCode]);
  if (!provider) throw new CommandFailure(`No provider has the code ${providerCode}; check the code.`);
  const secret = `hw_${newSecret()}`;
  const keyId = newId();
  const engaging: string[] = [];
  for (const authority of await listAuthorities((sql) => database.query(sql))) {
    await casework.write({ ...authorityContext(authority, actor), actor: 'system' }, async ({ tx }) => {
      const isEngaged = (await listProviders(tx)).some(({ id }) => id === provider.id);
      if (!isEngaged) return;
      if (engaging.length === 0) await storeKey(tx, keyId, provider.id, secret);
      engaging.push(authority);
      await appendAudit(tx, { action: 'ProviderKeyIssue', itemId: keyId, itemCount: 1, childIds: [] }, newId);
    });
  }
  if (engaging.length === 0)
    throw new CommandFailure(`${providerCode} works for no authority here, so a key would open nothing.`);
  return secret;
}

async function storeKey(tx: Transaction, keyId: string, providerId: string, secret: string): Promise<void> {
  await tx.query(
    `INSERT INTO provider_key (id, provider_id, prefix, secret_hash, expires_at, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5::timestamptz + make_interval(days => ${VALID_DAYS}), $5, $6, $5, $6)`,
    [
      keyId,
      providerId,
      secret.slice(0, PREFIX_LENGTH),
      hashSecret(secret),
      new Date(tx.now.epochMilliseconds),
      tx.context.actorName,
    ],
  );
}
