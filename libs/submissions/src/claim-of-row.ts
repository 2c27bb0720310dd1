import type { ChildIdentity, ClaimedChild } from '#domain/children';
import type { SoundValues } from '#domain/submissions';

/** Who a row says that its child is. */
export function claimOfRow(values: SoundValues): ClaimedChild {
  return {
    ...{ councilChildId: values.child_id ?? null, givenName: values.given_name ?? null },
    ...{ familyName: values.family_name ?? null, dateOfBirth: values.date_of_birth },
  };
}

/**
 * What a row says of a record that it was not matched with by what it says: because a person decided so, or because its
 * episode stands there. Name and date of birth stay as they are on record, and so does the council ID, unless the record
 * has none and the row's is nobody's.
 */
export function onRecordOf(child: ChildIdentity, values: SoundValues, isIdTaken: boolean): SoundValues {
  const { given_name: given, family_name: family, child_id: id, ...rest } = values;
  const isIdTold = id && !isIdTaken && child.councilChildId === null;
  const isNameLacking = child.givenName === null && child.familyName === null;
  return {
    ...rest,
    date_of_birth: child.dateOfBirth,
    ...(isIdTold && { child_id: id }),
    ...(isNameLacking && { given_name: given ?? null, family_name: family ?? null }),
  };
}
