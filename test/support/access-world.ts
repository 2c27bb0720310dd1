import fc from 'fast-check';
import { fieldGroups, reaches } from '#domain/access';
import type { ChildAccessFacts, FieldGroup, Reach, Viewer } from '#domain/access';

/** Councils, providers, people and teams of the made-up worlds; the names of teams hold what SQL might stumble on. */
export const AUTHORITIES = ['E09000029', 'E09000001', 'E09000002'] as const;
const TEAMS = ['North', "O'Hara, west", 'north'] as const;
export const COUNT = { providers: 3, people: 4 };

export interface WorldChild {
  readonly authority: number;
  readonly isRestricted: boolean;
  readonly isDeleted: boolean;
  readonly allocations: readonly { person: number | null; team: number; from: number; to: number | null }[];
  readonly admissions: readonly { person: number; kind: 'listed' | 'emergency'; from: number; to: number | null }[];
  readonly episodes: readonly { provider: number | null; careStatus: string }[];
}

/** Somebody who looks; a part that is null is lacking. */
export interface WorldViewer {
  readonly authority: number;
  readonly person: number | null;
  readonly provider: number | null;
  readonly team: number | null;
  readonly reach: Reach;
  readonly fields: readonly FieldGroup[];
}

/** A record that is merged into another one of the same authority; `isUndone` where that was taken back. */
export interface WorldMerge {
  readonly away: number;
  readonly into: number;
  readonly isUndone: boolean;
}

export interface World {
  readonly agreements: readonly {
    authority: number;
    provider: number;
    signed: number;
    from: number;
    to: number | null;
  }[];
  readonly children: readonly WorldChild[];
  readonly merges: readonly WorldMerge[];
  readonly viewers: readonly WorldViewer[];
}

const below = (count: number) => fc.nat({ max: count - 1 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 8 });
/** Days from today, and hours from now: none is so near to now that the test could overtake it. */
const day = fc.constantFrom(-400, -2, -1, 0, 1, 2);
const hour = fc.constantFrom(-800, -30, -3, 3, 30);
const ending = (from: number, lengths: fc.Arbitrary<number>) => maybe(lengths.map((length) => from + length));

const allocation = fc
  .tuple(maybe(below(COUNT.people)), below(TEAMS.length), day)
  .chain(([person, team, from]) =>
    ending(from, fc.constantFrom(0, 1, 2, 3, 399, 400, 401)).map((to) => ({ person, team, from, to })),
  );
const admission = fc
  .tuple(below(COUNT.people), fc.constantFrom('listed' as const, 'emergency' as const), hour)
  .chain(([person, kind, from]) =>
    ending(from, fc.constantFrom(1, 27, 60, 900)).map((to) => ({
      ...{ person, kind, from },
      to: kind === 'emergency' ? (to ?? from + 60) : to,
    })),
  );
const episode = fc.record({
  provider: maybe(below(COUNT.providers)),
  careStatus: fc.constantFrom('home', 'looked_after', 'looked_after_other_authority', 'care_leaver'),
});
const rarely = fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0);
const child: fc.Arbitrary<WorldChild> = fc.record({
  authority: below(AUTHORITIES.length),
  isRestricted: rarely,
  isDeleted: rarely,
  allocations: fc.array(allocation, { maxLength: 3 }),
  admissions: fc.array(admission, { maxLength: 3 }),
  episodes: fc.array(episode, { maxLength: 2 }),
});
const viewer: fc.Arbitrary<WorldViewer> = fc.record({
  authority: below(AUTHORITIES.length),
  person: maybe(below(COUNT.people)),
  provider: maybe(below(COUNT.providers)),
  team: maybe(below(TEAMS.length)),
  reach: fc.constantFrom(...reaches),
  fields: fc.subarray([...fieldGroups], { minLength: 4 }),
});
const agreement = fc
  .tuple(below(AUTHORITIES.length), below(COUNT.providers), day, day)
  .chain(([authority, provider, signed, from]) =>
    ending(from, fc.constantFrom(1, 2, 400, 401)).map((to) => ({ authority, provider, signed, from, to })),
  );

const everyEngagement = AUTHORITIES.flatMap((_, authority) =>
  Array.from({ length: COUNT.providers }, (__, provider) => ({ authority, provider, signed: -2, from: -2, to: null })),
);
/** Some that are in force, and some of any kind. */
const agreements = fc
  .tuple(fc.subarray(everyEngagement, { minLength: 5 }), fc.array(agreement, { maxLength: 6 }))
  .map(([inForce, others]) => [...inForce, ...others]);
