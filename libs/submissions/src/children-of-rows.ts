import { claimKey, matchRecord, nameKey, survivorOf } from '#domain/children';
import type { ChildDoubt, ChildDoubtCause, ChildIdentity, ChildName, KnownChild, Survivors } from '#domain/children';
import { isEqual } from '#domain/kernel';
import type { ChildId, NewId, ProviderId } from '#domain/kernel';
import { amendChild } from '#domain/submissions';
import type { SoundValues } from '#domain/submissions';
import { listNameAliases, listRememberedMatches, readChildIdentity, readSurvivors } from '#persistence';
import type { ChildIdentityRow, RememberedMatch, Transaction } from '#persistence';
import { claimOfRow } from './claim-of-row.js';

/** A child as a row speaks of it. */
export interface IdentifiedChild {
  readonly kind: 'identified';
  /** The child as it stood before the row; null when it is new. */
  readonly known: ChildIdentity | null;
  readonly child: ChildIdentity;
  readonly isChanged: boolean;
}

/** The children that a chunk of rows may speak of, and what the rows that are applied make of them. */
export interface ChildRegister {
  /**
   * The child that a row speaks of, as the row would leave it; or why a person has to decide which child it is. A row
   * whose episode is on record stays on the record on which it stands, as long as that is the same child.
   */
  identify(
    values: SoundValues,
    standsOn: ChildId | null,
  ): IdentifiedChild | ({ readonly kind: 'doubtful' } & ChildDoubt);
  /** Takes over what an applied row said of its child. */
  keep(identified: IdentifiedChild): void;
  /** Children as they stand on record. */
  readonly before: readonly ChildIdentity[];
  /** Children that are new or changed. */
  after(): readonly ChildIdentity[];
}

/** What is on record of who children are, besides their identities. */
export interface KnownBesides {
  /** Other names by which children are known. */
  readonly aliases: readonly (ChildName & { readonly childId: ChildId })[];
  /** What a person has decided of whom the provider means. */
  readonly matches: readonly RememberedMatch[];
  readonly survivors: Survivors;
}

export const nothingBesides: KnownBesides = { aliases: [], matches: [], survivors: new Map() };

/**
 * Loads the children that the rows may mean: by council ID; by date of birth where one of the two has no such ID; those
 * of whom a person has decided that the provider means them; and those on whose records the episodes of the rows stand.
 */
export async function loadChildRegister(
  tx: Transaction,
  { providerId, standing }: { readonly providerId: ProviderId; readonly standing: readonly ChildId[] },
  rows: readonly SoundValues[],
  newId: NewId,
): Promise<ChildRegister> {
  const matches = await listRememberedMatches(
    tx,
    providerId,
    rows.map((values) => claimKey(claimOfRow(values))),
  );
  const birthdays = (wanted: (values: SoundValues) => boolean) => [
    ...new Set(rows.filter(wanted).map(({ date_of_birth: born }) => born.toString())),
  ];
  const found = await tx.query<ChildIdentityRow>(
    `SELECT child_id, council_child_id, given_name, family_name, date_of_birth::text, gender, ethnicity, home_postcode
     FROM child_identity
     WHERE authority = $1 AND (
       council_child_id = ANY($2::text[])
       OR (council_child_id IS NULL AND date_of_birth = ANY($3::date[]))
       OR date_of_birth = ANY($4::date[]) OR child_id = ANY($5::uuid[]))`,
    [
      tx.context.authority,
      rows.flatMap(({ child_id: id }) => id ?? []),
      birthdays(({ child_id: id }) => Boolean(id)),
      birthdays(({ child_id: id }) => !id),
      [...matches.flatMap(({ childId }) => childId ?? []), ...standing],
    ],
  );
  const children = found.map(readChildIdentity);
  const aliases = await listNameAliases(
    tx,
    children.map(({ childId }) => childId),
  );
  return childRegister(children, newId, { aliases, matches, survivors: await readSurvivors(tx) });
}

/** The register of the children given, whatever they were loaded from. */
export function childRegister(
  before: readonly ChildIdentity[],
  newId: NewId,
  besides: KnownBesides = nothingBesides,
): ChildRegister {
  return new Register(before, newId, besides);
}

class Register implements ChildRegister {
  private readonly current: Map<ChildId, ChildIdentity>;
  private readonly changed = new Set<ChildId>();
  private readonly index = new Map<string, Set<ChildId>>();
  private readonly aliases: ReadonlyMap<ChildId, readonly ChildName[]>;
  private readonly matches: ReadonlyMap<string, RememberedMatch>;

