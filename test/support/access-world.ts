import fc from 'fast-check';
import type { Client } from 'pg';
import { fieldGroups, reaches } from '#domain/access';
import type { ChildAccessFacts, FieldGroup, Reach, Viewer } from '#domain/access';
import type { CatalogueTable } from './catalogue.js';
import { fillTablesAboutChildren, insertRows } from './hanging-tables.js';
import type { Row } from './hanging-tables.js';

/** Councils, providers, people and teams of the made-up worlds; the names of teams hold what SQL might stumble on. */
const AUTHORITIES = ['E09000029', 'E09000001', 'E09000002'] as const;
const TEAMS = ['North', "O'Hara, west", 'north'] as const;
const COUNT = { providers: 3, people: 4 };

interface WorldChild {
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

export interface World {
  readonly agreements: readonly {
    authority: number;
    provider: number;
    signed: number;
    from: number;
    to: number | null;
  }[];
  readonly children: readonly WorldChild[];
  readonly viewers: readonly WorldViewer[];
}

const below = (count: number) => fc.nat({ max: count - 1 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
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

/** Random councils, children and people, among them viewers of every reach. */
export const aWorld: fc.Arbitrary<World> = fc.record({
  agreements: fc.array(agreement, { minLength: 4, maxLength: 10 }),
  children: fc.array(child, { minLength: 12, maxLength: 24 }),
  viewers: fc
    .tuple(
      fc.array(viewer, { minLength: 6, maxLength: 10 }),
      ...reaches.map((reach) => viewer.map((each) => ({ ...each, reach }))),
    )
    .map(([some, ...each]) => [...some, ...each]),
});

const id = (kind: string, number: number) => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const childIdOf = (number: number) => id('c', number);
export const authorityOf = (number: number): string => AUTHORITIES[number] ?? '';
export const providerIdOf = (number: number) => id('b', number);
const personIdOf = (number: number) => id('a', number);
const teamOf = (number: number): string => TEAMS[number] ?? '';

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

const stamp = {
  created_at: '2025-10-01T12:00:00Z',
  created_by: 'test',
  modified_at: '2025-10-01T12:00:00Z',
  modified_by: 'test',
};

/** Reads the clock of the database, counted from a base. */
export async function readBase(superuser: Client): Promise<{ readonly day: string; readonly at: Date }> {
  const { rows } = await superuser.query<{ day: string; at: Date }>(
    `SELECT (transaction_timestamp() AT TIME ZONE 'Europe/London')::date::text AS day, transaction_timestamp() AS at`,
  );
  if (!rows[0]) throw new Error('The database told no time.');
  return rows[0];
}

/** Empties the database of councils and puts a world in their place, with a row in every table about children. */
export async function insertWorld(superuser: Client, tables: readonly CatalogueTable[], world: World) {
  await superuser.query('TRUNCATE authority, provider, person CASCADE');
  const base = await readBase(superuser);
  const dayOf = (offset: number | null) =>
    offset === null ? null : new Date(Date.parse(base.day) + offset * 86_400_000).toISOString().slice(0, 10);
  const hourOf = (offset: number | null) =>
    offset === null ? null : new Date(base.at.getTime() + offset * 3_600_000).toISOString();
  const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
  const providers = numbers(COUNT.providers);
  const rows: Record<string, readonly Row[]> = {
    authority: AUTHORITIES.map((code) => ({ code, ...stamp })),
    provider: providers.map((number) => ({
      id: providerIdOf(number),
      code: `P${number}00`,
      name: `Provider ${number}`,
      ...stamp,
    })),
    person: numbers(COUNT.people).map((number) => ({
      id: personIdOf(number),
      sign_in_name: `p${number}`,
      display_name: `P ${number}`,
      is_demonstration: true,
      ...stamp,
    })),
    authority_provider: AUTHORITIES.flatMap((authority) =>
      providers.map((number) => ({ authority, provider_id: providerIdOf(number), ...stamp })),
    ),
    sharing_agreement: world.agreements.map(({ authority, provider, signed, from, to }, number) => ({
      ...{ authority: authorityOf(authority), id: id('d', number), provider_id: providerIdOf(provider) },
      ...{ signed_on: dayOf(signed), valid_from: dayOf(from), valid_to: dayOf(to), ...stamp },
    })),
    child: world.children.map(({ authority, isRestricted, isDeleted }, number) => ({
      ...{ authority: authorityOf(authority), id: childIdOf(number), is_restricted: isRestricted },
      ...{ deleted_at: isDeleted ? hourOf(-3) : null, ...stamp },
    })),
    child_allocation: ofChildren(
      world,
      'e',
      ({ allocations }) => allocations,
      ({ person, team, from, to }) => ({
        ...{
          person_id: person === null ? null : personIdOf(person),
          team: teamOf(team),
          valid_from: dayOf(from),
          valid_to: dayOf(to),
        },
      }),
    ),
    child_admission: ofChildren(
      world,
      'f',
      ({ admissions }) => admissions,
      ({ person, kind, from, to }) => ({
        ...{ person_id: personIdOf(person), kind, reason: 'test', starts_at: hourOf(from), ends_at: hourOf(to) },
      }),
    ),
    missing_episode: ofChildren(
      world,
      '9',
      ({ episodes }) => episodes,
      ({ provider, careStatus }) => ({
        ...{
          provider_id: provider === null ? null : providerIdOf(provider),
          code: 'M',
          missing_at: hourOf(-900),
          missing_time_known: true,
        },
        ...{ start_age: 14, start_care_status: careStatus, start_group: 'home' },
      }),
    ),
  };
  for (const [table, given] of Object.entries(rows)) await insertRows(superuser, table, given);
  await fillTablesAboutChildren(superuser, tables, rows);
  return {
    /** The clock of a transaction that began then, on that day. */
    clockAt: (at: Date, today: string): Clock => ({
      now: (at.getTime() - base.at.getTime()) / 3_600_000,
      today: Math.round((Date.parse(today) - Date.parse(base.day)) / 86_400_000),
    }),
  };
}

function ofChildren<Fact>(
  world: World,
  kind: string,
  factsIn: (child: WorldChild) => readonly Fact[],
  rowOf: (fact: Fact) => Row,
): readonly Row[] {
  return world.children.flatMap((each, number) =>
    factsIn(each).map((fact, at) => ({
      ...{ authority: authorityOf(each.authority), id: id(kind, number * 10 + at), child_id: childIdOf(number) },
      ...rowOf(fact),
      ...stamp,
    })),
  );
}
