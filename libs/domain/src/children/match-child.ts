import type { ChildIdentity } from './child.js';

export type ChildMatch<Known> =
  | { readonly kind: 'known'; readonly child: Known }
  | { readonly kind: 'new' }
  /** The council ID is known with another date of birth, or several children answer to the description. */
  | { readonly kind: 'doubtful'; readonly because: 'date-of-birth-differs' | 'several-children' };

/** What somebody says of who a child is: by this alone children are told apart. */
export type ClaimedChild = Pick<ChildIdentity, 'councilChildId' | 'givenName' | 'familyName' | 'dateOfBirth'>;

/** A name in its two parts. */
export type ChildName = Pick<ChildIdentity, 'givenName' | 'familyName'>;

/** A child on record, with the other names by which the council says that it is known. */
export type KnownChild = ClaimedChild & { readonly aliases?: readonly ChildName[] };

/**
 * Finds the child that a return speaks of: by council ID, else by date of birth and full name or alias, unless two
 * council IDs say that they are two children; never by name alone (domain, section 1.6).
 * A doubt is for a person to settle, so it is reported and nothing is assumed.
 */
export function matchChild<Known extends KnownChild>(
  claimed: ClaimedChild,
  known: readonly Known[],
): ChildMatch<Known> {
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

/** The children that a person may have to choose from: of the same council ID, or of the same birth and name whatever their IDs. */
export function candidatesOf<Known extends KnownChild>(
  claimed: ClaimedChild,
  known: readonly Known[],
): readonly Known[] {
  return known.filter(
    (candidate) =>
      (hasId(claimed) && candidate.councilChildId === claimed.councilChildId) || isAlike(claimed, candidate),
  );
}

function hasId(child: ClaimedChild): boolean {
  return child.councilChildId !== null;
}

function isAlike(claimed: ClaimedChild, candidate: KnownChild): boolean {
  if (!isFullName(claimed) || !candidate.dateOfBirth.equals(claimed.dateOfBirth)) return false;
  const key = nameKey(claimed);
  return [candidate, ...(candidate.aliases ?? [])].some((name) => nameKey(name) === key);
}

/** Whether a name says enough to know a child by, together with its date of birth: it has both of its parts. */
export function isFullName({ givenName, familyName }: ChildName): boolean {
  return [givenName, familyName].every((name) => normaliseName(name) !== '');
}

/**
 * A name as it is compared: without case, accents, hyphens, apostrophes and spaces, which people type as they like. Which
 * part is the given name counts: where a provider turns them round, that is an alias.
 */
export function nameKey(name: ChildName): string {
  return [name.givenName, name.familyName].map(normaliseName).join(' ');
}

/** What somebody says of who a child is, as one line: the same for whatever says the same. */
export function claimKey(claimed: ClaimedChild): string {
  return [claimed.councilChildId ?? '', claimed.dateOfBirth.toString(), nameKey(claimed)].join('|');
}

function normaliseName(name: string | null): string {
  return (name ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[æðøþđħıłœŧß]/gu, (letter) => inPlainLetters[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** Letters with a stroke or of two letters in one, which no decomposition turns into those that people type for them. */
const inPlainLetters: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', ð: 'd', ø: 'o', þ: 'th', đ: 'd', ħ: 'h' },
  ...{ ı: 'i', ł: 'l', œ: 'oe', ŧ: 't', ß: 'ss' },
};
