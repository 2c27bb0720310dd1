import { claimKey, matchRecord, survivorOf, withMergedRecords } from '#domain/children';
import type { ChildDoubtCause, ChildIdentity, ChildName, ClaimedChild, KnownChild, Survivors } from '#domain/children';
import type { ChildId, NewId } from '#domain/kernel';
import { amendChild } from '#domain/submissions';
import type { SoundValues } from '#domain/submissions';
import type { RememberedMatch } from '#persistence';
import { keysOf, searchKeysOf } from './child-keys.js';
import { claimOfRow } from './claim-of-row.js';
import { identified, on } from './identified-child.js';
import type { DoubtfulChild, IdentifiedChild } from './identified-child.js';

/** What besides its own cells tells whom a row means. */
export interface Standing {
  /** The record on which the episode of its reference stands. */
  readonly standsOn?: ChildId | null;
  /** Who the provider's rows of the reference say together that the child is, whatever the record says by now. */
  readonly told?: ClaimedChild;
}

/** The children that a chunk of rows may speak of, and what the rows that are applied make of them. */
export interface ChildRegister {
  /**
   * The child that a row means, as what it says anew would leave it; or why a person has to decide which child it is. A
   * row whose episode is on record stays on the record on which it stands, as long as that is the same child.
   */
  identify(meant: SoundValues, said?: SoundValues, standing?: Standing): IdentifiedChild | DoubtfulChild;
  /** A child that is known already, as a row that need not name it would leave it. */
  amended(childId: ChildId, said: SoundValues, told?: ClaimedChild): IdentifiedChild | null;
  /** A child as it stands. */
  find(childId: ChildId): ChildIdentity | null;
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

const nothingBesides: KnownBesides = { aliases: [], matches: [], survivors: new Map() };

/** The register of the children given, whatever they were loaded from. */
export function childRegister(
  before: readonly ChildIdentity[],
  newId: NewId,
  besides: KnownBesides = nothingBesides,
): ChildRegister {
  return new Register(before, newId, besides);
}

interface Decided {
  readonly child: ChildIdentity;
  readonly match: RememberedMatch;
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

  identify(meant: SoundValues, said = meant, standing: Standing = {}): IdentifiedChild | DoubtfulChild {
    const { standsOn = null, told } = standing;
    const ref = meant.provider_ref;
    const claim = claimOfRow(meant);
    const decided = this.decided(claim, ref) ?? (told ? this.decided(told, ref) : null);
    const claimed = amendChild({ ...nobody, childId: this.newId(), dateOfBirth: meant.date_of_birth }, meant);
    const alike = decided ? [] : this.alike(claimed);
    const match = decided ? null : matchRecord(claimed, this.withMerged(alike), this.besides.survivors);
    if (match?.kind === 'doubtful')
      return this.doubtful(causes[match.because], claim, ref, alike[0]?.childId ?? standsOn);
    const found = decided?.child ?? (match?.kind === 'known' ? this.current.get(match.child.childId) : undefined);
    if (standsOn !== null && !this.isOneChild(standsOn, found?.childId ?? claimed.childId))
      return this.doubtful('reference_of_another_child', claim, ref, found?.childId ?? standsOn);
    if (!found) return { kind: 'identified', known: null, child: claimed, isChanged: true };
    const stood = standsOn === null ? found : (this.current.get(standsOn) ?? found);
    // Named by its ID with the date of birth of a record that is merged with it.
    const isBornElsewhere = !found.dateOfBirth.equals(meant.date_of_birth);
    if (decided || stood.childId !== found.childId || isBornElsewhere)
      return on(stood, said, decided?.match.outcome === 'this_child');
    return identified(found, amendChild(found, said));
  }

  amended(childId: ChildId, said: SoundValues, told?: ClaimedChild): IdentifiedChild | null {
    const known = this.current.get(childId);
    if (!known) return null;
    const decided = told ? this.decided(told, said.provider_ref) : null;
    return decided
      ? on(known, said, decided.match.outcome === 'this_child')
      : identified(known, amendChild(known, said));
  }

  find(childId: ChildId): ChildIdentity | null {
    return this.current.get(childId) ?? null;
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
  private decided(claimed: ClaimedChild, ref: string): Decided | null {
    if (this.matches.size === 0) return null;
    const key = claimKey(claimed);
    const match = this.matches.get(`${key} ${ref}`) ?? this.matches.get(`${key} `);
    const child = this.current.get(match?.childId ?? '');
    return match && child ? { child, match } : null;
  }

  private doubtful(
    because: ChildDoubtCause,
    claimed: ClaimedChild,
    ref: string,
    childId: ChildId | null,
  ): DoubtfulChild {
    const match = this.matches.get(`${claimKey(claimed)} ${ref}`);
    const leftOutBy = match?.outcome === 'left_out' ? match.id : null;
    return { kind: 'doubtful', doubt: { because, claimed, leftOutBy }, childId };
  }

  private alike(claimed: ChildIdentity): readonly (ChildIdentity & KnownChild)[] {
    const ids = new Set(searchKeysOf(claimed).flatMap((key) => [...(this.index.get(key) ?? [])]));
    return [...ids].flatMap((id) => {
      const child = this.current.get(id);
      const aliases = this.aliases.get(id);
      return child ? [aliases ? { ...child, aliases } : child] : [];
    });
  }

  /** These records with those that are merged with them: each of them says when the child was born. */
  private withMerged(alike: readonly (ChildIdentity & KnownChild)[]): readonly (ChildIdentity & KnownChild)[] {
    const { survivors } = this.besides;
    if (survivors.size === 0) return alike;
    const ids = alike.map(({ childId }) => childId);
    const others = [...withMergedRecords(ids, survivors)].filter((id) => !ids.includes(id));
    return [...alike, ...others.flatMap((id) => this.current.get(id) ?? [])];
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
