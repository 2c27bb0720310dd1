import type { ClaimedChild } from '#domain/children';
import type { SoundValues } from '#domain/submissions';

/** Who a row says that its child is. */
export function claimOfRow(values: SoundValues): ClaimedChild {
  return {
    ...{ councilChildId: values.child_id ?? null, givenName: values.given_name ?? null },
    ...{ familyName: values.family_name ?? null, dateOfBirth: values.date_of_birth },
  };
}