const ofEveryReach = () => reaches.map((reach) => viewer.map((each) => ({ ...each, reach })));

/** Pairs by their places among the children, whatever they are: which of them can be merged is decided afterwards. */
const wish = fc.record({ away: fc.nat(31), into: fc.nat(31), isUndone: rarely });

/** Those of the wishes that keep to the rule: within an authority, and without chains. */
function soundMerges(children: readonly WorldChild[], wishes: readonly WorldMerge[]): readonly WorldMerge[] {
  const merges: WorldMerge[] = [];
  for (const each of wishes) {
    const [away, into] = [children[each.away], children[each.into]];
    const standing = merges.filter(({ isUndone }) => !isUndone);
    const isTaken = (place: number) => standing.some((one) => one.away === place);
    const holds = standing.some((one) => one.into === each.away);
    const isSound = away && into && away !== into && away.authority === into.authority;
    if (isSound && !isTaken(each.away) && !isTaken(each.into) && !holds) merges.push(each);
  }
  return merges;
}

/** Random councils, children and people, among them viewers of every reach. */
export const aWorld: fc.Arbitrary<World> = fc
  .record({
    agreements,
    children: fc.array(child, { minLength: 20, maxLength: 32 }),
    merges: fc.array(wish, { minLength: 6, maxLength: 16 }),
    viewers: fc.tuple(...ofEveryReach(), ...ofEveryReach(), ...ofEveryReach()),
  })
  .map((world) => ({ ...world, merges: soundMerges(world.children, world.merges) }));

/** The places of the children that are the same child as the one at a place, itself left out. */
export function othersOf({ merges }: World, place: number): readonly number[] {
  const standing = merges.filter(({ isUndone }) => !isUndone);
  const survivor = standing.find(({ away }) => away === place)?.into ?? place;
  const records = [survivor, ...standing.flatMap(({ away, into }) => (into === survivor ? [away] : []))];
  return records.filter((each) => each !== place);
}

export const idOf = (kind: string, number: number) =>
  `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const childIdOf = (number: number) => idOf('c', number);
export const authorityOf = (number: number): string => AUTHORITIES[number] ?? '';
export const providerIdOf = (number: number) => idOf('b', number);
export const personIdOf = (number: number) => idOf('a', number);
export const teamOf = (number: number): string => TEAMS[number] ?? '';

/** The viewer as the domain knows one. */
export function viewerOf({ authority, person, provider, team, reach, fields }: WorldViewer): Viewer {
  return {
    authority: authorityOf(authority),
    personId: person === null ? null : personIdOf(person),
    providerId: provider === null ? null : providerIdOf(provider),
    team: team === null ? null : teamOf(team),
    ...{ reach, fields },
  };
}

/** When something is looked at: the instant, and the day that it is in London. Days and hours of a world count from `base`. */
export interface Clock {
  readonly now: number;
  readonly today: number;
}

const hasBegun = (from: number, now: number) => from <= now;
const isOver = (to: number | null, now: number) => to !== null && to <= now;

/** What the domain is told of a child: the facts in force at a moment. */
export function factsOf(each: WorldChild, { now, today }: Clock): ChildAccessFacts {
  const admissions = each.admissions.filter(({ from, to }) => hasBegun(from, now) && !isOver(to, now));
  const allocations = each.allocations.filter(({ from, to }) => hasBegun(from, today) && !isOver(to, today));
  const named = ({ person }: { readonly person: number }) => ({ person: personIdOf(person) });
  return {
    authority: authorityOf(each.authority),
    restriction: each.isRestricted ? [{}] : [],
    deletion: each.isDeleted ? [{}] : [],
    admission: admissions.map(named),
    emergency: admissions.filter(({ kind }) => kind === 'emergency').map(named),
    allocation: allocations.map(({ person, team }) => ({
      person: person === null ? null : personIdOf(person),
      team: teamOf(team),
    })),
    episode: each.episodes.map(({ provider }) => ({ provider: provider === null ? null : providerIdOf(provider) })),
    placement: each.episodes.filter(({ careStatus }) => careStatus.startsWith('looked_after')).map(() => ({})),
  };
}

/** Whether a provider's sharing agreement is signed and in date. */
export function hasAgreement(world: World, { authority, provider }: WorldViewer, { today }: Clock): boolean {
  return world.agreements.some(
    (each) =>
      each.authority === authority &&
      each.provider === provider &&
      hasBegun(each.signed, today) &&
      hasBegun(each.from, today) &&
      !isOver(each.to, today),
  );
}
