import type { TravelRules } from '../children/index.js';
import { amendCase, amendChild } from './amend-case.js';
import type { SoundValues } from './amend-context.js';
import { differencesOf } from './row-differences.js';
import type { Difference, CaseOfChild } from './row-differences.js';

/**
 * A case as one sender alone has told it: what its rows of one reference leave when nobody else had said anything. What
 * is shown to a sender as the old value comes from here and not from the record, which also holds what other providers
 * told of the child, what the council corrected, and the factors that it gave to words. So nothing of theirs can be
 * learnt from a difference, not even that there is something.
 */
export interface ToldCase extends CaseOfChild {
  /** The latest version told; null where no row had one. */
  readonly version: number | null;
}

/** What a sender has told once it sends one more row; an older version than the latest says nothing. */
export function tell(known: ToldCase | null, values: SoundValues, travelRules: TravelRules): ToldCase {
  const version = values.row_version ?? known?.version ?? null;
  if (known && isOlder(values, known)) return known;
  const nobody = { councilChildId: null, givenName: null, familyName: null, gender: null } as const;
  const unknown = { ...nobody, childId: '', ethnicity: null, homePostcode: null, dateOfBirth: values.date_of_birth };
  const child = amendChild(known?.child ?? unknown, values);
  const record = amendCase(known?.record ?? null, values, {
    ...{ providerId: null, child, travelRules, taxonomyVersion: '' },
    // Episodes are known by the references themselves, and nothing else is looked up by its id.
    ...{ newId: () => values.provider_ref, episodeOf: (ref) => ref },
  });
  return { child, record, version };
}

/** What a row changes of what its sender told before; nothing where it is the first of its reference, or out of date. */
export function changesToTold(
  known: ToldCase | null,
  values: SoundValues,
  travelRules: TravelRules,
): readonly Difference[] {
  return known === null ? [] : differencesOf(known, tell(known, values, travelRules));
}

function isOlder({ row_version: version }: SoundValues, known: ToldCase): boolean {
  return typeof version === 'number' && known.version !== null && version < known.version;
}
