import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';

/** The service itself, in the name of a person whose permission has been checked in their own context. */
export function inNameOf(context: TransactionContext): TransactionContext {
  const { personId, role, address, providerId } = context;
  return {
    ...systemContext(context.authority, context.actorName, context.requestId),
    ...{ personId, role, address, providerId },
  };
}
