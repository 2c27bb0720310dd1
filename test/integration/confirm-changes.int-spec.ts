import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { correctReturn, decideWords, readUnmatchedWords, setReturnRule } from '#casework';
import { exactly, instantOf, parseDay, parseInstant, showInstant } from '#domain/time';
import { inTransaction, systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { readMarkedFile, readSentReturn, retryHeld } from '#submissions';
import type { SubmissionResult } from '#submissions';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const later = { returned_at: '2025-10-07T07:00:00Z' };
const other = { provider_ref: 'T002', child_id: 'C1002', given_name: 'Other' };
const received = (...rows: Parameters<typeof aProviderReturn>) => aReceivedReturn(aProviderReturn(...rows));
const receive = (...rows: Parameters<typeof aProviderReturn>) => test.service.returns.receive(received(...rows));
const nothing = { rows: [], withdraw: [], findings: [] };
const codes = ({ findings }: SubmissionResult) => findings.map(({ code }) => code);
const returnOf = async (ref = 'T001') => {
  const rows = await sql<{ returned_at: Date | null }>(
    'SELECT e.returned_at FROM missing_episode e JOIN source_reference r ON r.episode_id = e.id WHERE r.ref = $1',
    [ref],
  );
  return rows.map(({ returned_at: at }) => at?.toISOString() ?? null);
};
const moved = { row: 2, ref: 'T001', column: 'returned_at', before: '07/10/2025 07:00', after: '07/10/2025 08:00' };

async function providerId(code = 'HARBOUR'): Promise<string> {
  const [row] = await sql<{ id: string }>('SELECT id FROM provider WHERE code = $1', [code]);
  return row?.id ?? '';
}

/** Somebody, or a machine, of a provider, who answers to its returns. */
async function sender(code = 'HARBOUR'): Promise<TransactionContext> {
  const of = { providerId: await providerId(code), role: 'provider_data_officer', reach: 'provider' } as const;
  return { ...systemContext(SUTTON, 'sender'), actor: 'provider', fields: ['returns'], ...of };
}

async function askFrom(day: string, code = 'HARBOUR') {
  const [contract] = await sql<{ id: string }>('SELECT id FROM contract WHERE authority = $1 AND provider_id = $2', [
    SUTTON,
    await providerId(code),
  ]);
  const rule = { dueWorkingDay: 5, requiredColumns: [], needsConfirmation: true };
  const wanted = { contractId: contract?.id ?? '', validFrom: parseDay(day), ...rule };
  await test.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) => setReturnRule(tx, wanted));
}

const answer = async (submission: string, words: Partial<typeof nothing> | object, code = 'HARBOUR') =>
  test.service.returns.answer(await sender(code), submission, { ...nothing, ...words });

async function resultOf(submission: string): Promise<SubmissionResult> {
  const found = await test.service.returns.find(await sender(), submission, 'sender');
  if (!found) throw new Error('The sender does not see its own return.');
  return found;
}

async function done(submission: string, words: object) {
  const answered = await answer(submission, words);
  if (answered.kind !== 'done') throw new Error(JSON.stringify(answered));
  return answered;
}

