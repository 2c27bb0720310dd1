import { accountHash } from './attempts.js';
import type { AccountContext, Occasion } from './account-context.js';
import { recordDeploymentEvent } from './deployment-events.js';
import type { PoolOrTransaction } from './database.js';
import type { DeploymentAction, DeploymentEvent } from './deployment-events.js';

type Happening = Pick<DeploymentEvent, 'outcome' | 'reason'> & {
  readonly action?: DeploymentAction;
  /** The person concerned; null where it is not known who tries. */
  readonly personId: string | null;
  /** The name that was tried and is not known: kept as a keyed hash alone. */
  readonly unknownName?: string;
};

/** Where it is put on record: at once, or together with what else happens in a transaction. */
type Recording = Pick<AccountContext, 'key' | 'newId'> & { readonly database: PoolOrTransaction };

/** Puts an attempt to sign in, or a change of an account, on record. */
export async function recordSignIn(
  context: Recording,
  { action = 'SignInAttempt', personId, unknownName, ...rest }: Happening,
  { origin, now }: Occasion,
): Promise<void> {
  const sought = unknownName === undefined ? {} : { soughtHash: accountHash(context, unknownName) };
  const event = { action, actor: personId ?? 'nobody', personId, ...origin, ...sought, ...rest };
  await recordDeploymentEvent(context.database, event, now, context.newId);
}
