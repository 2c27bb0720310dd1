import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import {
  correctReturn,
  mergeChildren,
  readNotificationToSettle,
  readReconciliation,
  readWorklist,
  recordEpisode,
  settleNotification,
  undoMerge,
} from '#casework';
import { parseDay, parseInstant, parseReportingMonth } from '#domain/time';
import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { aMoment } from '../builders/index.js';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const AT = '2025-11-03T09:00:00Z';
const MISSING = '2025-10-06T18:00:00Z';
const RETURNED = '2025-10-07T06:00:00Z';
const october = parseReportingMonth('2025-10') ?? fail();
const header = 'reference,child,date_of_birth,missing,returned,police_class,police_risk\n';

function fail(): never {
  throw new Error('October is a month.');
}

describe.each(testServers())('notifications on $name', (server) => {
  let test: TestService;
  let superuser: Client;
  let commissioner: TransactionContext;

  beforeAll(async () => {
    test = await createTestService({ server });
    superuser = new Client({ connectionString: test.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query<{ id: string }>(
      `SELECT person_id AS id FROM membership WHERE authority = $1 AND role = 'commissioner'`,
      [SUTTON],
    );
    const personId = rows[0]?.id ?? '';
    commissioner = {
      ...systemContext(SUTTON, personId, 'test'),
      ...{ actor: 'authority', role: 'commissioner', personId, fields: ['identity', 'form'] },
    };
  }, 60_000);
  afterAll(async () => {
    await superuser.end();
    await test.close();
  });
  let child = 0;
  beforeEach(() => void (child += 1));

  const id = () => `C-${child}`;
  const receiveList = (text: string) =>
    test.service.notifications.receive({
      ...{ authority: SUTTON, source: 'police', bytes: new TextEncoder().encode(text), at: parseInstant(AT) },
      ...{ actorName: 'test', personId: null, requestId: null },
    });
  const line = (reference: string, more = `${MISSING},${RETURNED},missing,high`) =>
    `${reference},${id()},2011-05-04,${more}\n`;
  const receiveReturn = (cells: Readonly<Record<string, string>> = {}) =>
    test.service.returns.receive(
      aReceivedReturn(aProviderReturn(aReturnRow({ provider_ref: `T-${child}`, child_id: id(), ...cells })), AT),
    );
  const rowsOf = async (sql: string, parameters: unknown[] = []) =>
    (await superuser.query<Record<string, unknown>>(sql, parameters)).rows;
  const linkOf = async (reference: string) => {
    const [row] = await rowsOf(
      `SELECT n.id, n.linked_by, n.episode_id IS NOT NULL AS linked, n.doubt FROM missing_notification n
       JOIN notification_identity i ON i.notification_id = n.id WHERE i.reference = $1`,
      [reference],
    );
    return row;
  };
  const record = (
    words: Readonly<Record<string, unknown>> = {},
    key = `00000000-0000-4000-8000-00000000${1000 + child}`,
    wish: Parameters<typeof recordEpisode>[3]['child'] = {
      councilChildId: id(),
      givenName: 'Testo',
      familyName: `Sample-${child}`,
      dateOfBirth: parseDay('2011-05-04'),
      gender: null,
    },
  ) =>
    recordEpisode(test.service.casework, commissioner, test.service.lists, {
      key,
      child: wish,
      episode: {
        ...{ episode_type: 'M', care_status: 'home', missing_at: aMoment(MISSING), returned_at: aMoment(RETURNED) },
        ...{ referral: null, ...words },
      },
    });

  it('says new, same and changed of a list sent again, and holds a row that is wrong', async () => {
    const text = `${header}${line(`P-${child}`)}X,,,,,,\n`;
    expect(await receiveList(text)).toMatchObject({ rows: 2, new: 1, held: 1, notOnRecord: 1 });
    const before = await rowsOf('SELECT * FROM missing_notification ORDER BY id');
    expect(await receiveList(text)).toMatchObject({ new: 0, same: 1, changed: 0, held: 1 });
    expect(await rowsOf('SELECT * FROM missing_notification ORDER BY id')).toEqual(before);
    const later = line(`P-${child}`, `${MISSING},2025-10-07T07:00:00Z,missing,high`);
    expect(await receiveList(header + later)).toMatchObject({ same: 0, changed: 1 });
    expect(await receiveList(header + line(`P-${child}`, `${MISSING},,,`))).toMatchObject({ same: 1 });
  });

  it('holds the second of two rows with one reference, and refuses a list without its columns whole', async () => {
    const twice = await receiveList(header + line(`P-${child}`) + line(`P-${child}`));
    expect(twice).toMatchObject({ new: 1, held: 1 });
    expect(twice.findings.map(({ code }) => code)).toContain('NL-301');
    await expect(receiveList('a,b\n1,2\n')).rejects.toThrow('Column reference is absent');
    await expect(receiveList('')).rejects.toThrow('empty');
  });

  it('keeps the file first, and rehearses without keeping anything', async () => {
    const count = async () => (await rowsOf('SELECT count(*) FROM notification_list_file'))[0];
    const before = await count();
    const bytes = new TextEncoder().encode(header + line(`P-${child}`));
    const received = {
      authority: SUTTON,
      source: 'police',
      bytes,
      at: null,
      actorName: 'test',
      personId: null,
      requestId: null,
    } as const;
    expect(await test.service.notifications.rehearse(received)).toMatchObject({ new: 1 });
    expect(await count()).toEqual(before);
    await test.service.notifications.receive(received);
    expect(await count()).not.toEqual(before);
  });

  it('finds its episode in whichever order the two come', async () => {
    await receiveReturn();
    await receiveList(header + line(`P-${child}`));
    expect(await linkOf(`P-${child}`)).toMatchObject({ linked: true, linked_by: 'child_and_times' });
    child += 1;
    await receiveList(header + line(`P-${child}`));
    expect(await linkOf(`P-${child}`)).toMatchObject({ linked: false });
    await receiveReturn();
    expect(await linkOf(`P-${child}`)).toMatchObject({ linked: true, linked_by: 'child_and_times' });
  });

  it('is tied and freed by hand, and undone exactly', async () => {
    await receiveReturn();
    await receiveList(header + line(`P-${child}`));
    const found = await linkOf(`P-${child}`);
    const notification = String(found?.['id']);
    const state = () =>
      rowsOf('SELECT child_id, episode_id, linked_by, doubt FROM missing_notification WHERE id = $1', [notification]);
    const before = await state();
    const settle = (wish: Parameters<typeof settleNotification>[3]) =>
      settleNotification(test.service.casework, commissioner, notification, wish);
    await settle({ kind: 'unlink' });
    expect(await linkOf(`P-${child}`)).toMatchObject({ linked: false, linked_by: 'hand' });
    await receiveReturn({ found_where: 'Station' });
    await receiveList(header + line(`P-${child}`));
    expect(await linkOf(`P-${child}`)).toMatchObject({ linked: false, linked_by: 'hand' });
    await settle({ kind: 'link', episodeId: String(before[0]?.['episode_id']) });
    expect(await linkOf(`P-${child}`)).toMatchObject({ linked: true, linked_by: 'hand' });
    await settle({ kind: 'undo' });
    await settle({ kind: 'undo' });
    expect(await state()).toEqual(before);
    expect(await settle({ kind: 'undo' })).toMatchObject({ kind: 'refused', because: 'nothing-to-change' });
  });

  it('leaves the worklist where somebody says why nothing is to be done, stays in the month, and comes back with an undo', async () => {
    await receiveList(header + line(`P-${child}`));
    const notification = String((await linkOf(`P-${child}`))?.['id']);
    const settle = (wish: Parameters<typeof settleNotification>[3]) =>
      settleNotification(test.service.casework, commissioner, notification, wish);
    const listed = async () => {
      const { unrecorded } = await readWorklist(test.service.database, commissioner, parseInstant(AT));
      const { lists } = await readReconciliation(test.service.database, commissioner, october);
      const has = (list: readonly { notifications: readonly { id: string }[] }[] = []) =>
        list.some(({ notifications }) => notifications.some(({ id: each }) => each === notification));
      return [has(unrecorded), has(lists?.neverReferred), has(lists?.withoutAction)];
    };
    expect(await listed()).toEqual([true, true, false]);
    expect(await settle({ kind: 'no_action', reason: 'error' })).toMatchObject({ because: 'reason-too-short' });
    const reason = 'Sent in error: he is 23 and no care leaver';
    expect(await settle({ kind: 'no_action', reason })).toMatchObject({ kind: 'granted' });
    expect(await listed()).toEqual([false, false, true]);
    const opened = await readNotificationToSettle(test.service.database, commissioner, notification);
    expect(opened).toMatchObject({ canUndo: true, noAction: { reason } });
    await receiveList(header + line(`P-${child}`));
    expect(await linkOf(`P-${child}`)).toMatchObject({ linked: false, linked_by: 'no_action' });
    expect(await settle({ kind: 'no_action', reason })).toMatchObject({ because: 'nothing-to-change' });
    await settle({ kind: 'undo' });
    expect(await listed()).toEqual([true, true, false]);
    await receiveReturn();
    expect(await linkOf(`P-${child}`)).toMatchObject({ linked: true });
    expect(await settle({ kind: 'no_action', reason })).toMatchObject({ because: 'tied-already' });
  });

  it('records an episode once, heads the worklist with it, and finds it never referred', async () => {
    const recorded = await record();
    expect(recorded.kind).toBe('recorded');
    expect(await record()).toEqual(recorded);
    const worklist = await readWorklist(test.service.database, commissioner, parseInstant('2025-10-08T09:00:00Z'));
    expect(worklist.items[0]).toMatchObject({ child: id(), isUnreferred: true, isOpen: true });
    const { lists } = await readReconciliation(test.service.database, commissioner, october);
    expect(lists?.neverReferred.map(({ child: name }) => name)).toContain(id());
    expect(
      await rowsOf(
        'SELECT kind FROM deadline d JOIN missing_episode e ON e.id = d.episode_id WHERE e.provider_id IS NULL AND e.child_id = (SELECT child_id FROM child_identity WHERE council_child_id = $1) ORDER BY kind',
        [id()],
      ),
    ).toEqual([{ kind: 'interview' }, { kind: 'offer' }]);
    expect(await record({}, '00000000-0000-4000-8000-0000000abcde')).toMatchObject({
      kind: 'refused',
      because: ['already-on-record'],
    });
  });

  it('heads the worklist with a child who is back and stands on no record, until the episode is recorded', async () => {
    const unrecorded = async (at: string, context = commissioner) => {
      const worklist = await readWorklist(test.service.database, context, parseInstant(at));
      return worklist.unrecorded.filter(({ child: name }) => name === id());
    };
    await receiveList(`${header}${line(`U-${child}`)}${line(`V-${child}`, `${RETURNED},,missing,high`)}`);
    expect(await unrecorded('2025-10-07T05:59:00Z')).toEqual([]);
    const [found, ...others] = await unrecorded('2025-10-08T09:00:00Z');
    expect(others).toEqual([]);
    expect(found?.notifications.map(({ reference }) => reference)).toEqual([`U-${child}`, `V-${child}`]);
    expect(found?.returnedAt).toEqual(aMoment(RETURNED));
    const team = { ...commissioner, role: 'team_manager', reach: 'team' } as const;
    expect(await unrecorded('2025-10-08T09:00:00Z', team)).toEqual([]);
    await record();
    expect(await unrecorded('2025-10-08T09:00:00Z')).toEqual([]);
  });

  it('counts it, for the whole view, where the record is restricted, and names it to nobody who is not admitted', async () => {
    await receiveReturn();
    await receiveList(header + line(`W-${child}`, '2025-10-20T18:00:00Z,2025-10-21T06:00:00Z,missing,high'));
    const read = () => readWorklist(test.service.database, commissioner, parseInstant('2025-10-22T09:00:00Z'));
    const before = await read();
    expect(before.unrecorded.map(({ child: name }) => name)).toContain(id());
    const [known] = await rowsOf(`SELECT child_id FROM child_identity WHERE council_child_id = $1`, [id()]);
    const open = before.items.filter(({ isOpen, childId }) => isOpen && childId === known?.['child_id']);
    const restrict = (is: boolean) =>
      superuser.query('UPDATE child SET is_restricted = $2 WHERE id = $1', [known?.['child_id'], is]);
    await restrict(true);
    const hidden = await read();
    await restrict(false);
    expect(hidden.unrecorded.map(({ child: name }) => name)).not.toContain(id());
    expect(hidden.restrictedCount).toBe((before.restrictedCount ?? 0) + open.length + 1);
  });

  it('lets the return that answers a referral land on the episode that was recorded', async () => {
    const [harbour] = await rowsOf(`SELECT id FROM provider WHERE code = 'HARBOUR'`);
    const referral = { providerId: String(harbour?.['id']), referredAt: aMoment('2025-10-07T09:00:00Z') };
    const recorded = await record({ referral });
    const reference = recorded.kind === 'recorded' ? recorded.reference : '';
    const { lists } = await readReconciliation(test.service.database, commissioner, october);
    expect(lists?.referredNotReturned.map(({ child: name }) => name)).toContain(id());
    expect(await receiveReturn({ council_ref: reference })).toMatchObject({ changed: 1, new: 0 });
    const ofChild = 'WHERE e.child_id = (SELECT child_id FROM child_identity WHERE council_child_id = $1)';
    expect(
      await rowsOf(`SELECT r.ref FROM missing_episode e JOIN source_reference r ON r.episode_id = e.id ${ofChild}`, [
        id(),
      ]),
    ).toEqual([{ ref: `T-${child}` }]);
    expect(await receiveReturn({ council_ref: reference })).toMatchObject({ same: 1 });
  });

  it('follows merged records: an episode of one is found by the council ID of the other, until that is undone', async () => {
    const { casework, database } = test.service;
    const away = `D-${child}`;
    const later = { missing_at: '2025-10-20T18:00:00Z', returned_at: '2025-10-21T06:00:00Z' };
    await receiveReturn();
    await receiveReturn({ provider_ref: away, child_id: away, ...later });
    const recordOf = async (councilId: string) =>
      String(
        (await rowsOf('SELECT child_id FROM child_identity WHERE council_child_id = $1', [councilId]))[0]?.['child_id'],
      );
    const [goesOn, otherId] = [await recordOf(id()), await recordOf(away)];
    await receiveList(`${header}P-${child},${away},2011-05-04,${MISSING},${RETURNED},missing,high\n`);
    const state = () =>
      rowsOf(
        `SELECT n.child_id, n.episode_id IS NOT NULL AS linked, n.linked_by, n.doubt FROM missing_notification n
         JOIN notification_identity i ON i.notification_id = n.id WHERE i.reference = $1`,
        [`P-${child}`],
      );
    const known = async () => (await readReconciliation(database, commissioner, october)).counts.known;
    const [apart, counted] = [await state(), await known()];
    expect(apart).toEqual([{ child_id: otherId, linked: false, linked_by: null, doubt: null }]);
    const reason = 'The same name and day of birth';
    const merged = await mergeChildren(casework, commissioner, goesOn, { otherId, reason });
    expect(merged).toMatchObject({ value: { kind: 'granted' } });
    expect(await state()).toEqual([{ child_id: otherId, linked: true, linked_by: 'child_and_times', doubt: null }]);
    expect(await known()).toEqual({ episodes: counted.episodes - 1, children: counted.children - 1 });
    const wish = { councilChildId: away, givenName: null, familyName: null, gender: null };
    expect(await record({}, undefined, { ...wish, dateOfBirth: parseDay('2011-05-04') })).toMatchObject({
      kind: 'refused',
      because: ['already-on-record'],
    });
    const [standing] = await rowsOf('SELECT id FROM child_merge WHERE into_child_id = $1', [goesOn]);
    await undoMerge(casework, commissioner, goesOn, { mergeId: String(standing?.['id']), reason: 'They are twins' });
    expect([await state(), await known()]).toEqual([apart, counted]);
  });

  it('refuses a provider whose contract does not cover the child', async () => {
    const [harbour] = await rowsOf(`SELECT id FROM provider WHERE code = 'HARBOUR'`);
    const referral = { providerId: String(harbour?.['id']), referredAt: aMoment('2025-10-07T09:00:00Z') };
    const far = { care_status: 'looked_after', host_authority: 'E06000052', placement_postcode: 'TR1' };
    expect(await record({ referral, ...far })).toMatchObject({ kind: 'refused', because: ['not-covered'] });
  });

  it('corrects a return: clocks start anew, the old value stays, and a provider does not change it back', async () => {
    await receiveReturn();
    const [row] = await rowsOf(
      `SELECT e.id, e.child_id FROM missing_episode e JOIN source_reference r ON r.episode_id = e.id WHERE r.ref = $1`,
      [`T-${child}`],
    );
    const [episodeId, childId] = [String(row?.['id']), String(row?.['child_id'])];
    const alerts = () => rowsOf('SELECT id, due_at FROM alert WHERE episode_id = $1 ORDER BY id', [episodeId]);
    const raised = await alerts();
    const wish = { returnedAt: aMoment('2025-10-07T09:30:00Z'), reason: 'Told by the carer on the phone' };
    const where = { childId, episodeId };
    const done = await correctReturn(test.service.casework, commissioner, where, wish);
    expect(done).toMatchObject({ kind: 'opened', value: { kind: 'granted' } });
    expect(
      await rowsOf(
        `SELECT kind, starts_at, superseded_at IS NULL AS runs FROM deadline WHERE episode_id = $1 ORDER BY kind, starts_at`,
        [episodeId],
      ),
    ).toEqual([
      { kind: 'interview', starts_at: new Date(RETURNED), runs: false },
      { kind: 'interview', starts_at: new Date('2025-10-07T09:30:00Z'), runs: true },
      { kind: 'offer', starts_at: new Date(RETURNED), runs: false },
      { kind: 'offer', starts_at: new Date('2025-10-07T09:30:00Z'), runs: true },
    ]);
    expect(await alerts()).toEqual(expect.arrayContaining(raised));
    expect(
      await rowsOf('SELECT old_returned_at, new_returned_at, reason FROM return_correction WHERE episode_id = $1', [
        episodeId,
      ]),
    ).toEqual([
      { old_returned_at: new Date(RETURNED), new_returned_at: new Date('2025-10-07T09:30:00Z'), reason: wish.reason },
    ]);
    const again = await receiveReturn();
    expect(again).toMatchObject({ same: 1 });
    expect(again.findings.map(({ code }) => code)).toContain('PR-350');
    expect(await rowsOf('SELECT returned_at FROM missing_episode WHERE id = $1', [episodeId])).toEqual([
      { returned_at: new Date('2025-10-07T09:30:00Z') },
    ]);
  });

  it('shows a notification of a child to those who may see the child, and one of nobody on record to the whole view alone', async () => {
    await receiveReturn();
    await receiveList(header + line(`P-${child}`));
    const own: TransactionContext = { ...commissioner, reach: 'own', role: 'social_worker' };
    const month = await readReconciliation(test.service.database, own, october);
    expect(month.counts.known).toEqual({ episodes: 0, children: 0 });
    expect(month.restrictedCount).toBeNull();
    const [known] = await rowsOf(`SELECT child_id FROM child_identity WHERE council_child_id = $1`, [id()]);
    const whole = await readReconciliation(test.service.database, commissioner, october);
    await superuser.query('UPDATE child SET is_restricted = true WHERE id = $1', [known?.['child_id']]);
    const hidden = await readReconciliation(test.service.database, commissioner, october);
    expect(hidden.counts.known.episodes).toBe(whole.counts.known.episodes - 1);
    expect(hidden.restrictedCount).toBe((whole.restrictedCount ?? 0) + 1);
    const counting: TransactionContext = { ...commissioner, reach: 'none', fields: ['aggregates'] };
    const analyst = await readReconciliation(test.service.database, counting, october);
    expect([analyst.counts.known, analyst.lists]).toEqual([whole.counts.known, null]);
  });
});
