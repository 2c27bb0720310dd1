import type { Command } from 'commander';
import { authoritiesEngaging, issueKeyOnRecord, listKeys, revokeKeyOnRecord } from '#access';
import type { Deployment, ListedKey } from '#access';
import { MOST_KEY_DAYS, isKeyScope, keyScopes } from '#domain/access';
import type { KeyScope } from '#domain/access';
import { listAuthorities, systemContext } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';
import { actorName, answer, withService } from './command-context.js';
import { CommandFailure, usage } from './failure.js';

interface IssueOptions {
  provider: string;
  scopes: string;
  days: string;
  as?: string;
  json: boolean;
}

export function addKeyCommand(program: Command): void {
  const key = program.command('key').description('keys with which machines of providers sign in');
  key
    .command('issue')
    .description('issue a key to a provider and print it, this once; two at most are in force at a time')
    .requiredOption('--provider <code>', 'code of the provider')
    .option('--scopes <scopes>', `what it opens, with commas: ${keyScopes.join(',')}`, keyScopes.join(','))
    .option('--days <days>', `how long it is valid, at most ${MOST_KEY_DAYS}`, String(MOST_KEY_DAYS))
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(runIssue);
  key
    .command('revoke <prefix>')
    .description('take a key back, known by the eight characters after hw_')
    .option('--as <name>', 'who acts')
    .option('--json', 'print one JSON document', false)
    .action(runRevoke);
  key
    .command('list')
    .description('list the keys, ended ones included; no secret is shown')
    .option('--provider <code>', 'only those of one provider')
    .option('--json', 'print one JSON document', false)
    .action(runList);
}

async function runIssue(options: IssueOptions): Promise<void> {
  const [scopes, days] = [readScopes(options.scopes), readDays(options.days)];
  const actor = actorName(options.as);
  await withService(async (service) => {
    const secret = await issue(service, options.provider, { scopes, days }, actor);
    answer(
      { provider: options.provider, key: secret, scopes, days },
      options.json,
      () => `${secret}\nKeep it: it is not shown again. It is valid for ${days} days.`,
    );
  });
}

async function issue(
  service: Service,
  providerCode: string,
  wish: { readonly scopes: readonly KeyScope[]; readonly days: number },
  actor: string,
): Promise<string> {
  const providerId = await requireProvider(service, providerCode);
  const deployment = await deploymentOf(service);
  const [first] = await authoritiesEngaging(deployment, providerId);
  if (first === undefined)
    throw new CommandFailure(`${providerCode} works for no authority here, so a key would open nothing.`);
  const issued = await issueKeyOnRecord(deployment, systemContext(first, actor), { ...wish, providerId }, newId);
  if (issued.kind === 'too-many')
    throw new CommandFailure(
      `${providerCode} has two keys in force already; take one back first, by homeward key revoke.`,
    );
  return issued.secret;
}

async function runRevoke(prefix: string, options: { as?: string; json: boolean }): Promise<void> {
  const actor = actorName(options.as);
  await withService(async (service) => {
    const shown = prefix.replace(/^hw_/, '').slice(0, 8);
    const held = (await listEverywhere(service)).find(
      ({ key }) => key.revokedAt === null && shown.startsWith(key.prefix),
    );
    const deployment = await deploymentOf(service);
    const isRevoked =
      held !== undefined &&
      (await revokeKeyOnRecord(deployment, systemContext(held.authority, actor), held.key, newId));
    if (!isRevoked) throw new CommandFailure(`No key in force begins with hw_${shown}; see homeward key list.`);
    answer({ prefix: shown, provider: held.key.providerCode, revoked: true }, options.json, () => 'It is taken back.');
  });
}

async function runList(options: { provider?: string; json: boolean }): Promise<void> {
  await withService(async (service) => {
    if (options.provider !== undefined) await requireProvider(service, options.provider);
    const keys = (await listEverywhere(service))
      .map(({ key }) => key)
      .filter(({ providerCode }) => options.provider === undefined || providerCode === options.provider);
    answer(keys.map(describe), options.json, () =>
      keys.length === 0 ? 'There are no keys.' : keys.map(inWords).join('\n'),
    );
  });
}

/** Each key once, with an authority that its provider works for. */
async function listEverywhere(service: Service): Promise<readonly { authority: string; key: ListedKey }[]> {
  const found = new Map<string, { authority: string; key: ListedKey }>();
  for (const authority of (await deploymentOf(service)).authorities) {
    const keys = await service.casework.write(systemContext(authority, 'cli'), ({ tx }) => listKeys(tx));
    for (const key of keys) found.set(key.keyId, { authority, key });
  }
  return [...found.values()];
}

function describe(key: ListedKey) {
  return {
    ...{ prefix: key.prefix, provider: key.providerCode, scopes: key.scopes, issuedBy: key.issuedBy },
    ...{ issuedAt: key.issuedAt.toString(), expiresAt: key.expiresAt.toString() },
    lastUsedAt: key.lastUsedAt?.toString() ?? null,
    revokedAt: key.revokedAt?.toString() ?? null,
    isIssuerSuspended: key.isIssuerSuspended,
  };
}

function inWords(key: ListedKey): string {
  const end = key.revokedAt ? `taken back ${dayOf(key.revokedAt)}` : `ends ${dayOf(key.expiresAt)}`;
  const use = key.lastUsedAt ? `last used ${dayOf(key.lastUsedAt)}` : 'never used';
  const held = key.isIssuerSuspended ? ', who is suspended: it opens nothing' : '';
  return `hw_${key.prefix}…  ${key.providerCode}  ${key.scopes.join(',')}  ${end}, ${use}, issued by ${key.issuedBy}${held}`;
}

function dayOf(at: NonNullable<ListedKey['lastUsedAt']>): string {
  return at.toString().slice(0, 10);
}

async function deploymentOf({ casework, database }: Service): Promise<Deployment> {
  return { writer: casework, authorities: await listAuthorities((sql) => database.query(sql)) };
}

async function requireProvider({ database }: Service, code: string): Promise<string> {
  const [provider] = await database.query<{ id: string }[]>('SELECT id FROM provider WHERE code = $1', [code]);
  if (!provider) throw new CommandFailure(`No provider has the code ${code}; check the code.`);
  return provider.id;
}

function readScopes(text: string): readonly KeyScope[] {
  const scopes = [...new Set(text.split(',').map((each) => each.trim()))];
  const known = scopes.filter(isKeyScope);
  if (known.length !== scopes.length)
    throw usage(`--scopes ${text} is not right; name one or more of ${keyScopes.join(', ')}, with commas.`);
  return known;
}

function readDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MOST_KEY_DAYS) throw usage(`--days ${text} is not a number from 1 to ${MOST_KEY_DAYS}.`);
  return days;
}
