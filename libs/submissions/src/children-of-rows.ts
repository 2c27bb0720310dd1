import { matchChild, nameKey } from '#domain/children';
import type { ChildIdentity } from '#domain/children';
import { isEqual } from '#domain/kernel';
import type { ChildId, NewId } from '#domain/kernel';
import { amendChild } from '#domain/submissions';
import type { ReturnValues, SoundValues } from '#domain/submissions';
import { readChildIdentity } from '#persistence';
import type { ChildIdentityRow, Transaction } from '#persistence';

/** A child as a row speaks of it. */
export interface IdentifiedChild {
  readonly kind: 'identified';
  /** The child as it stood before the row; null when it is new. */
  readonly known: ChildIdentity | null;
  readonly child: ChildIdentity;
  readonly isChanged: boolean;
}

/** Why a person has to decide which child a row speaks of. */
export type Doubt = Extract<ReturnType<typeof matchChild>, { kind: 'doubtful' }>['because'];

interface DoubtfulChild {
  readonly kind: 'doubtful';
  readonly because: Doubt;
  readonly childId: ChildId | null;
}

/** The children that a chunk of rows may speak of, and what the rows that are applied make of them. */
export interface ChildRegister {
  /**
   * The child that a row means, as what it says anew would leave it; or why a person has to decide which child it is,
   * with the first one that it may be.
   */
  identify(meant: SoundValues, said?: SoundValues): IdentifiedChild | DoubtfulChild;
  /** A child that is known already, as a row that need not name it would leave it. */
  amended(childId: ChildId, said: SoundValues): IdentifiedChild | null;
  /** A child as it stands. */
  find(childId: ChildId): ChildIdentity | null;
  /** Takes over what an applied row said of its child. */
  keep(identified: IdentifiedChild): void;
  /** Children as they stand on record. */
  readonly before: readonly ChildIdentity[];
  /** Children that are new or changed. */
  after(): readonly ChildIdentity[];
}

/**
 * Loads the children that the rows may mean: by council ID; by date of birth where one of the two has no such ID; and
 * those of the references that are on record.
 */
export async function loadChildRegister(
  tx: Transaction,
  rows: readonly ReturnValues[],
  childIds: readonly ChildId[],
  newId: NewId,
): Promise<ChildRegister> {
  const birthdays = (wanted: (values: ReturnValues) => boolean) => [
    ...new Set(rows.filter(wanted).flatMap(({ date_of_birth: born }) => born?.toString() ?? [])),
  ];
  const found = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity
     WHERE authority = $1 AND (
       council_child_id = ANY($2::text[])
       OR (council_child_id IS NULL AND date_of_birth = ANY($3::date[]))
       OR date_of_birth = ANY($4::date[])
       OR child_id = ANY($5::uuid[]))`,
    [
      tx.context.authority,
      rows.flatMap(({ child_id: id }) => id ?? []),
      birthdays(({ child_id: id }) => Boolean(id)),
      birthdays(({ child_id: id }) => !id),
      childIds,
    ],
  );
  return childRegister(found.map(readChildIdentity), newId);
}

/** The register of the children given, whatever they were loaded from. */
export function childRegister(before: readonly ChildIdentity[], newId: NewId): ChildRegister {
  const current = new Map(before.map((child) => [child.childId, child]));
  const changed = new Set<string>();
  const index = new Map<string, Set<string>>();
  const file = (child: ChildIdentity) => {
    for (const key of keysOf(child)) index.set(key, (index.get(key) ?? new Set()).add(child.childId));
  };
  before.forEach(file);
  return {
    before,
    after: () => [...current.values()].filter(({ childId }) => changed.has(childId)),
    identify(meant, said = meant) {
      const claimed = amendChild({ ...nobody, childId: newId(), dateOfBirth: meant.date_of_birth }, meant);
      const candidates = searchKeysOf(claimed).flatMap((key) => [...(index.get(key) ?? [])]);
      const match = matchChild(
        claimed,
        candidates.flatMap((id) => current.get(id) ?? []),
      );
      if (match.kind === 'doubtful') return { ...match, childId: candidates[0] ?? null };
      if (match.kind === 'new') return { kind: 'identified', known: null, child: claimed, isChanged: true };
      return amendedBy(match.child, said);
    },
    find: (childId) => current.get(childId) ?? null,
    amended(childId, said) {
      const known = current.get(childId);
      return known ? amendedBy(known, said) : null;
    },
    keep({ child, isChanged }) {
      if (!isChanged) return;
      current.set(child.childId, child);
      changed.add(child.childId);
      file(child);
    },
  };
}

function amendedBy(known: ChildIdentity, said: SoundValues): IdentifiedChild {
  const child = amendChild(known, said);
  return { kind: 'identified', known, child, isChanged: !isEqual(known, child) };
}

const nobody = {
  councilChildId: null,
  givenName: null,
  familyName: null,
  gender: null,
  ethnicity: null,
  homePostcode: null,
} as const;

/** Under what a known child is found: its council ID, its description, and its description as one that has no such ID. */
function keysOf(child: ChildIdentity): readonly string[] {
  const description = `${child.dateOfBirth.toString()}|${nameKey(child)}`;
  if (child.councilChildId !== null) return [`id|${child.councilChildId}`, `described|${description}`];
  return [`described|${description}`, `without id|${description}`];
}

/** Under what a row's child is looked for: whoever gives a council ID can only mean that child, or one that has none yet. */
function searchKeysOf(claimed: ChildIdentity): readonly string[] {
  const description = `${claimed.dateOfBirth.toString()}|${nameKey(claimed)}`;
  if (claimed.councilChildId === null) return [`described|${description}`];
  return [`id|${claimed.councilChildId}`, `without id|${description}`];
}