describe.each(testServers())('a changed row on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  describe('where the contract does not ask', () => {
    it('is applied, and shows what it said before and says now, also when it is read again', async () => {
      expect(await receive(aReturnRow())).toMatchObject({ new: 1, differences: [] });
      const result = await receive(aReturnRow(later));
      expect(result).toMatchObject({ changed: 1, findings: [], differences: [{ ...moved, state: 'applied' }] });
      expect(await returnOf()).toEqual(['2025-10-07T07:00:00.000Z']);
      const found = await test.service.returns.find(await sender(), result.submission, 'sender');
      expect(found?.differences).toEqual(result.differences);
    });

    it('shows nothing of a row that says the same, of a blank cell, and of one that is out of date', async () => {
      await receive(aReturnRow({ row_version: '2', gender: 'female' }));
      for (const row of [{ gender: '' }, { row_version: '2' }, { row_version: '1', gender: 'male' }])
        expect(await receive(aReturnRow(row))).toMatchObject({ same: 1, differences: [] });
    });

    it('shows each step where one file tells a reference twice', async () => {
      const versions = ['1', '2', '3'].map((version) => aReturnRow({ row_version: version, gender: `g${version}` }));
      const { differences } = await receive(...versions);
      expect(differences.map(({ row, before, after }) => [row, before, after])).toEqual([
        [3, 'g1', 'g2'],
        [4, 'g2', 'g3'],
      ]);
    });
  });

  describe('where the contract asks from a day on', () => {
    it('is applied the day before, and held from that day on until it is confirmed', async () => {
      await askFrom('2025-11-10');
      await receive(aReturnRow());
      const judged = (at: string, row: Readonly<Record<string, string>>) =>
        test.service.returns.receive({ ...received(aReturnRow(row)), at: parseInstant(at) });
      expect(await judged('2025-11-09T23:59:59Z', { gender: 'female' })).toMatchObject({ changed: 1, held: 0 });
      const held = await judged('2025-11-10T00:00:00Z', { ...later, gender: 'female' });
      expect(held).toMatchObject({ held: 1, changed: 0, differences: [{ ...moved, state: 'waiting' }] });
      expect(held.findings).toEqual([expect.objectContaining({ code: 'PR-351', row: 2, severity: 'error' })]);
      expect(await returnOf()).toEqual(['2025-10-07T06:00:00.000Z']);
    });

    it('holds no new row and none that says the same', async () => {
      await askFrom('2025-10-01');
      expect(await receive(aReturnRow())).toMatchObject({ new: 1, held: 0 });
      expect(await receive(aReturnRow())).toMatchObject({ same: 1, held: 0 });
    });

    it('goes in when it is confirmed, on record with its child and who confirmed it', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow(), aReturnRow(other));
      const held = await receive(aReturnRow(later), aReturnRow({ ...other, ...later }));
      expect(held).toMatchObject({ held: 2, changed: 0 });
      const { result, shownAnew } = await done(held.submission, { rows: [2] });
      expect(shownAnew).toEqual([]);
      expect(result).toMatchObject({
        rows: 2,
        held: 1,
        changed: 1,
        receipts: [{ outcome: 'changed' }, { outcome: 'held' }],
      });
      expect(result.differences).toEqual([
        { ...moved, state: 'confirmed' },
        { ...moved, row: 3, ref: 'T002', state: 'waiting' },
      ]);
      expect(result.findings.map(({ row, code }) => [row, code])).toEqual([[3, 'PR-351']]);
      expect([await returnOf(), await returnOf('T002')]).toEqual([
        ['2025-10-07T07:00:00.000Z'],
        ['2025-10-07T06:00:00.000Z'],
      ]);
      const audit = await sql(
        `SELECT e.action, e.actor, e.actor_kind, e.item_count, count(s.child_id)::integer AS children FROM audit_event e
         LEFT JOIN audit_subject s ON s.event_id = e.id
         WHERE e.recorded_xid = (SELECT recorded_xid FROM audit_event WHERE action = 'ReturnChangesAnswer')
         GROUP BY e.authority, e.id ORDER BY e.action`,
      );
      expect(audit).toEqual([
        { action: 'CasesChange', actor: 'sender', actor_kind: 'system', item_count: 1, children: 1 },
        { action: 'ReturnChangesAnswer', actor: 'sender', actor_kind: 'system', item_count: 1, children: 0 },
      ]);
    });

    it('goes in with its interview and factors', async () => {
      await askFrom('2025-10-01');
      const held = { offered_at: '2025-10-07T06:20:00Z', offered_to: 'child', interview_at: '2025-10-07T09:00:00Z' };
      const row = (cells: object) =>
        aReturnRow({ ...held, interview_mode: 'in_person', push_factors: 'PU01', ...cells });
      await receive(row({ interview_ended_at: '2025-10-07T18:00:00Z' }));
      const { submission } = await receive(row({ interview_ended_at: '2025-10-07T19:00:00Z', push_factors: 'PU02' }));
      expect((await done(submission, { rows: [2] })).result).toMatchObject({
        changed: 1,
        differences: [
          { column: 'interview_ended_at', before: '07/10/2025 19:00', after: '07/10/2025 20:00' },
          { column: 'push_factors', before: 'PU01', after: 'PU02' },
        ],
      });
      expect(await sql('SELECT code FROM factor_observation')).toEqual([{ code: 'PU02' }]);
    });

    it('says the same when the file is sent again, and takes in what was sent twice before it was confirmed', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const [first, second] = [await receive(aReturnRow(later)), await receive(aReturnRow(later))];
      expect((await done(first.submission, { rows: [2] })).result).toMatchObject({ changed: 1, held: 0 });
      expect(await receive(aReturnRow(later))).toMatchObject({ same: 1, held: 0, differences: [] });
      const found = await test.service.returns.find(await sender(), second.submission, 'sender');
      expect(found).toMatchObject({ same: 1, held: 0, differences: [{ ...moved, state: 'overtaken' }] });
    });

    it('is shown anew where something else was confirmed meanwhile, and goes in when that is confirmed', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const first = await receive(aReturnRow(later));
      const second = await receive(aReturnRow({ returned_at: '2025-10-07T08:00:00Z' }));
      await done(first.submission, { rows: [2] });
      const { shownAnew, result } = await done(second.submission, { rows: [2] });
      expect(shownAnew).toEqual([2]);
      expect(result.differences).toEqual([
        { ...moved, before: '07/10/2025 08:00', after: '07/10/2025 09:00', state: 'waiting' },
      ]);
      expect(await returnOf()).toEqual(['2025-10-07T07:00:00.000Z']);
      expect((await done(second.submission, { rows: [2] })).shownAnew).toEqual([]);
      expect(await returnOf()).toEqual(['2025-10-07T08:00:00.000Z']);
    });

    it('waits no more once a later version that says all of it again was confirmed', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow({ row_version: '1' }));
      const held = await receive(aReturnRow({ ...later, row_version: '2' }));
      const next = await receive(aReturnRow({ row_version: '3', gender: 'female' }));
      await done(next.submission, { rows: [2] });
      expect(await answer(held.submission, { rows: [2] })).toMatchObject({ faults: [{ kind: 'row-not-waiting' }] });
      const found = await test.service.returns.find(await sender(), held.submission, 'sender');
      expect(found).toMatchObject({ held: 1, differences: [{ state: 'overtaken' }] });
      expect(await returnOf()).toEqual(['2025-10-07T06:00:00.000Z']);
    });

    it('blocks no other row of its reference that changes nothing, and two are confirmed one after the other', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const only = (cells: object) => ({ provider_ref: 'T001', ...cells });
      const held = await receive(
        only({ row_version: '1', gender: 'female' }),
        only({ row_version: '2', ...later }),
        only({ row_version: '3', child_id: aReturnRow()['child_id'] }),
      );
      expect(held).toMatchObject({ held: 2, same: 1 });
      expect((await done(held.submission, { rows: [3] })).result).toMatchObject({ held: 1, changed: 1 });
      expect((await done(held.submission, { rows: [2] })).result).toMatchObject({ held: 0, changed: 2 });
      expect(await sql('SELECT gender FROM child_identity')).toEqual([{ gender: 'female' }]);
    });

    it('is shown with the rows that it only fits together with, which go in with it', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const held = await receive(
        { provider_ref: 'T001', row_version: '1', missing_at: '2025-10-08T18:00:00Z' },
        { provider_ref: 'T001', row_version: '2', returned_at: '2025-10-09T06:00:00Z' },
      );
      expect(held).toMatchObject({ held: 2 });
      const ofRows = held.findings.filter(({ row }) => row !== null);
      expect(ofRows.map(({ row, code }) => [row, code])).toEqual([
        [2, 'PR-351'],
        [3, 'PR-351'],
      ]);
      expect(held.differences.map(({ row, column }) => [row, column])).toEqual([
        [2, 'missing_at'],
        [2, 'returned_at'],
        [3, 'returned_at'],
      ]);
      expect((await done(held.submission, { rows: [2] })).result).toMatchObject({ changed: 2, held: 0 });
    });

    it('is asked for as well once what it waited for has come', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const interview = {
        offered_at: '2025-10-07T06:20:00Z',
        offered_to: 'child',
        interview_at: '2025-10-07T09:00:00Z',
      };
      const row = { ...interview, interview_mode: 'video', push_factors: 'PU01', interview_covers: 'T000' };
      const held = await receive(aReturnRow(row));
      expect([held.held, codes(held)]).toEqual([1, ['PR-302']]);
      const covered = { provider_ref: 'T000', missing_at: '2025-10-04T18:00:00Z', returned_at: '2025-10-05T06:00:00Z' };
      expect(await receive(aReturnRow(covered))).toMatchObject({ new: 1 });
      const found = await test.service.returns.find(await sender(), held.submission, 'sender');
      expect(found && [found.held, codes(found)]).toEqual([1, expect.arrayContaining(['PR-351'])]);
      expect(found?.differences).toContainEqual({
        ...{ row: 2, ref: 'T001', column: 'interview_covers', before: null, after: 'T000', state: 'waiting' },
      });
      expect((await done(held.submission, { rows: [2] })).result).toMatchObject({ changed: 1, held: 0 });
      expect(await sql('SELECT FROM interview_cover')).not.toHaveLength(0);
    });

    it('is never tried again once it is withdrawn', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const held = await receive(aReturnRow(later));
      await done(held.submission, { withdraw: [2] });
      const taken = await test.service.casework.write(systemContext(SUTTON, 'test'), (transaction) =>
        retryHeld(transaction, test.service.lists, {}),
      );
      expect(taken).toBe(0);
      expect(await receive(aReturnRow({ gender: 'female' }))).toMatchObject({
        differences: [{ column: 'gender', before: null }],
      });
    });

    it('stays held and is never applied when it is withdrawn', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const held = await receive(aReturnRow(later));
      const { result } = await done(held.submission, { withdraw: [2] });
      expect(result).toMatchObject({ held: 1, differences: [{ ...moved, state: 'withdrawn' }] });
      expect(await answer(held.submission, { rows: [2] })).toEqual({
        kind: 'refused',
        faults: [{ kind: 'row-not-waiting', row: 2 }],
      });
      expect(await done(held.submission, { withdraw: [2] })).toMatchObject({ result });
      expect(await returnOf()).toEqual(['2025-10-07T06:00:00.000Z']);
    });

    it('is told as withdrawn, by whom and when, and asks for nothing; what was found of it stays as it is kept', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      // Without an independent interviewer's reason, which is another thing found of the same row.
      const held = await receive(aReturnRow({ ...later, police_classification: 'none', police_risk: 'low' }));
      expect(codes(held)).toEqual(expect.arrayContaining(['PR-145', 'PR-351']));
      const kept = () =>
        sql('SELECT * FROM finding WHERE submission_id = $1 ORDER BY finding_number', [held.submission]);
      const before = await kept();
      const { result } = await done(held.submission, { withdraw: [2] });
      const [answeredAt] = await sql<{ at: Date }>(
        'SELECT answered_at AS at FROM row_change WHERE submission_id = $1',
        [held.submission],
      );
      const at = showInstant(instantOf(answeredAt?.at ?? new Date(0)));
      const told = { code: 'PR-352', severity: 'info', row: 2, ref: 'T001', column: null };
      const message = `Withdrawn by sender, ${at}: the row changes nothing, and nothing needs to be done about it.`;
      expect(result.findings).toEqual([{ ...told, message }]);
      const context = await sender();
      const page = await readSentReturn(test.service.database, context, held.submission, {
        ...{ after: null, lists: test.service.lists },
      });
      expect(page?.rows).toMatchObject([
        { row: 2, outcome: 'held', isWithdrawn: true, findings: [{ ...told, message }] },
      ]);
      expect(page?.rows.flatMap(({ cells }) => cells.flatMap(({ findings }) => findings))).toEqual([]);
      expect([page?.sent.counts.held, page?.sent.openRows]).toEqual([1, 0]);
      expect(await kept()).toEqual(before);
    });

    describe('that something else holds by then', () => {
      let held: SubmissionResult;
      beforeEach(async () => {
        await askFrom('2025-10-01');
        await receive(aReturnRow());
        held = await receive(aReturnRow({ returned_at: '2025-10-08T07:00:00Z' }));
        await receive(
          aReturnRow({ provider_ref: 'T003', missing_at: '2025-10-07T20:00:00Z', returned_at: '2025-10-07T22:00:00Z' }),
        );
        await receive(aReturnRow({ returned_at: '' }));
        expect(codes(await resultOf(held.submission))).not.toContain('PR-351');
      });

      it('is told as withdrawn once it is', async () => {
        const { result } = await done(held.submission, { withdraw: [2] });
        expect(codes(result)).toEqual(['PR-352']);
      });

      it('stays held when it is confirmed, and its sender is shown that', async () => {
        expect((await done(held.submission, { rows: [2] })).result).toMatchObject({ held: 1, changed: 0 });
        const page = await readSentReturn(test.service.database, await sender(), held.submission, {
          ...{ after: null, lists: test.service.lists },
        });
        expect(page?.answerable?.changed.shown).toMatchObject([
          { row: 2, isHeld: true, cells: [{ column: 'returned_at', state: 'confirmed' }] },
        ]);
      });
    });

    it('is marked as withdrawn in the file that its sender gets back', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const [columns, cells] = [Object.keys(aReturnRow()), Object.values(aReturnRow(later))];
      const bytes = new TextEncoder().encode(`${columns.join(',')}\n${cells.join(',')}\n`);
      const held = await test.service.returns.receive(aReceivedReturn(bytes));
      expect(codes(held)).toEqual(['PR-351']);
      await done(held.submission, { withdraw: [2] });
      const marked = await readMarkedFile(test.service.database, await sender(), held.submission);
      const text = new TextDecoder().decode(marked?.bytes);
      expect(text).toContain('info PR-352: Withdrawn by sender, ');
      expect(text).not.toContain('PR-351');
    });

    it('takes none of an answer that names a row without a change, or one row twice', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const held = await receive(aReturnRow(later), aReturnRow(other));
      expect(await answer(held.submission, { rows: [2, 3, 99] })).toMatchObject({
        faults: [
          { kind: 'row-not-waiting', row: 3 },
          { kind: 'row-not-waiting', row: 99 },
        ],
      });
      expect(await answer(held.submission, { rows: [2], withdraw: [2] })).toMatchObject({
        faults: [{ kind: 'row-named-twice', row: 2 }],
      });
      expect(await returnOf()).toEqual(['2025-10-07T06:00:00.000Z']);
    });

    it('is confirmed by its own provider alone', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const held = await receive(aReturnRow(later));
      expect(await answer(held.submission, { rows: [2] }, 'KESTREL')).toEqual({ kind: 'no-such-submission' });
      const rowsOf = async (code: string) =>
        inTransaction(test.service.database, await sender(code), (tx) => tx.query('SELECT FROM row_change'));
      expect([(await rowsOf('HARBOUR')).length, (await rowsOf('KESTREL')).length]).toEqual([1, 0]);
    });

    it('is applied once by two who confirm it at the same time', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow());
      const held = await receive(aReturnRow(later));
      const both = await Promise.all([1, 2].map(() => done(held.submission, { rows: [2] })));
      for (const { result } of both) expect(result).toMatchObject({ changed: 1, held: 0 });
      expect(await sql(`SELECT FROM audit_event WHERE action = 'CasesChange' AND actor = 'sender'`)).toHaveLength(1);
    });
  });

  describe('shows its sender nothing that others told', () => {
    const told = async (...rows: Parameters<typeof aProviderReturn>) => (await receive(...rows)).differences;
    const receiveOther = (row: Readonly<Record<string, string>>) =>
      test.service.returns.receive({ ...received(aReturnRow(row)), providerCode: 'KESTREL' });
    const apart = { missing_at: '2025-09-01T18:00:00Z', returned_at: '2025-09-02T06:00:00Z' };

    it.each([
      ['nobody', null],
      ['another provider something else', { gender: 'male', given_name: 'Secreto', home_postcode: 'SM1 1AA' }],
      ['another provider the same', { gender: 'female' }],
    ])('where %s told of the child', async (_, others) => {
      await receive(aReturnRow());
      if (others) await receiveOther({ ...apart, provider_ref: 'K1', ...others });
      expect(await told(aReturnRow({ police_risk: 'high', gender: 'female', home_postcode: 'SM1 2BB' }))).toEqual([
        { row: 2, ref: 'T001', column: 'gender', before: null, after: 'female', state: 'applied' },
        { row: 2, ref: 'T001', column: 'home_postcode', before: null, after: 'SM1 2BB', state: 'applied' },
        { row: 2, ref: 'T001', column: 'police_risk', before: null, after: 'high', state: 'applied' },
      ]);
    });

    it('and asks it to confirm nothing where only others told something else', async () => {
      await askFrom('2025-10-01');
      await receive(aReturnRow({ gender: 'female' }));
      await receiveOther({ ...apart, provider_ref: 'K1', gender: 'male' });
      expect(await receive(aReturnRow({ gender: 'female' }))).toMatchObject({ held: 0, differences: [] });
    });

    it('where the council corrected the return', async () => {
      await receive(aReturnRow());
      const [episode] = await sql<{ id: string; child_id: string }>('SELECT id, child_id FROM missing_episode');
      const [person] = await sql<{ id: string }>(
        `SELECT m.person_id AS id FROM membership m WHERE m.role = 'commissioner' LIMIT 1`,
      );
      const role = { role: 'commissioner', reach: 'authority', personId: person?.id ?? '' } as const;
      const fields = ['identity', 'form'] as const;
      const council: TransactionContext = { ...systemContext(SUTTON, 'test'), actor: 'authority', fields, ...role };
      const where = { childId: episode?.child_id ?? '', episodeId: episode?.id ?? '' };
      const wish = { returnedAt: exactly(parseInstant('2025-10-07T05:15:00Z')), reason: 'The police gave it to us.' };
      expect(await correctReturn(test.service.casework, council, where, wish)).toMatchObject({ kind: 'opened' });
      expect(await returnOf()).toEqual(['2025-10-07T05:15:00.000Z']);
      const result = await receive(aReturnRow({ ...later, gender: 'female' }));
      expect(codes(result)).toContain('PR-350');
      expect(result.differences.map(({ column }) => column)).toEqual(['gender']);
      expect(await returnOf()).toEqual(['2025-10-07T05:15:00.000Z']);
    });

    it('where the council gave its words a factor', async () => {
      const held = { offered_at: '2025-10-07T06:20:00Z', offered_to: 'child', interview_at: '2025-10-07T09:00:00Z' };
      const row = (push: string) => aReturnRow({ ...held, interview_mode: 'in_person', push_factors: push });
      await receive(row('PU02; rows at home'));
      const council: TransactionContext = {
        ...systemContext(SUTTON, 'test'),
        ...{ actor: 'authority', role: 'performance_analyst', reach: 'none', fields: [] },
      };
      const { groups } = await readUnmatchedWords(test.service.database, council);
      const about = { taxonomy: test.service.lists.taxonomy, wordsId: groups[0]?.id ?? '' };
      const decision = { code: 'PU11', reason: '', providerId: null, isForThePast: true };
      expect(await decideWords(test.service.casework, council, about, decision)).toBeNull();
      await sql(`UPDATE factor_alias SET valid_to = valid_from`);
      expect(await told(row('PU03'))).toEqual([
        { row: 2, ref: 'T001', column: 'push_factors', before: 'PU02', after: 'PU03', state: 'applied' },
      ]);
    });
  });
});
