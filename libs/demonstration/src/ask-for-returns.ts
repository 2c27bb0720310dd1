import { setReturnRule } from '#casework';
import { dayInLondon } from '#domain/time';
import type { Instant } from '#domain/time';
import { listContracts } from '#persistence';
import type { Transaction } from '#persistence';

/** The return of a month is due by this working day of the next one. */
const DUE_WORKING_DAY = 5;

/**
 * Lets every contract ask for a return for each month, from the one in which the demonstration ends: what was invented of
 * the months before came all at once. Where a contract asks already it stays so.
 */
export async function askForReturns(tx: Transaction, at: Instant): Promise<void> {
  const validFrom = dayInLondon(at).with({ day: 1 });
  for (const { id: contractId } of await listContracts(tx))
    await setReturnRule(tx, {
      ...{ contractId, validFrom, dueWorkingDay: DUE_WORKING_DAY },
      ...{ requiredColumns: [], needsConfirmation: false },
    });
}