  constructor(
    readonly before: readonly ChildIdentity[],
    private readonly newId: NewId,
    private readonly besides: KnownBesides,
  ) {
    this.current = new Map(before.map((child) => [child.childId, child]));
    const named = new Set(besides.aliases.map(({ childId }) => childId));
    this.aliases = new Map([...named].map((id) => [id, besides.aliases.filter(({ childId }) => childId === id)]));
    this.matches = new Map(besides.matches.map((match) => [`${match.claimKey} ${match.ref ?? ''}`, match]));
    for (const child of before) this.file(child);
  }

  identify(values: SoundValues, standsOn: ChildId | null): ReturnType<ChildRegister['identify']> {
    const decided = this.decided(values);
    if (decided) return on(decided.child, values, decided.match.outcome === 'this_child');
    const claimed = amendChild({ ...nobody, childId: this.newId(), dateOfBirth: values.date_of_birth }, values);
    const match = matchRecord(claimed, this.alike(claimed), this.besides.survivors);
    if (match.kind === 'doubtful') return { kind: 'doubtful', because: causes[match.because], claimed };
    const found = match.kind === 'known' ? this.current.get(match.child.childId) : undefined;
    if (!found) return { kind: 'identified', known: null, child: claimed, isChanged: true };
    const standing = standsOn !== null && this.isOneChild(standsOn, found.childId) ? this.current.get(standsOn) : found;
    if (standing && standing.childId !== found.childId) return on(standing, values, false);
    return identified(found, amendChild(found, values));
  }

  keep({ child, isChanged }: IdentifiedChild): void {
    if (!isChanged) return;
    this.current.set(child.childId, child);
    this.changed.add(child.childId);
    this.file(child);
  }

  after(): readonly ChildIdentity[] {
    return [...this.current.values()].filter(({ childId }) => this.changed.has(childId));
  }

  /** The child that a person has said is meant; null where nobody has, or it is not there any more. */
  private decided(values: SoundValues): { readonly child: ChildIdentity; readonly match: RememberedMatch } | null {
    if (this.matches.size === 0) return null;
    const key = claimKey(claimOfRow(values));
    const match = this.matches.get(`${key} ${values.provider_ref}`) ?? this.matches.get(`${key} `);
    const child = this.current.get(match?.childId ?? '');
    return match && child ? { child, match } : null;
  }

  private alike(claimed: ChildIdentity): readonly (ChildIdentity & KnownChild)[] {
    const ids = new Set(searchKeysOf(claimed).flatMap((key) => [...(this.index.get(key) ?? [])]));
    return [...ids].flatMap((id) => {
      const child = this.current.get(id);
      const aliases = this.aliases.get(id);
      return child ? [aliases ? { ...child, aliases } : child] : [];
    });
  }

  private isOneChild(record: ChildId, other: ChildId): boolean {
    const { survivors } = this.besides;
    return survivorOf(record, survivors) === survivorOf(other, survivors);
  }

  private file(child: ChildIdentity): void {
    for (const name of [child, ...(this.aliases.get(child.childId) ?? [])])
      for (const key of keysOf(child, name)) this.index.set(key, (this.index.get(key) ?? new Set()).add(child.childId));
  }
}

/**
 * A row on a record that it was not matched with by what it says: because a person decided so, or because its episode
 * stands there. Council ID, name and date of birth stay; on a record that was there before a person decided, so does all
 * of who the child is, and undoing the decision leaves it as it was.
 */
function on(known: ChildIdentity, values: SoundValues, isLeftAlone: boolean): IdentifiedChild {
  const { councilChildId, givenName, familyName, dateOfBirth } = known;
  const amended = { ...amendChild(known, values), councilChildId, givenName, familyName, dateOfBirth };
  return identified(known, isLeftAlone ? known : amended);
}

function identified(known: ChildIdentity, child: ChildIdentity): IdentifiedChild {
  return { kind: 'identified', known, child, isChanged: !isEqual(known, child) };
}

const causes = {
  'date-of-birth-differs': 'date_of_birth_differs',
  'several-children': 'several_children',
} as const satisfies Record<string, ChildDoubtCause>;

const nobody = {
  councilChildId: null,
  givenName: null,
  familyName: null,
  gender: null,
  ethnicity: null,
  homePostcode: null,
} as const;

/** Under what a known child is found: its council ID, its description, and its description as one that has no such ID. */
function keysOf(child: ChildIdentity, name: ChildName): readonly string[] {
  const description = `${child.dateOfBirth.toString()}|${nameKey(name)}`;
  if (child.councilChildId !== null) return [`id|${child.councilChildId}`, `described|${description}`];
  return [`described|${description}`, `without id|${description}`];
}

/** Under what a row's child is looked for: whoever gives a council ID can only mean that child, or one that has none yet. */
function searchKeysOf(claimed: ChildIdentity): readonly string[] {
  const description = `${claimed.dateOfBirth.toString()}|${nameKey(claimed)}`;
  if (claimed.councilChildId === null) return [`described|${description}`];
  return [`id|${claimed.councilChildId}`, `without id|${description}`];
}
