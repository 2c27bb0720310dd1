import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actions, grantOf, isProviderRole, maySeeChild, reaches, roles } from '#domain/access';
import type { Reach } from '#domain/access';
import { childFilter } from '#persistence';
import type { Client } from 'pg';
import { aWorld, childIdOf, factsOf, hasAgreement, othersOf, viewerOf } from '../support/access-world.js';
import type { Clock, World, WorldViewer } from '../support/access-world.js';
import { readCatalogue } from '../support/catalogue.js';
import type { CatalogueTable } from '../support/catalogue.js';
import { keySql, readRowsAboutChildren, tablesAboutChildren } from '../support/hanging-tables.js';
import type { RowAboutChild } from '../support/hanging-tables.js';
import { insertWorld } from '../support/insert-world.js';
import { createTestDatabase, testServers } from '../support/postgres.js';
import type { TestDatabase } from '../support/postgres.js';
import { inContext } from '../support/tenant-context.js';
import { connect } from '../support/two-authorities.js';

const WORLDS = 12;

describe.each(testServers())('the rule about who may see a child on $name', (server) => {
  let database: TestDatabase;
  let superuser: Client;
  let app: Client;
  let tables: readonly CatalogueTable[];

  beforeAll(async () => {
    database = await createTestDatabase(server);
    [superuser, app] = [await connect(database.superuserUrl), await connect(database.appUrl)];
    tables = await readCatalogue(superuser);
  });
  afterAll(async () => {
    await superuser.end();
    await app.end();
    await database.drop();
  });

  /** How many pairs of viewer and child were compared, by the viewer's reach and whether the child was seen. */
  const tally = () =>
    new Map<Reach, { seen: number; hidden: number }>(reaches.map((reach) => [reach, { seen: 0, hidden: 0 }]));

  async function compare(world: World, viewers: readonly WorldViewer[], counts = tally()) {
    const { clockAt } = await insertWorld(superuser, tables, world);
    const about = await readRowsAboutChildren(superuser, tables);
    const kinFacts = (number: number, clock: Clock) =>
      othersOf(world, number).flatMap((place) => {
        const other = world.children[place];
        return other ? [factsOf(other, clock)] : [];
      });
    for (const each of viewers) {
      const seen = await seenByPolicies(each);
      const clock = clockAt(seen.at, seen.today);
      const byRule = world.children.flatMap((child, number) =>
        maySeeChild(viewerOf(each), factsOf(child, clock), kinFacts(number, clock)) ? [childIdOf(number)] : [],
      );
      const isLetIn = each.reach !== 'provider' || hasAgreement(world, each, clock);
      const byPolicies = isLetIn ? byRule : [];
      expect({
        each,
        byFilter: await seenByFilter(each),
        byPolicies: seen.rows
          .filter(({ name }) => name === 'child')
          .map(({ key }) => key.split('/')[1])
          .sort(),
      }).toEqual({
        ...{ each, byFilter: byRule, byPolicies },
      });
      expect({ each, rows: rowsOfUnseen(seen.rows, about, byPolicies) }).toEqual({
        each,
        rows: rowsOfUnseen(await rowsOfOwn(each, isLetIn), about, byPolicies),
      });
      const count = counts.get(each.reach);
      if (count)
        [count.seen, count.hidden] = [
          count.seen + byPolicies.length,
          count.hidden + world.children.length - byPolicies.length,
        ];
    }
    return counts;
  }

  /** What row-level security shows a viewer of `child` and of every table about children. */
  async function seenByPolicies({ ...viewer }: WorldViewer) {
    const { authority, personId, providerId, team, reach, fields } = viewerOf(viewer);
    const actor = reach === 'provider' ? 'provider' : 'authority';
    const context = {
      authority,
      actor,
      person: personId ?? '',
      provider: providerId ?? '',
      team: team ?? '',
      reach,
      fields: fields.join(','),
    };
    const selects = [...tables.filter(({ name }) => name === 'child'), ...tablesAboutChildren(tables)].map(
      (table) => `SELECT '${table.name}' AS name, ${keySql(table, 't')} AS key FROM ${table.name} t`,
    );
    return inContext(app, context, async () => {
      const { rows } = await app.query<{ name: string; key: string }>(selects.join(' UNION ALL '));
      const {
        rows: [clock],
      } = await app.query<{ at: Date; today: string }>(
        `SELECT transaction_timestamp() AS at, (transaction_timestamp() AT TIME ZONE 'Europe/London')::date::text AS today`,
      );
      if (!clock) throw new Error('The database told no time.');
      return { rows, ...clock };
    });
  }

  /** What the filter of lists lets through by itself: asked as superuser, whom no policy narrows. */
  async function seenByFilter(viewer: WorldViewer): Promise<readonly string[]> {
    const { sql, parameters } = childFilter(viewerOf(viewer), { authority: 'c.authority', id: 'c.id' }, 1);
    const { rows } = await superuser.query<{ id: string }>(`SELECT c.id FROM child c WHERE ${sql} ORDER BY c.id`, [
      ...parameters,
    ]);
    return rows.map(({ id }) => id);
  }

  /**
   * The rows about a child that somebody sees without seeing the child: of one's own admissions that they were there, and the
   * keys by which one's own program repeats itself; of
   * the log, which an auditor reads whole; and provider returns as they came, for those who are given these: a provider
   * its own, and in the council whoever reads what was sent.
   */
  async function rowsOfOwn(viewer: WorldViewer, isLetIn: boolean): Promise<readonly { name: string; key: string }[]> {
    const { authority, personId, providerId, reach, fields } = viewerOf(viewer);
    const readsReturns = String(fields.includes('returns'));
    const sentIt = `EXISTS (SELECT FROM submission s WHERE s.authority = t.authority AND s.id = t.submission_id AND s.provider_id::text = $3)`;
    const own: Readonly<Record<string, string>> =
      reach === 'provider'
        ? {
            submission_row: `$4 AND ${readsReturns} AND ${sentIt}`,
            row_change: `$4 AND ${readsReturns} AND ${sentIt}`,
            finding_confirmation: `$4 AND ${readsReturns} AND ${sentIt} AND t.provider_id::text = $3`,
          }
        : {
            child_admission: 't.person_id::text = $2',
            person_idempotency_key: 't.person_id::text = $2',
            audit_subject: String(reach === 'none' && fields.includes('audit')),
            submission_row: readsReturns,
            row_change: readsReturns,
            finding_confirmation: readsReturns,
          };
    const selects = tables.flatMap((table) => {
      const condition = own[table.name];
      if (condition === undefined) return [];
      return [
        `SELECT '${table.name}' AS name, ${keySql(table, 't')} AS key FROM ${table.name} t WHERE t.authority = $1 AND ${condition}`,
      ];
    });
    const typed = `SELECT NULL, NULL WHERE false AND ($2::text || $3::text || $4::boolean) IS NOT NULL`;
    const values = [authority, personId, providerId, isLetIn];
    return (await superuser.query<{ name: string; key: string }>([...selects, typed].join(' UNION ALL '), values)).rows;
  }

  it('is the same for the domain, the filter of lists and row-level security, whatever the world', async () => {
    const counts = tally();
    await fc.assert(
      fc.asyncProperty(aWorld, async (world) => {
        await compare(world, world.viewers, counts);
      }),
      { numRuns: WORLDS, endOnFailure: true },
    );
    const all = [...counts.values()].reduce((sum, { seen, hidden }) => sum + seen + hidden, 0);
    expect(all).toBeGreaterThan(1000);
    for (const [reach, { seen, hidden }] of counts) {
      expect([reach, hidden > 0]).toEqual([reach, true]);
      expect([reach, seen > 0]).toEqual([reach, reach !== 'none']);
    }
  });

  it('holds for every role in every action that is permitted to it', async () => {
    const grants = roles.flatMap((role) =>
      actions.flatMap((action) => {
        const grant = grantOf(role, action);
        return grant ? [{ ...grant, isProvider: isProviderRole(role) }] : [];
      }),
    );
    const different = [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()];
    expect(different.length).toBeGreaterThan(10);
    const somebody = fc.tuple(aWorld, fc.nat(2), fc.nat(3), fc.nat(2), fc.nat(2));
    await fc.assert(
      fc.asyncProperty(somebody, async ([world, authority, person, provider, team]) => {
        // A grant of a provider role that reaches no child has no child to show: the actor is the council's then.
        const viewers = different.map(({ reach, fields, isProvider }) => ({
          ...{ authority, person, team, reach, fields, provider: isProvider ? provider : null },
        }));
        await compare(world, viewers);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

/** The rows that are about a child who is not among those seen. */
function rowsOfUnseen(
  rows: readonly { readonly name: string; readonly key: string }[],
  about: readonly RowAboutChild[],
  seen: readonly string[],
): readonly string[] {
  const hidden = new Set(about.filter(({ child }) => !seen.includes(child)).map(({ name, key }) => `${name} ${key}`));
  return rows
    .map(({ name, key }) => `${name} ${key}`)
    .filter((row) => hidden.has(row))
    .sort();
}
