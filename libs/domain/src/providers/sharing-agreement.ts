import type { Id, ProviderId } from '../kernel/index.js';
import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';

/** What a council and a provider signed before either may see the other's records; in force on days in [validFrom, validTo). */
export interface SharingAgreement {
  readonly id: Id<'agreement'>;
  readonly providerId: ProviderId;
  readonly signedOn: Day;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** Whether an agreement is signed and in date on a day. Until one is, its provider has no access at all. */
export function isAgreementInForce({ signedOn, validFrom, validTo }: SharingAgreement, day: Day): boolean {
  return !isBefore(day, signedOn) && !isBefore(day, validFrom) && (validTo === null || isBefore(day, validTo));
}

export type AgreementFault =
  'signed-in-future' | 'ends-before-it-begins' | 'ends-in-past' | 'over-already' | 'ends-later';

/** What is wrong with an agreement that is to be recorded today; null where nothing is. */
export function checkNewAgreement(
  { signedOn, validFrom, validTo }: Omit<SharingAgreement, 'id' | 'providerId'>,
  today: Day,
): AgreementFault | null {
  if (isBefore(today, signedOn)) return 'signed-in-future';
  return validTo !== null && !isBefore(validFrom, validTo) ? 'ends-before-it-begins' : null;
}

/**
 * What is wrong with ending an agreement on a day; null where nothing is. It is no longer in force on that day. What has
 * been in force stays so: an agreement ends today at the earliest, and is never made longer.
 */
export function checkEnd({ validFrom, validTo }: SharingAgreement, endsOn: Day, today: Day): AgreementFault | null {
  if (validTo !== null && !isBefore(today, validTo)) return 'over-already';
  if (isBefore(endsOn, today)) return 'ends-in-past';
  if (isBefore(endsOn, validFrom)) return 'ends-before-it-begins';
  return validTo !== null && isBefore(validTo, endsOn) ? 'ends-later' : null;
}

function isBefore(left: Day, right: Day): boolean {
  return Temporal.PlainDate.compare(left, right) < 0;
}
