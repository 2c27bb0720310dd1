import { nameKey } from '../children/index.js';
import type { ChildIdentity } from '../children/index.js';
import { readDay } from '../time/index.js';
import type { Day } from '../time/index.js';
import { granted, refused } from './decision.js';
import type { Decision } from './decision.js';

/** No look-up gives more than this: who needs more has to ask more exactly. */
export const LOOK_UP_MOST = 25;

/** What somebody knows of the child whom they look for, as it was typed. */
export interface LookUpWords {
  readonly councilChildId: string;
  readonly familyName: string;
  readonly dateOfBirth: string;
}

/** The two ways to look a child up. Neither lets anybody leaf through the children. */
export type LookUp =
  | { readonly kind: 'council-child-id'; readonly councilChildId: string }
  | { readonly kind: 'name-and-birth'; readonly familyNameKey: string; readonly dateOfBirth: Day };

export type LookUpRefusal = 'nothing-asked' | 'both-asked' | 'family-name-missing' | 'birth-missing' | 'no-such-day';

/** A look-up is by the council's child ID, whole; or by family name and date of birth together. */
export function decideLookUp(words: LookUpWords): Decision<LookUp, LookUpRefusal> {
  const councilChildId = words.councilChildId.trim();
  const familyNameKey = familyNameKeyOf({ familyName: words.familyName });
  const birth = words.dateOfBirth.trim();
  const isByName = familyNameKey !== '' || birth !== '';
  if (councilChildId !== '') {
    return isByName ? refused('both-asked') : granted({ kind: 'council-child-id', councilChildId });
  }
  if (!isByName) return refused('nothing-asked');
  if (familyNameKey === '') return refused('family-name-missing');
  if (birth === '') return refused('birth-missing');
  const dateOfBirth = readDay(birth);
  return dateOfBirth === null
    ? refused('no-such-day')
    : granted({ kind: 'name-and-birth', familyNameKey, dateOfBirth });
}

/** A family name as look-ups compare it: in the way in which returns are matched with children. */
export function familyNameKeyOf({ familyName }: Pick<ChildIdentity, 'familyName'>): string {
  return nameKey({ givenName: null, familyName }).trim();
}

/** A look-up as one line, always the same for the same look-up: what a keyed hash is made of when nothing was found. */
export function lookUpLine(lookUp: LookUp): string {
  return lookUp.kind === 'council-child-id'
    ? `id ${lookUp.councilChildId}`
    : `name ${lookUp.familyNameKey} born ${lookUp.dateOfBirth.toString()}`;
}
