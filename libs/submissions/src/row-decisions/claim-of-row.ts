import type { ClaimedChild } from '#domain/children';
import type { ReturnValues, SoundValues } from '#domain/submissions';

/** The columns that say who a child is. */
export const identityColumns = ['child_id', 'given_name', 'family_name', 'date_of_birth'] as const;

/** Who a row says that its child is. */
export function claimOfRow(
  values: Pick<ReturnValues, 'child_id' | 'given_name' | 'family_name'> & BornOn,
): ClaimedChild {
  return {
    ...{ councilChildId: values.child_id ?? null, givenName: values.given_name ?? null },
    ...{ familyName: values.family_name ?? null, dateOfBirth: values.date_of_birth },
  };
}

type BornOn = Pick<SoundValues, 'date_of_birth'>;
