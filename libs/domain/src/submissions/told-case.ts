import type { TravelRules } from '../children/index.js';
import { amendCase, amendChild } from './amend-case.js';
import type { SoundValues } from './amend-context.js';
import { neededColumns } from './columns.js';
import type { ReturnValues } from './columns.js';
import { differencesOf } from './row-differences.js';
import type { CaseOfChild, Difference } from './row-differences.js';

/** What a case is judged with, where its sender alone has not told enough of it. */
interface Beside {
  /** What every case needs. None of it is shown to a sender that has not told it. */
  readonly needed: SoundValues;
  readonly travelRules: TravelRules;
}

/**
 * What changes of all that one sender has told of a case: nothing where it had told nothing before. What is shown to a
 * sender as the old value comes from its own cells and not from the record, which also holds what other providers told of
 * the child and what the council corrected. So nothing of theirs can be learnt from a difference, not even that there is
 * something.
 */
export function changesToTold(before: ReturnValues | null, after: ReturnValues, beside: Beside): readonly Difference[] {
  return before === null ? [] : differencesOf(toldCase(before, beside), toldCase(after, beside));
}

/** A case as its sender alone has told it, when nobody else had said anything. */
function toldCase(told: ReturnValues, { needed, travelRules }: Beside): CaseOfChild {
  const values: SoundValues = {
    ...told,
    provider_ref: needed.provider_ref,
    date_of_birth: told.date_of_birth ?? needed.date_of_birth,
    care_status: told.care_status ?? needed.care_status,
    episode_type: told.episode_type ?? needed.episode_type,
    missing_at: told.missing_at ?? needed.missing_at,
  };
  const nobody = { councilChildId: null, givenName: null, familyName: null, gender: null } as const;
  const unknown = { ...nobody, childId: '', ethnicity: null, homePostcode: null, dateOfBirth: values.date_of_birth };
  const child = amendChild(unknown, values);
  const record = amendCase(null, values, {
    ...{ providerId: null, child, travelRules, taxonomyVersion: '' },
    // Episodes are known by the references themselves, and nothing else is looked up by its id.
    ...{ newId: () => values.provider_ref, episodeOf: (ref) => ref },
  });
  return { child, record, untold: new Set(neededColumns.filter((column) => (told[column] ?? null) === null)) };
}
