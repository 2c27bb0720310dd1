import type { Client } from 'pg';
import { AUTHORITIES, COUNT, authorityOf, childIdOf, idOf, personIdOf, providerIdOf, teamOf } from './access-world.js';
import type { Clock, World, WorldChild } from './access-world.js';
import type { CatalogueTable } from './catalogue.js';
import { fillTablesAboutChildren, insertRows } from './hanging-tables.js';
import type { Row } from './hanging-tables.js';

const stamp = {
  created_at: '2025-10-01T12:00:00Z',
  created_by: 'test',
  modified_at: '2025-10-01T12:00:00Z',
  modified_by: 'test',
};

/** Reads the clock of the database, counted from a base. */
async function readBase(superuser: Client): Promise<{ readonly day: string; readonly at: Date }> {
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
      ...{ authority: authorityOf(authority), id: idOf('d', number), provider_id: providerIdOf(provider) },
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
  // After the children and their episodes, so that a merge has to set them apart by itself.
  rows['child_merge'] = world.merges.map(({ away, into, isUndone }, number) => ({
    ...{ authority: authorityOf(world.children[away]?.authority ?? 0), id: idOf('8', number) },
    ...{ child_id: childIdOf(away), into_child_id: childIdOf(into), merged_at: hourOf(-800), merged_by: personIdOf(0) },
    reason: 'test',
    undone_at: isUndone ? hourOf(-700) : null,
    undone_by: isUndone ? personIdOf(1) : null,
    undo_reason: isUndone ? 'test' : null,
  }));
  // One absence told of twice for each child with two episodes: both are the child’s, so who sees one sees the merge.
  rows['episode_merge'] = world.children.flatMap(({ authority, episodes }, number) =>
    episodes.length < 2
      ? []
      : [
          {
            ...{ authority: authorityOf(authority), id: idOf('7', number), reason: 'test' },
            ...{ episode_id: idOf('9', number * 10), into_episode_id: idOf('9', number * 10 + 1) },
            ...{ merged_at: hourOf(-800), merged_by: personIdOf(0) },
          },
        ],
  );
  rows['episode_distinction'] = world.children.flatMap(({ authority, episodes }, number) =>
    episodes.length < 2
      ? []
      : [
          {
            ...{ authority: authorityOf(authority), id: idOf('7', number), reason: 'test' },
            ...{ episode_id: idOf('9', number * 10), other_episode_id: idOf('9', number * 10 + 1) },
            ...{ distinguished_at: hourOf(-800), distinguished_by: personIdOf(0) },
          },
        ],
  );
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
      ...{ authority: authorityOf(each.authority), id: idOf(kind, number * 10 + at), child_id: childIdOf(number) },
      ...rowOf(fact),
      ...stamp,
    })),
  );
}
