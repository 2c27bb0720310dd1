import type { ChildIdentity } from './child.js';

export type ChildMatch<Known> =
  | { readonly kind: 'known'; readonly child: Known }
  | { readonly kind: 'new' }
  /** The council ID is known with another date of birth, or several children answer to the description. */
  | { readonly kind: 'doubtful'; readonly because: 'date-of-birth-differs' | 'several-children' };

type Described = Pick<ChildIdentity, 'councilChildId' | 'givenName' | 'familyName' | 'dateOfBirth'>;

/**
 * Finds the child that a return speaks of: by council ID, else by date of birth and full name; never by name alone.
 * A doubt is for a person to settle, so it is reported and nothing is assumed.
 */
export function matchChild<Known extends Described>(claimed: Described, known: readonly Known[]): ChildMatch<Known> {
  if (claimed.councilChildId !== null) {
    const child = known.find((candidate) => candidate.councilChildId === claimed.councilChildId);
    if (!child) return { kind: 'new' };
    return child.dateOfBirth.equals(claimed.dateOfBirth)
      ? { kind: 'known', child }
      : { kind: 'doubtful', because: 'date-of-birth-differs' };
  }
  const alike = known.filter(
    (candidate) => candidate.dateOfBirth.equals(claimed.dateOfBirth) && nameKey(candidate) === nameKey(claimed),
  );
  if (alike.length > 1) return { kind: 'doubtful', because: 'several-children' };
  return alike[0] ? { kind: 'known', child: alike[0] } : { kind: 'new' };
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
