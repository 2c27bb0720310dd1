import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blindContexts, injected } from '../support/blind-contexts.js';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import {
  ALL_FIELDS,
  NOTHING,
  councilContext,
  inContext,
  providerContext,
  sightOf,
  systemsContext,
} from '../support/tenant-context.js';
import type { RawContext, Sight } from '../support/tenant-context.js';
import { tablesAboutChildren } from '../support/hanging-tables.js';
import { withheldFromPeople, withheldFromProviders } from '../support/tenant-rows.js';
import { NEIGHBOUR, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';

const authority = SUTTON;

describe.each(testServers())('row-level security on $name', (server) => {
  let held: TwoAuthorities;

  beforeAll(async () => {
    held = await createTwoAuthorities(server, 1);
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
      for (const provider of [held.harbour, held.northway])
        expect(emptyTablesOf(await held.truth(each, provider))).toEqual([...withheldFromProviders].sort());
    }
  });

  it.each(blindContexts)('shows no row of any table with %s', async (_name, context) => {
    expect(await seenIn(context)).toEqual(empty());
  });

  it('takes no setting with a null byte', async () => {
    for (const context of [
      { authority: `${authority}\0` },
      { authority, actor: 'authority\0' },
      { reach: 'authority\0' },
    ])
      await expect(seenIn(context)).rejects.toThrow('invalid byte sequence for encoding "UTF8": 0x00');
  });

  it('shows no row of any table outside a transaction with a context', async () => {
    const anyRow = Object.fromEntries(held.tenantTables.map(({ name }) => [name, 'true']));
    expect(await sightOf(held.app, anyRow)).toEqual(empty());
  });

  it.each([
    [SUTTON, 'the council', councilContext],
    [SUTTON, 'the service', systemsContext],
    [NEIGHBOUR, 'the council', councilContext],
    [NEIGHBOUR, 'the service', systemsContext],
  ])('shows exactly the rows of %s to %s', async (code, _who, contextIn) => {
    const isCouncil = contextIn === councilContext;
    const ofChildren = `EXISTS (SELECT FROM audit_subject s WHERE s.authority = t.authority AND s.event_id = t.id)`;
    const events = await sightOf(held.superuser, { audit_event: `t.authority = $1 AND ${ofChildren}` }, [code]);
    const withheld = Object.fromEntries([...withheldFromPeople].map((name) => [name, NOTHING]));
    const councils = { ...events, ...withheld };
    expect(await seenIn(contextIn(code))).toEqual({ ...(await held.truth(code)), ...(isCouncil && councils) });
  });

  it('shows the whole log to the auditor, who sees no child, and to nobody else', async () => {
    const { audit_event, audit_subject } = await held.truth(authority);
    const auditor = { authority, actor: 'authority', reach: 'none', fields: 'audit' };
    const [seen, councils] = [await seenIn(auditor), await seenIn(councilContext(authority))];
    expect([seen['audit_event'], seen['audit_subject']]).toEqual([audit_event, audit_subject]);
    expect(seen['child']).toBe(NOTHING);
    expect(councils['audit_event']).not.toBe(audit_event);
  });

  it.each<readonly [string, RawContext]>([
    ['no reach', { reach: '' }],
    ['a reach that is none', { reach: 'everywhere' }],
    ['a reach in capitals', { reach: 'AUTHORITY' }],
    ['two reaches in one', { reach: 'own,authority' }],
    ['an injected reach', { reach: `authority${injected}` }],
    ['a reach with a space', { reach: 'authority ' }],
    ['no child in reach', { reach: 'none' }],
    ['the reach of a provider', { reach: 'provider' }],
    ['its own children, and no person', { reach: 'own' }],
    ['its own children, and somebody unknown', { reach: 'own', person: randomUUID() }],
    ['its own children, and an injected person', { reach: 'own', person: injected }],
    ['the children of a team, and no team', { reach: 'team' }],
    ['the children of a team that is none', { reach: 'team', team: '%' }],
    ['the children of a team, injected', { reach: 'team', team: injected }],
  ])('shows the council with %s no row about a child', async (_name, settings) => {
    // Who is given returns as they came, or the log without a child in reach, reads them whole.
    const fields = ALL_FIELDS.replace(',returns', '').replace(',audit', '');
    const seen = await seenIn({ ...councilContext(authority), fields, ...settings });
    expect(rowsAboutChildrenIn(seen)).toEqual([]);
    expect(seen['authority_setting']).not.toBe(NOTHING);
  });

  it.each(['authority', 'team', 'own', 'placed', 'none', '', 'PROVIDER', `provider${injected}`])(
    'shows a provider whose reach is said to be "%s" no row about a child, its own included',
    async (reach) => {
      const fields = ALL_FIELDS.replace(',returns', '');
      const seen = await seenIn({ ...providerContext(authority, held.harbour), fields, reach });
      expect(rowsAboutChildrenIn(seen)).toEqual([]);
    },
  );

  it('shows no row about a child where neither reach nor fields are set', async () => {
    const providers = { authority, actor: 'provider', provider: held.harbour };
    for (const context of [{ authority, actor: 'authority' }, providers])
      expect(rowsAboutChildrenIn(await seenIn(context))).toEqual([]);
  });

  const rowsAboutChildrenIn = (sight: Sight) =>
    ['child', ...tablesAboutChildren(held.tables).map(({ name }) => name)].filter((name) => sight[name] !== NOTHING);

  it.each([SUTTON, NEIGHBOUR])('shows each provider exactly its own rows in %s', async (code) => {
    for (const provider of [held.harbour, held.northway]) {
      const seen = await seenIn(providerContext(code, provider));
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
    expect(await seenIn(providerContext(authority, stranger))).toEqual(empty());
  });

  it('shows the reader every row of its authority to whom true counts are given, and none to anybody else', async () => {
    const { rows } = await held.superuser.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND has_table_privilege('homeward_reader', oid, 'SELECT') AND relname = ANY ($1)`,
      [held.tenantTables.map(({ name }) => name)],
    );
    const readable = rows.map(({ name }) => name);
    const seenByReader = (context: RawContext) =>
      inContext(held.app, context, async () => {
        await held.app.query('SET LOCAL ROLE homeward_reader');
        return sightOf(held.app, Object.fromEntries(readable.map((name) => [name, 'true'])));
      });
    const narrow = (sight: Sight) => Object.fromEntries(readable.map((name) => [name, sight[name]]));
    const counting = { authority, actor: 'authority', reach: 'none', fields: 'aggregates' };
    for (const context of [counting, systemsContext(authority), councilContext(authority)])
      expect(await seenByReader(context)).toEqual(narrow(await held.truth(authority)));
    const withoutCounts = ALL_FIELDS.replace(',aggregates', '');
    for (const context of [
      ...[{}, { authority }, { authority, actor: 'authority' }, { ...counting, actor: '' }],
      ...[
        { ...counting, fields: '' },
        { ...counting, fields: 'aggregate' },
        { ...counting, fields: 'Aggregates' },
      ],
      ...[{ ...councilContext(authority), fields: withoutCounts }, providerContext(authority, held.harbour)],
    ] satisfies RawContext[])
      expect(await seenByReader(context)).toEqual(narrow(empty()));
  });

  it('tests no condition of a query on a row that is not shown', async () => {
    const { app } = held;
    const context = councilContext(authority);
    const asked = `SELECT FROM child_identity WHERE authority <> $1 AND coalesce(given_name, 'x')::integer = 1`;
    await expect(held.superuser.query(asked, [authority])).rejects.toThrow('invalid input syntax');
    expect(await inContext(app, context, async () => (await app.query(asked, [authority])).rowCount)).toBe(0);
  });
});
