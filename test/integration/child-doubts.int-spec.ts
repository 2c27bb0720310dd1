import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readDoubt, readDoubts, readMatch, undoMatch } from '#casework';
import type { Action, MatchWish } from '#domain/access';
import { newId } from '#platform';
import { decideDoubt } from '#submissions';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf, lastAudit } from '../support/children.js';
import { hashOfTables } from '../support/merging.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const REASON = 'Her mother confirmed who she is';
const UNDONE = 'Her mother had been misheard';
const thisChild = { kind: 'this_child', birth: null, keepsName: false } as const;

let test: TestService;
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const row = (ref: string, cells: Readonly<Record<string, string>> = {}) =>
  aReturnRow({ provider_ref: ref, child_id: 'C1', returned_at: '2025-10-07T06:00:00Z', ...cells });
const send = (rows: Parameters<typeof aProviderReturn>, providerCode = 'HARBOUR', authority = SUTTON) =>
  test.service.returns.receive({ ...aReceivedReturn(aProviderReturn(...rows)), providerCode, authority });
const as = (role: string, action: Action = 'child.match') => contextOf(test, `${role}.e09000029`, action);
const queue = async (role = 'commissioner') => readDoubts(test.service.database, await as(role), null);
const first = async () => (await queue()).doubts[0]?.id ?? '';
const open = async (id: string, role = 'commissioner') => {
  const found = await readDoubt(test.service.database, await as(role), id);
  if (!found) throw new Error('Nothing waits there.');
  return found;
};
const decide = async (id: string, wish: MatchWish, role = 'commissioner') =>
  decideDoubt(test.service.casework, test.service.lists, await as(role), { id, wish, reason: REASON });
const childOf = async (ref: string) =>
  (
    await sql<{ child_id: string }>(
      'SELECT e.child_id FROM source_reference r JOIN missing_episode e ON e.id = r.episode_id WHERE r.ref = $1',
      [ref],
    )
  )[0]?.child_id ?? null;
const identities = () =>
  sql<{ id: string | null; name: string; born: string; gender: string | null; home: string | null }>(
    `SELECT council_child_id AS id, concat_ws(' ', given_name, family_name) AS name, date_of_birth::text AS born,
       gender, home_postcode AS home FROM child_identity ORDER BY 1 NULLS LAST, 2, 3`,
  );
const receipts = async () =>
  (
    await sql<{ line: string }>(
      `SELECT r.ref || ' ' || r.outcome AS line FROM submission_row r JOIN submission s ON s.id = r.submission_id
       ORDER BY s.received_at, r.row_number`,
    )
  ).map(({ line }) => line);
const standing = async () =>
  (await sql<{ id: string }>('SELECT id FROM child_match WHERE undone_at IS NULL'))[0]?.id ?? '';
const undo = async (role = 'commissioner', reason = UNDONE) =>
  undoMatch(test.service.casework, await as(role), await standing(), reason);
const restrict = (childId: string | null, ...names: readonly string[]) =>
  sql(
    `WITH c AS (UPDATE child SET is_restricted = true WHERE id = $1 RETURNING id)
     INSERT INTO child_admission
       (authority, id, child_id, person_id, kind, reason, starts_at, created_at, created_by, modified_at, modified_by)
     SELECT $2, gen_random_uuid(), c.id, p.id, 'listed', 'test', now(), now(), 'test', now(), 'test'
     FROM c, person p WHERE p.sign_in_name = ANY ($3)`,
    [childId, SUTTON, names.map((name) => `${name}.e09000029`)],
  );

