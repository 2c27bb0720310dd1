import type { AuthorityCode, NewId, ProviderId } from '#domain/kernel';
import { listProviders, systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { appendAudit } from './audit-trail.js';
import { issueKey, revokeKey } from './provider-keys.js';
import type { KeyIssue, KeyWish } from './provider-keys.js';
import type { Writer } from './refusals.js';

/** The authorities of the deployment, and where to write to them. */
export interface Deployment {
  readonly writer: Writer;
  readonly authorities: readonly AuthorityCode[];
}

/** The authorities for which a provider works: a key of its opens them all, as far as agreements are in force. */
export async function authoritiesEngaging(
  { writer, authorities }: Deployment,
  providerId: ProviderId,
): Promise<readonly AuthorityCode[]> {
  const engaging: AuthorityCode[] = [];
  for (const authority of authorities) {
    const providers = await writer.write(systemContext(authority, 'service'), ({ tx }) => listProviders(tx));
    if (providers.some(({ id }) => id === providerId)) engaging.push(authority);
  }
  return engaging;
}

/** Issues a key in a context, on record with every authority that the provider works for. */
export async function issueKeyOnRecord(
  deployment: Deployment,
  context: TransactionContext,
  wish: KeyWish,
  newId: NewId,
): Promise<KeyIssue> {
  const issued = await deployment.writer.write(context, ({ tx }) => issueKey(tx, wish, newId));
  if (issued.kind === 'issued')
    await tellOthers(deployment, context, wish.providerId, { action: 'ProviderKeyIssue', keyId: issued.keyId }, newId);
  return issued;
}

/** Takes a key back in a context, on record likewise. False where there is none in force that the context reaches. */
export async function revokeKeyOnRecord(
  deployment: Deployment,
  context: TransactionContext,
  key: { readonly keyId: string; readonly providerId: ProviderId },
  newId: NewId,
): Promise<boolean> {
  const isRevoked = await deployment.writer.write(context, ({ tx }) => revokeKey(tx, key.keyId, newId));
  if (isRevoked)
    await tellOthers(deployment, context, key.providerId, { action: 'ProviderKeyRevoke', keyId: key.keyId }, newId);
  return isRevoked;
}

/**
 * The other authorities hear of it in transactions of their own, because a transaction serves one. Should that be broken
 * off, the deployment's record has it all the same: it was written together with the key.
 */
async function tellOthers(
  deployment: Deployment,
  context: TransactionContext,
  providerId: ProviderId,
  { action, keyId }: { readonly action: 'ProviderKeyIssue' | 'ProviderKeyRevoke'; readonly keyId: string },
  newId: NewId,
): Promise<void> {
  const others = (await authoritiesEngaging(deployment, providerId)).filter((each) => each !== context.authority);
  for (const authority of others) {
    const there = systemContext(authority, context.actorName, context.requestId);
    await deployment.writer.write({ ...there, personId: context.personId, address: context.address }, ({ tx }) =>
      appendAudit(tx, { action, itemId: keyId, itemCount: 1, childIds: [] }, newId),
    );
  }
}
