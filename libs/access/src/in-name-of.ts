import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';

/**
 * The service itself, in the name of a person: to write what their policies do not let them write, only after it has been
 * checked in their own context that the matter is theirs. The record names them, and the organisation they act for.
 */
export function inNameOf(context: TransactionContext): TransactionContext {
  const { personId, role, address, providerId } = context;
  return {
    ...systemContext(context.authority, context.actorName, context.requestId),
    ...{ personId, role, address, providerId },
  };
}
