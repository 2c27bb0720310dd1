import type { Transaction } from '#persistence';

/** Who made a row of the demonstration, and when. */
export function stampOf(tx: Transaction) {
  const now = new Date(tx.now.epochMilliseconds);
  return { createdAt: now, createdBy: tx.context.actorName, modifiedAt: now, modifiedBy: tx.context.actorName };
}
