import type { ChildIdentity } from './child.js';

export type ChildMatch<Known> =
  | { readonly kind: 'known'; readonly child: Known }
  | { readonly kind: 'new' }
  /** The council ID is known with another date of birth, or several children answer to the description. */
  | { readonly kind: 'doubtful'; readonly because: 'date-of-birth-differs' | 'several-children' };

type Described = Pick<ChildIdentity, 'councilChildId' | 'givenName' | 'familyName' | 'dateOfBirth'>;

/**
 * Finds the child that a return speaks of: by council ID, else by date of birth and full name, unless two council IDs
 * say that they are two children; never by name alone.
 * A doubt is for a person to settle, so it is reported and nothing is assumed.
 */
export function matchChild<Known extends Described>(claimed: Described, known: readonly Known[]): ChildMatch<Known> {
  const child = known.find((candidate) => hasId(claimed) && candidate.councilChildId === claimed.councilChildId);
  if (child) {
    return child.dateOfBirth.equals(claimed.dateOfBirth)
      ? { kind: 'known', child }
      : { kind: 'doubtful', because: 'date-of-birth-differs' };
  }
  const alike = known.filter((candidate) => !(hasId(claimed) && hasId(candidate)) && isAlike(claimed, candidate));
  if (alike.length > 1) return { kind: 'doubtful', because: 'several-children' };
  return alike[0] ? { kind: 'known', child: alike[0] } : { kind: 'new' };
}

function hasId(child: Described): boolean {
  return child.councilChildId !== null;
}

function isAlike(claimed: Described, candidate: Described): boolean {
  const isNamed = [claimed.givenName, claimed.familyName].every((name) => normaliseName(name) !== '');
  return isNamed && candidate.dateOfBirth.equals(claimed.dateOfBirth) && nameKey(candidate) === nameKey(claimed);
}

/** A name as it is compared: without case, accents, punctuation and doubled spaces. */
export function nameKey(name: Pick<ChildIdentity, 'givenName' | 'familyName'>): string {
  return [name.givenName, name.familyName].map(normaliseName).join(' ');
}

function normaliseName(name: string | null): string {
  return (name ?? '')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
