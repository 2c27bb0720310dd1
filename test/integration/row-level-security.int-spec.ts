import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { NOTHING, inContext, sightOf } from '../support/tenant-context.js';
import type { RawContext, Sight } from '../support/tenant-context.js';
import { NEIGHBOUR, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';

const authority = SUTTON;
const injected = "' OR true --";

/** Contexts that lack something, or in which something is wrong. */
const blindContexts: readonly (readonly [string, RawContext])[] = [
  ['no setting', {}],
  ['empty settings', { authority: '', actor: '', provider: '', person: '' }],
  ['only the authority', { authority }],
  ['only the actor', { actor: 'system' }],
  ['only the provider', { provider: randomUUID() }],
  ['an empty actor', { authority, actor: '' }],
  ['an actor that is none', { authority, actor: 'owner' }],
  ['an actor in capitals', { authority, actor: 'AUTHORITY' }],
  ['an actor with a space', { authority, actor: 'authority ' }],
  ['two actors in one', { authority, actor: 'authority,system' }],
  ['an injected actor', { authority, actor: `authority${injected}` }],
  ['an unknown authority', { authority: 'E99999999', actor: 'authority' }],
  ['an authority in small letters', { authority: authority.toLowerCase(), actor: 'authority' }],
  ['two authorities in one', { authority: `${authority},${NEIGHBOUR}`, actor: 'authority' }],
  ['a wildcard for an authority', { authority: '%', actor: 'authority' }],
  ['an injected authority', { authority: injected, actor: 'authority' }],
  ['an authority with an injected end', { authority: `${authority}${injected}`, actor: 'authority' }],
  ['a provider actor without a provider', { authority, actor: 'provider' }],
  ['a provider actor with an empty provider', { authority, actor: 'provider', provider: '' }],
  ['a provider actor with a garbage provider', { authority, actor: 'provider', provider: 'garbage' }],
  ['a provider actor with a provider’s code', { authority, actor: 'provider', provider: 'HARBOUR' }],
  ['a provider actor with an injected provider', { authority, actor: 'provider', provider: injected }],
  ['an unknown provider', { authority, actor: 'provider', provider: randomUUID() }],
];

describe.each(testServers())('row-level security on $name', (server) => {
  let held: TwoAuthorities;

  beforeAll(async () => {
    held = await createTwoAuthorities(server, 2);
  }, 60_000);
  afterAll(() => held.close());

  /** Every row of every tenant table that the app sees when it asks for no authority in particular. */
  const seenIn = (context: RawContext) =>
    inContext(held.app, context, () =>
      sightOf(held.app, Object.fromEntries(held.tenantTables.map(({ name }) => [name, 'true']))),
    );
  const empty = () => Object.fromEntries(held.tenantTables.map(({ name }) => [name, NOTHING]));
  const emptyTablesOf = (sight: Sight) =>
    Object.entries(sight)
      .filter(([, seen]) => seen === NOTHING)
      .map(([name]) => name);

  it('is proved on tables none of which is empty', async () => {
    for (const each of [SUTTON, NEIGHBOUR]) {
      expect(emptyTablesOf(await held.truth(each))).toEqual([]);
      const councilsOwn = ['authority_setting', 'report_snapshot'];
      for (const provider of [held.harbour, held.northway])
        expect(emptyTablesOf(await held.truth(each, provider))).toEqual(councilsOwn);
    }
  });

  it.each(blindContexts)('shows no row of any table with %s', async (_name, context) => {
    expect(await seenIn(context)).toEqual(empty());
  });

  it('shows no row of any table outside a transaction with a context', async () => {
    const everything = Object.fromEntries(held.tenantTables.map(({ name }) => [name, 'true']));
    expect(await sightOf(held.app, everything)).toEqual(empty());
  });

  it.each([
    [SUTTON, 'authority'],
    [SUTTON, 'system'],
    [NEIGHBOUR, 'authority'],
    [NEIGHBOUR, 'system'],
  ])('shows exactly the rows of %s to the actor %s', async (code, actor) => {
    expect(await seenIn({ authority: code, actor })).toEqual(await held.truth(code));
  });

  it.each([SUTTON, NEIGHBOUR])('shows each provider exactly its own rows in %s', async (code) => {
    for (const provider of [held.harbour, held.northway]) {
      const seen = await seenIn({ authority: code, actor: 'provider', provider });
      expect(seen).toEqual(await held.truth(code, provider));
    }
  });

  it('shows a provider nothing where it is not engaged', async () => {
    const stranger = randomUUID();
    await held.superuser.query(
      `INSERT INTO provider (id, code, name, created_at, created_by, modified_at, modified_by)
       VALUES ($1, 'STRANGER', 'Stranger', now(), 'test', now(), 'test')`,
      [stranger],
    );
    expect(await seenIn({ authority, actor: 'provider', provider: stranger })).toEqual(empty());
  });

  it('shows the reader no more than the app: the same rows in the same context', async () => {
    const { rows } = await held.superuser.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND has_table_privilege('homeward_reader', oid, 'SELECT') AND relname = ANY ($1)`,
      [held.tenantTables.map(({ name }) => name)],
    );
    const readable = rows.map(({ name }) => name);
    for (const context of [{}, { authority }, { authority, actor: 'authority' }] satisfies RawContext[]) {
      const seen = await inContext(held.app, context, async () => {
        await held.app.query('SET LOCAL ROLE homeward_reader');
        return sightOf(held.app, Object.fromEntries(readable.map((name) => [name, 'true'])));
      });
      const allowed = 'actor' in context ? await held.truth(authority) : empty();
      expect(seen).toEqual(Object.fromEntries(readable.map((name) => [name, allowed[name]])));
    }
  });

  it('tests no condition of a query on a row that is not shown', async () => {
    const { app } = held;
    const context = { authority, actor: 'authority' };
    const asked = `SELECT FROM child_identity WHERE authority <> $1 AND coalesce(given_name, 'x')::integer = 1`;
    await expect(held.superuser.query(asked, [authority])).rejects.toThrow('invalid input syntax');
    expect(await inContext(app, context, async () => (await app.query(asked, [authority])).rowCount)).toBe(0);
  });
});
