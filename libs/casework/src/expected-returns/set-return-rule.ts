import { appendAudit } from '#access';
import { checkReturnRule } from '#domain/providers';
import type { ReturnRule, ReturnRuleFault } from '#domain/providers';
import { dayInLondon } from '#domain/time';
import { listReturnRules, saveReturnRule } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';

/** Says from a day on what a contract asks of the provider's returns. Gives what is wrong with that; null once it is set. */
export async function setReturnRule(
  tx: Transaction,
  wanted: Omit<ReturnRule, 'validTo'>,
): Promise<ReturnRuleFault | null> {
  const [last = null] = (await listReturnRules(tx)).filter(({ contractId }) => contractId === wanted.contractId);
  const fault = checkReturnRule(wanted, last, dayInLondon(tx.now));
  if (fault !== null) return fault;
  await saveReturnRule(tx, { ...wanted, validTo: null });
  const reason = `returns due from ${wanted.validFrom.toString()}`;
  await appendAudit(
    tx,
    { action: 'CommissioningChange', itemId: wanted.contractId, itemCount: 1, childIds: [], reason },
    newId,
  );
  return null;
}