/** The child C1, and a row of Northway that gives its ID with another date of birth, and an own name. */
const other = {
  date_of_birth: '2010-05-04',
  given_name: 'Tess',
  family_name: 'Borne',
  gender: 'male',
  home_postcode: 'CR0 2BB',
  missing_at: '2025-10-12T18:00:00Z',
};
const bornElse = async () => {
  await send([row('H1', { gender: 'female', home_postcode: 'SM1 1AA' })]);
  const result = await send([row('N1', { ...other, returned_at: '2025-10-13T06:00:00Z' })], 'NORTHWAY');
  expect([result.held, result.findings.map(({ code }) => code)]).toEqual([1, ['PR-202', 'PR-303']]);
  return first();
};
/** Two children of one name and birth, and a row without ID that may speak of either. */
const twins = async () => {
  await send([
    row('H1'),
    row('H2', { child_id: 'C2', missing_at: '2025-10-09T18:00:00Z', returned_at: '2025-10-10T06:00:00Z' }),
  ]);
  await send(
    [row('N1', { child_id: '', missing_at: '2025-10-12T18:00:00Z', returned_at: '2025-10-13T06:00:00Z' })],
    'NORTHWAY',
  );
  return first();
};

describe.each(testServers())('rows of which it is in doubt of whom they speak, on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server, authorities: 2 });
  });
  afterEach(() => test.close());

  it('wait, the oldest first, beside the records of which they may speak; on record', async () => {
    const id = await bornElse();
    const c1 = (await childOf('H1')) ?? '';
    expect((await queue()).doubts).toMatchObject([
      { id, state: 'open', because: 'date_of_birth_differs', claimed: { givenName: 'Tess' } },
    ]);
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildDoubtsRead', children: [c1] }]);
    expect(await open(id)).toMatchObject({
      doubt: { ref: 'N1', claimed: { councilChildId: 'C1', familyName: 'Borne' } },
      ...{ others: 0, records: [{ identity: { childId: c1, givenName: 'Testo' }, episodes: 1 }] },
    });
    expect((await open(id)).records[0]?.sources).toEqual(['Harbour (demonstration) H1']);
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildDoubtRead', item_id: id, children: [c1] }]);
  });

  it('become the child’s that is chosen: the record stays who it was, the name is kept, and the receipt says so', async () => {
    const id = await bornElse();
    const before = await identities();
    const c1 = (await childOf('H1')) ?? '';
    const wish = { ...thisChild, childId: c1, birth: 'record', keepsName: true } as const;
    expect(await decide(id, wish)).toEqual({ kind: 'granted', value: { childId: c1, applied: 1, held: 0 } });
    expect(await childOf('N1')).toBe(c1);
    expect(await identities()).toEqual(before);
    expect(await sql('SELECT given_name, family_name FROM child_name_alias')).toEqual([
      { given_name: 'Tess', family_name: 'Borne' },
    ]);
    expect(await receipts()).toEqual(['H1 new', 'N1 new']);
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'ChildMatchDecide', outcome: 'done', reason: REASON, children: [c1] },
    ]);
    expect((await queue()).doubts).toEqual([]);
    const [told] = await sql<{ id: string }>(`SELECT submission_id AS id FROM submission_row WHERE ref = 'N1'`);
    const context = { ...(await as('commissioner')), actor: 'system' as const };
    const result = await test.service.returns.find(context, told?.id ?? '', 'council');
    expect(result).toMatchObject({ rows: 1, new: 1, held: 0 });
    expect(result?.findings.map(({ code }) => code)).toEqual(['PR-202', 'PR-405', 'PR-320']);
  });

  it('are not asked about again: the provider’s next row that says the same goes the same way, another’s does not', async () => {
    const id = await bornElse();
    const c1 = (await childOf('H1')) ?? '';
    await decide(id, { ...thisChild, childId: c1, birth: 'record' });
    const next = { ...other, missing_at: '2025-10-20T18:00:00Z', returned_at: '2025-10-21T06:00:00Z' };
    expect(await send([row('N2', { ...next, given_name: 'TESS' })], 'NORTHWAY')).toMatchObject({ new: 1, held: 0 });
    expect(await childOf('N2')).toBe(c1);
    expect(await send([row('H9', next)])).toMatchObject({ new: 0, held: 1 });
    expect(await send([row('N3', { ...next, given_name: 'Tessa' })], 'NORTHWAY')).toMatchObject({ held: 1 });
    expect((await queue()).doubts).toHaveLength(2);
  });

  it('are decided together with every row of the provider that says the same', async () => {
    const id = await bornElse();
    const more = row('N2', { ...other, missing_at: '2025-10-20T18:00:00Z', returned_at: '2025-10-21T06:00:00Z' });
    await send([more], 'NORTHWAY');
    expect((await open(id)).others).toBe(1);
    const c1 = (await childOf('H1')) ?? '';
    expect(await decide(id, { ...thisChild, childId: c1, birth: 'record' })).toMatchObject({ value: { applied: 2 } });
    expect(await receipts()).toEqual(['H1 new', 'N1 new', 'N2 new']);
  });

  it('make a record of another child, which keeps no council ID that is another’s', async () => {
    const id = await bornElse();
    const c1 = await childOf('H1');
    expect(await decide(id, { kind: 'new_child' })).toMatchObject({ value: { applied: 1 } });
    expect(await childOf('N1')).not.toBe(c1);
    expect(await identities()).toEqual([
      { id: 'C1', name: 'Testo Willow-Sample', born: '2011-05-04', gender: 'female', home: 'SM1 1AA' },
      { id: null, name: 'Tess Borne', born: '2010-05-04', gender: 'male', home: 'CR0 2BB' },
    ]);
    const again = row('N2', { ...other, missing_at: '2025-10-20T18:00:00Z', returned_at: '2025-10-21T06:00:00Z' });
    expect(await send([again], 'NORTHWAY')).toMatchObject({ new: 1 });
    expect(await childOf('N2')).toBe(await childOf('N1'));
  });

  it('take the date of birth of the row where that is right, and undoing puts the other back', async () => {
    const id = await bornElse();
    const before = await identities();
    const c1 = (await childOf('H1')) ?? '';
    await decide(id, { ...thisChild, childId: c1, birth: 'row' });
    expect(await identities()).toMatchObject([{ id: 'C1', name: 'Testo Willow-Sample', born: '2010-05-04' }]);
    await undo();
    expect(await identities()).toEqual(before);
  });

  it('choose between children of one name and birth', async () => {
    const id = await twins();
    const { doubt, records } = await open(id);
    expect(doubt.because).toBe('several_children');
    expect(records.map(({ identity }) => identity.councilChildId)).toEqual(['C1', 'C2']);
    const c2 = (await childOf('H2')) ?? '';
    expect(await decide(id, { ...thisChild, childId: c2 })).toMatchObject({ value: { applied: 1 } });
    expect(await childOf('N1')).toBe(c2);
  });

  it('are asked about once rows that came apart say it together, and are applied together', async () => {
    await send([row('H1')]);
    const blank = { given_name: '', family_name: '', date_of_birth: '' };
    await send([row('N1', { ...other, ...blank, returned_at: '2025-10-13T06:00:00Z' })], 'NORTHWAY');
    expect((await queue()).doubts).toEqual([]);
    await send(
      [{ provider_ref: 'N1', given_name: 'Tess', family_name: 'Borne', date_of_birth: '2010-05-04' }],
      'NORTHWAY',
    );
    const { doubts } = await queue();
    expect(doubts).toMatchObject([{ because: 'date_of_birth_differs', claimed: { councilChildId: 'C1' } }]);
    const c1 = (await childOf('H1')) ?? '';
    expect(await decide(await first(), { ...thisChild, childId: c1, birth: 'record' })).toMatchObject({
      value: { applied: 1, held: 0 },
    });
    expect(await receipts()).toEqual(['H1 new', 'N1 new', 'N1 changed']);
    expect(await sql('SELECT DISTINCT is_waiting, settled_by_submission_id AS by FROM submission_row')).toEqual([
      { is_waiting: false, by: null },
    ]);
  });

  it('come up when a held row is tried again, and leave the queue when it is taken', async () => {
    const covered = row('N0', { ...other, date_of_birth: '2011-05-04', returned_at: '2025-10-13T06:00:00Z' });
    const covers = {
      ...{ missing_at: '2025-10-20T18:00:00Z', returned_at: '2025-10-21T06:00:00Z' },
      ...{ interview_at: '2025-10-21T10:00:00Z', interview_covers: 'N0', push_factors: 'PU01' },
    };
    await send([row('N1', { ...other, ...covers })], 'NORTHWAY');
    expect((await queue()).doubts).toEqual([]);
    await send([covered], 'NORTHWAY');
    expect((await queue()).doubts).toMatchObject([{ because: 'date_of_birth_differs' }]);
    await send([{ provider_ref: 'N1', date_of_birth: '2011-05-04' }], 'NORTHWAY');
    expect((await queue()).doubts).toEqual([]);
    expect(await receipts()).toEqual(['N1 changed', 'N0 new', 'N1 new']);
  });

  it('are not asked about again where the same reference says more, and leave who the child is alone', async () => {
    const id = await bornElse();
    const before = await identities();
    await decide(id, { ...thisChild, childId: (await childOf('H1')) ?? '', birth: 'record' });
    const more = { provider_ref: 'N1', home_postcode: 'CR0 9ZZ', police_risk: 'high' };
    expect(await send([more], 'NORTHWAY')).toMatchObject({ changed: 1 });
    expect(await send([{ ...more, date_of_birth: '2010-05-04', police_risk: 'low' }], 'NORTHWAY')).toMatchObject({
      changed: 1,
    });
    expect(await identities()).toEqual(before);
    expect((await queue()).doubts).toEqual([]);
  });

  it('are not tried again once left out, and are so once that is undone', async () => {
    const id = await twins();
    const [c1, c2] = [await childOf('H1'), await childOf('H2')];
    await decide(id, { kind: 'left_out' });
    await sql(
      `INSERT INTO child_merge (authority, id, child_id, into_child_id, merged_at, merged_by, reason)
       SELECT $1, gen_random_uuid(), $2, $3, now(), id, 'one child' FROM person LIMIT 1`,
      [SUTTON, c2, c1],
    );
    await send([row('H1', { police_risk: 'high' })]);
    expect((await receipts())[2]).toBe('N1 held');
    await undo();
    expect((await receipts())[2]).toBe('N1 new');
    expect((await queue()).doubts).toEqual([]);
  });

  it('are in doubt no longer where the records are merged', async () => {
    await twins();
    const [c1, c2] = [await childOf('H1'), await childOf('H2')];
    await sql(
      `INSERT INTO child_merge (authority, id, child_id, into_child_id, merged_at, merged_by, reason)
       SELECT $1, gen_random_uuid(), $2, $3, now(), id, 'one child' FROM person LIMIT 1`,
      [SUTTON, c2, c1],
    );
    const again = { child_id: '', missing_at: '2025-10-22T18:00:00Z', returned_at: '2025-10-23T06:00:00Z' };
    expect(await send([row('N7', again)], 'NORTHWAY')).toMatchObject({ new: 1 });
    expect(await childOf('N7')).toBe(c1);
    // What stands on the record that was merged away stays there.
    const late = row('H2', { child_id: '', missing_at: '2025-10-09T18:00:00Z', returned_at: '2025-10-10T07:00:00Z' });
    expect(await send([late])).toMatchObject({ changed: 1 });
    expect(await childOf('H2')).toBe(c2);
  });

  it('under a reference of another child’s episode are that child’s or are left out', async () => {
    await send([row('H1'), row('H2', { child_id: 'C2', given_name: 'Other', date_of_birth: '2011-01-01' })]);
    await send([row('H1', { child_id: 'C2', given_name: 'Other', date_of_birth: '2011-01-01' })]);
    const id = await first();
    const [c1, c2] = [(await childOf('H1')) ?? '', (await childOf('H2')) ?? ''];
    const before = await identities();
    expect((await open(id)).records.map(({ identity, isOfReference }) => [identity.childId, isOfReference])).toEqual([
      [c1, true],
      [c2, false],
    ]);
    expect(await decide(id, { ...thisChild, childId: c2 })).toMatchObject({ because: 'reference-elsewhere' });
    expect(await decide(id, { ...thisChild, childId: c1, birth: 'record' })).toMatchObject({ value: { applied: 1 } });
    expect(await identities()).toEqual(before);
    // It is about that row alone: what else says the same is the other child's.
    const more = {
      child_id: 'C2',
      given_name: 'Other',
      date_of_birth: '2011-01-01',
      missing_at: '2025-10-20T18:00:00Z',
    };
    await send([row('H5', { ...more, returned_at: '2025-10-21T06:00:00Z' })]);
    expect(await childOf('H5')).toBe(c2);
  });

  it('wait no longer once a corrected row under the same reference is applied', async () => {
    await bornElse();
    const right = row('N1', { missing_at: '2025-10-12T18:00:00Z', returned_at: '2025-10-13T06:00:00Z' });
    expect(await send([right], 'NORTHWAY')).toMatchObject({ new: 1 });
    expect((await queue()).doubts).toEqual([]);
  });

  it('are left out, and undone exactly: every row of every table is as before', async () => {
    const id = await bornElse();
    const on = { test } as Parameters<typeof hashOfTables>[0];
    const before = await hashOfTables(on);
    expect(await decide(id, { kind: 'left_out' })).toEqual({
      kind: 'granted',
      value: { childId: null, applied: 0, held: 0 },
    });
    const { doubts, leftOut } = await queue();
    expect([doubts, leftOut.map(({ ref }) => ref)]).toEqual([[], ['N1']]);
    expect(await undo()).toEqual({ kind: 'granted', value: null });
    const after = await hashOfTables(on);
    expect({ ...after, child_match: '' }).toEqual({ ...before, child_match: '' });
    expect((await queue()).doubts.map((each) => each.id)).toEqual([id]);
    expect(await decide(id, { kind: 'left_out' })).toMatchObject({ kind: 'granted' });
    // The very same row is not asked about again; another one that says the same of the child is.
    const again = { ...other, returned_at: '2025-10-13T06:00:00Z' };
    await send([row('N1', again), row('N2', { ...again, missing_at: '2025-10-13T05:00:00Z' })], 'NORTHWAY');
    expect((await queue()).doubts).toHaveLength(1);
    expect(await receipts()).toEqual(['H1 new', 'N1 held', 'N1 held', 'N2 held']);
  });

  it('leave, once undone, who the child is as it was; what was applied stays, and later rows are asked about again', async () => {
    const id = await bornElse();
    const c1 = (await childOf('H1')) ?? '';
    await decide(id, { ...thisChild, childId: c1, birth: 'record', keepsName: true });
    const before = await identities();
    const matchId = await standing();
    expect(await readMatch(test.service.database, await as('commissioner'), matchId)).toMatchObject({
      ...{ applied: 1, held: 0, match: { claimed: { givenName: 'Tess' }, reason: REASON } },
    });
    expect(await undo('commissioner', 'short')).toMatchObject({ because: 'reason-too-short' });
    expect(await undo()).toEqual({ kind: 'granted', value: c1 });
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildMatchUndo', reason: UNDONE, children: [c1] }]);
    expect(await identities()).toEqual(before);
    expect(await sql('SELECT FROM child_name_alias WHERE ended_at IS NULL')).toEqual([]);
    expect(await childOf('N1')).toBe(c1);
    const next = { ...other, missing_at: '2025-10-20T18:00:00Z', returned_at: '2025-10-21T06:00:00Z' };
    expect(await send([row('N2', next)], 'NORTHWAY')).toMatchObject({ held: 1 });
    expect(await undo()).toBeNull();
  });

  it('make no record for a row that is held for another reason', async () => {
    await send([row('H1')]);
    const open = { ...other, missing_at: '2025-10-06T20:00:00Z', returned_at: '2025-10-06T23:00:00Z' };
    await send([row('H3', open)]);
    const id = await first();
    const c1 = (await childOf('H1')) ?? '';
    expect(await decide(id, { ...thisChild, childId: c1, birth: 'record' })).toMatchObject({
      value: { applied: 0, held: 1 },
    });
    expect(await receipts()).toEqual(['H1 new', 'H3 held']);
    await undo();
    expect((await queue()).doubts.map((each) => each.id)).toEqual([id]);
    expect(await decide(id, { kind: 'new_child' })).toMatchObject({ value: { applied: 1 } });
  });

  it('are matched by an alias, and by no child of another council', async () => {
    const id = await bornElse();
    const c1 = (await childOf('H1')) ?? '';
    await decide(id, { ...thisChild, childId: c1, birth: 'row', keepsName: true });
    const known = { ...other, child_id: '', missing_at: '2025-10-20T18:00:00Z', returned_at: '2025-10-21T06:00:00Z' };
    expect(await send([row('H7', { ...known, family_name: 'BORNE ' })])).toMatchObject({ new: 1 });
    expect(await childOf('H7')).toBe(c1);
    expect(await send([row('X1', known)], 'HARBOUR', 'E09000001')).toMatchObject({ new: 1, held: 0 });
    expect(await childOf('X1')).not.toBe(c1);
  });

  describe('of a restricted record', () => {
    it('show neither the row nor any record to those who are not admitted, and are not theirs to decide', async () => {
      const id = await twins();
      await restrict(await childOf('H2'), 'team_manager');
      expect((await queue()).doubts).toMatchObject([{ id, state: 'kept', claimed: null }]);
      const [c1, c2] = [(await childOf('H1')) ?? '', (await childOf('H2')) ?? ''];
      expect(await open(id)).toMatchObject({
        records: [],
        row: { gender: null, homePostcode: null },
        sight: { isKept: true },
      });
      expect(await lastAudit(test, 1)).toMatchObject([
        { action: 'ChildDoubtRead', outcome: 'refused', children: [c1, c2].sort() },
      ]);
      for (const wish of [{ ...thisChild, childId: c1 }, { kind: 'new_child' }, { kind: 'left_out' }] as const)
        expect(await decide(id, wish)).toEqual({ kind: 'refused', because: 'not-yours' });
      expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildMatchDecide', outcome: 'refused' }]);
    });

    it('ask for the reason of opening it first', async () => {
      const id = await twins();
      await restrict(await childOf('H2'), 'commissioner');
      expect((await queue()).doubts).toMatchObject([{ id, state: 'opening-first', claimed: null }]);
      expect((await open(id)).records).toEqual([]);
      expect(await decide(id, { kind: 'left_out' })).toMatchObject({ because: 'opening-first' });
      await sql(
        `INSERT INTO child_opening (authority, id, child_id, person_id, reason, opened_at)
         SELECT $1, gen_random_uuid(), $2, id, 'a reason that was given', now() FROM person`,
        [SUTTON, await childOf('H2')],
      );
      expect((await open(id)).records).toHaveLength(2);
      expect(await decide(id, { ...thisChild, childId: (await childOf('H2')) ?? '' })).toMatchObject({
        kind: 'granted',
      });
      await sql('DELETE FROM child_admission');
      expect(await undo()).toBeNull();
    });
  });

  it('are a team manager’s where every record is of the own team, and nobody’s under an id that is none', async () => {
    const id = await twins();
    expect((await queue('team_manager')).doubts).toMatchObject([{ state: 'kept' }]);
    for (const ref of ['H1', 'H2'])
      await sql(
        `INSERT INTO child_allocation
           (authority, id, child_id, person_id, team, valid_from, created_at, created_by, modified_at, modified_by)
         VALUES ($1, gen_random_uuid(), $2, NULL, 'North team (demonstration)', '2025-01-01', now(), 'test', now(), 'test')`,
        [SUTTON, await childOf(ref)],
      );
    expect((await queue('team_manager')).doubts).toMatchObject([{ state: 'open' }]);
    expect(await decide(id, { ...thisChild, childId: (await childOf('H1')) ?? '' }, 'team_manager')).toMatchObject({
      kind: 'granted',
    });
    expect(await decide(id, { kind: 'left_out' })).toBeNull();
    expect(await decide(newId(), { kind: 'left_out' })).toBeNull();
    expect(await decide('none', { kind: 'left_out' })).toBeNull();
  });
});
