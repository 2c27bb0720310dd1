import { appendAudit } from '#access';
import { Temporal, dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
import { listSettings, saveSuppressionThreshold } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';

/** What a threshold may be (domain brief 5.1); the table holds to it as well. */
const [LOWEST, HIGHEST] = [3, 10];

export type ThresholdFault = 'out-of-range' | 'rewrites-the-past' | 'before-the-last-one' | 'nothing-set';

/** Sets below which count the reports to the board hide, from a day on. Gives what is wrong with that; null once it is set. */
export async function setSuppressionThreshold(
  tx: Transaction,
  threshold: number,
  validFrom: Day,
): Promise<ThresholdFault | null> {
  if (!Number.isInteger(threshold) || threshold < LOWEST || threshold > HIGHEST) return 'out-of-range';
  if (Temporal.PlainDate.compare(validFrom, dayInLondon(tx.now)) < 0) return 'rewrites-the-past';
  const [last] = await listSettings(tx);
  if (last && Temporal.PlainDate.compare(validFrom, last.validFrom) <= 0) return 'before-the-last-one';
  if (!(await saveSuppressionThreshold(tx, threshold, validFrom))) return 'nothing-set';
  const reason = `threshold of the report to the board from ${validFrom.toString()}: ${threshold}`;
  await appendAudit(tx, { action: 'CommissioningChange', itemCount: 1, childIds: [], reason }, newId);
  return null;
}
