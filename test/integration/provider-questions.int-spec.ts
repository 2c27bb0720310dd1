import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import {
  answerQuestion,
  askAboutEpisode,
  askAboutRow,
  askAgain,
  closeQuestion,
  countOpenQuestions,
  listHeldRows,
  listOpenQuestions,
  mergeChildren,
  readChild,
  readQuestion,
  readRowToAsk,
} from '#casework';
import type { QuestionWish } from '#casework';
import { grantOf, isProviderRole } from '#domain/access';
import type { Action, Role } from '#domain/access';
import { dayInLondon, instantOf } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf } from '../support/children.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { connect } from '../support/two-authorities.js';

const today = () => dayInLondon(instantOf(new Date()));
const wish = (words = 'Which day did she come back?', days = 7): QuestionWish => ({
  ...{ words, wantedOn: today().add({ days }), column: 'returned_at' },
});

describe.each(testServers())('questions to a provider on $name', (server) => {
  let test: TestService;
  let superuser: Client;
  let number = 0;

  const rowsOf = async <Row>(sql: string, parameters: unknown[] = []) =>
    (await superuser.query(sql, parameters)).rows as Row[];
  /** Somebody in a role, as far as an action takes them. */
  const as = async (role: Role, action: Action, provider = 'HARBOUR'): Promise<TransactionContext> => {
    const place = isProviderRole(role) ? provider.toLowerCase() : SUTTON.toLowerCase();
    const isMachine = role === 'machine';
    const context = await contextOf(test, `${isMachine ? 'provider_manager' : role}.${place}`, action);
    const grant = isMachine ? grantOf(role, 'question.fetch') : null;
    return grant ? { ...context, ...grant, role, personId: null, actorName: 'key:test' } : context;
  };
  const ref = () => `Q${number}`;
  const child = () => `C-Q${number}`;
  const send = (cells: Readonly<Record<string, string>> = {}, providerCode = 'HARBOUR') =>
    test.service.returns.receive({
      ...aReceivedReturn(aProviderReturn(aReturnRow({ provider_ref: ref(), child_id: child(), ...cells }))),
      providerCode,
    });
  const episode = async () => {
    const [row] = await rowsOf<{ childId: string; episodeId: string }>(
      `SELECT e.child_id AS "childId", e.id AS "episodeId" FROM source_reference s JOIN missing_episode e ON e.id = s.episode_id
       WHERE s.ref = $1`,
      [ref()],
    );
    if (!row) throw new Error(`${ref()} is not on record.`);
    return row;
  };
  const ask = async (wanted = wish(), context?: TransactionContext) => {
    const where = await episode();
    return askAboutEpisode(test.service.casework, context ?? (await as('commissioner', 'question.ask')), where, wanted);
  };
  const asked = async (wanted = wish()) => {
    const opened = await ask(wanted);
    if (opened.kind !== 'opened' || opened.value.kind !== 'granted') throw new Error('The question was not taken.');
    return opened.value.value;
  };
  const read = async (id: string, role: Role = 'commissioner', provider = 'HARBOUR') =>
    (await readQuestion(test.service.database, await as(role, 'question.read', provider), id)).opened;
  const threadOf = async (id: string, role: Role = 'commissioner') => {
    const opened = await read(id, role);
    if (opened.kind !== 'opened') throw new Error(`The question is ${opened.kind}.`);
    return opened.value.thread;
  };
  const answer = async (id: string, words = 'On the 7th', role: Role = 'provider_data_officer') =>
    (await answerQuestion(test.service.casework, await as(role, 'question.answer'), { id, words })).opened;
  const close = async (id: string, words = '') =>
    (await closeQuestion(test.service.casework, await as('commissioner', 'question.ask'), { id, words })).opened;
  const lastAudit = async () => {
    const [row] = await rowsOf<Record<string, unknown>>(
      `SELECT action, outcome, item_id, item_count, ARRAY(SELECT child_id::text FROM audit_subject s WHERE s.event_id = e.id) AS children
       FROM audit_event e ORDER BY occurred_at DESC, id DESC LIMIT 1`,
    );
    return row;
  };

  beforeAll(async () => {
    test = await createTestService({ server });
    superuser = await connect(test.database.superuserUrl);
  }, 60_000);
  afterAll(async () => {
    await superuser.end();
    await test.close();
  });
  beforeEach(() => void (number += 1));

  it('are asked, answered, corrected by a later row, closed and asked again, and stay with the record', async () => {
    await send();
    const { childId, episodeId } = await episode();
    const id = await asked();
    expect(await threadOf(id)).toMatchObject({ state: 'asked', ref: ref(), column: 'returned_at', isOverdue: false });
    expect(await answer(id)).toMatchObject({ kind: 'opened', value: { kind: 'granted' } });
    expect(await threadOf(id)).toMatchObject({ state: 'answered' });
    await send({ returned_at: '2025-10-07T07:00:00Z', found_where: 'Croydon' });
    const corrected = await threadOf(id, 'provider_manager');
    expect(corrected).toMatchObject({ state: 'corrected' });
    expect(corrected.entries.at(-1)).toMatchObject({ kind: 'corrected', columns: ['found_where', 'returned_at'] });
    expect(await close(id, 'Clear now')).toMatchObject({ value: { kind: 'granted' } });
    await send({ returned_at: '2025-10-07T08:00:00Z' });
    expect(await threadOf(id)).toMatchObject({ state: 'closed' });
    const again = { id, wish: wish('And when was she found?', 3) };
    await askAgain(test.service.casework, await as('commissioner', 'question.ask'), again);
    const thread = await threadOf(id);
    expect(thread).toMatchObject({ state: 'asked', wantedOn: today().add({ days: 3 }) });
    expect(thread.entries.map(({ kind }) => kind)).toEqual([
      ...['asked', 'answered', 'corrected', 'closed', 'corrected', 'asked'],
    ]);
    const record = await readChild(test.service.database, await as('commissioner', 'child.read'), childId);
    expect(record).toMatchObject({ value: { episodes: [{ facts: { id: episodeId }, questions: [{ id }] }] } });
  });

  it('take a row that says the same for no correction', async () => {
    await send();
    const id = await asked();
    await send();
    expect(await threadOf(id)).toMatchObject({ state: 'asked' });
  });

  it('are about a row that is held until it is applied, and then go with its episode', async () => {
    const { submission: submissionId } = await send({ returned_at: '2025-10-05T06:00:00Z' });
    const place = { submissionId, row: 2 };
    const commissioner = await as('commissioner', 'question.ask');
    expect(await readRowToAsk(test.service.database, commissioner, place)).toMatchObject({
      ...{ kind: 'held', row: { ref: ref(), providerName: 'Harbour (demonstration)' } },
    });
    const kept = await askAboutRow(test.service.casework, commissioner, place, wish());
    if (kept?.kind !== 'granted') throw new Error('The question was not taken.');
    const id = kept.value;
    expect(await threadOf(id)).toMatchObject({ episode: null, state: 'asked', row: place });
    expect(await read(id, 'team_manager')).toEqual({ kind: 'not-there' });
    expect(await read(id, 'provider_data_officer')).toMatchObject({
      value: { cells: { provider_ref: ref(), returned_at: '2025-10-05T06:00:00Z' } },
    });
    await send();
    const { episodeId, childId } = await episode();
    const thread = await threadOf(id);
    expect(thread).toMatchObject({ episode: { id: episodeId, childId }, state: 'corrected' });
    expect(thread.entries.at(-1)).toMatchObject({ columns: ['returned_at'] });
    expect(await readRowToAsk(test.service.database, commissioner, { submissionId: 'x', row: 2 })).toBeNull();
  });

  it('are listed while they are open, the one whose answer is wanted first at the head, page by page', async () => {
    await superuser.query('DELETE FROM question_message');
    await superuser.query('DELETE FROM provider_question');
    const ids: string[] = [];
    for (const days of [3, 1, 2]) {
      number += 1;
      await send();
      ids.push(await asked(wish('Which day?', days)));
    }
    const list = async (after: Parameters<typeof listOpenQuestions>[2], most: number, role: Role = 'commissioner') => {
      const context = await as(role, 'question.read');
      return listOpenQuestions(test.service.database, context, after, most);
    };
    const first = await list(null, 2);
    expect(first.questions.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    const second = await list(first.next, 2);
    expect([second.questions.map(({ id }) => id), second.next]).toEqual([[ids[0]], null]);
    await close(ids[1] ?? '');
    expect((await list(null, 25, 'machine')).questions.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    const provider = await as('provider_manager', 'question.read');
    expect(await countOpenQuestions(test.service.database, provider)).toBe(2);
    expect(
      await countOpenQuestions(test.service.database, await as('provider_manager', 'question.read', 'KESTREL')),
    ).toBe(0);
  });

  it('are overdue from the day after the one by which their answer is wanted', async () => {
    await send();
    const id = await asked();
    await superuser.query('UPDATE question_message SET wanted_on = $2 WHERE question_id = $1', [
      id,
      today().toString(),
    ]);
    expect(await threadOf(id)).toMatchObject({ isOverdue: false });
    await superuser.query('UPDATE question_message SET wanted_on = $2 WHERE question_id = $1', [
      ...[id, today().subtract({ days: 1 }).toString()],
    ]);
    expect(await threadOf(id)).toMatchObject({ isOverdue: true });
  });

  it('are seen by their own provider alone, and of the council by those who see the child', async () => {
    await send();
    const { childId } = await episode();
    const id = await asked();
    for (const role of ['commissioner', 'inspector', 'provider_data_officer', 'provider_manager', 'machine'] as const)
      expect([role, (await read(id, role)).kind]).toEqual([role, 'opened']);
    expect(await read(id, 'provider_data_officer', 'NORTHWAY')).toEqual({ kind: 'not-there' });
    expect(await lastAudit()).toMatchObject({
      action: 'QuestionRead',
      outcome: 'refused',
      item_id: id,
      children: [childId],
    });
    for (const role of ['team_manager', 'social_worker'] as const)
      expect([role, await read(id, role)]).toEqual([role, { kind: 'not-there' }]);
    await superuser.query('UPDATE child SET is_restricted = true WHERE id = $1', [childId]);
    for (const role of ['commissioner', 'inspector', 'provider_manager', 'machine'] as const)
      expect([role, await read(id, role)]).toEqual([role, { kind: 'not-there' }]);
    expect(await answer(id)).toEqual({ kind: 'not-there' });
    expect(await close(id)).toEqual({ kind: 'not-there' });
    for (const [role, action] of [
      ['commissioner', 'question.read'],
      ['machine', 'question.read'],
    ] as const) {
      const { questions } = await listOpenQuestions(test.service.database, await as(role, action), null, 1000);
      expect(questions.map((each) => each.id)).not.toContain(id);
    }
    await superuser.query('UPDATE child SET is_restricted = false WHERE id = $1', [childId]);
  });

  it('about a held row tell nothing of a child whose record is restricted to others', async () => {
    await send();
    const { childId } = await episode();
    const { submission: submissionId } = await send({
      provider_ref: `${ref()}-held`,
      returned_at: '2025-10-05T06:00:00Z',
    });
    const commissioner = await as('commissioner', 'question.ask');
    const place = { submissionId, row: 2 };
    const kept = await askAboutRow(test.service.casework, commissioner, place, wish());
    if (kept?.kind !== 'granted') throw new Error('The question was not taken.');
    expect(await lastAudit()).toMatchObject({ action: 'QuestionAsk', item_id: kept.value, children: [childId] });
    const isListed = async () =>
      (await listHeldRows(test.service.database, commissioner, null)).rows.some(
        (row) => row.submissionId === submissionId,
      );
    expect([await isListed(), (await read(kept.value)).kind]).toEqual([true, 'opened']);
    await superuser.query('UPDATE child SET is_restricted = true WHERE id = $1', [childId]);
    expect([await isListed(), (await read(kept.value)).kind]).toEqual([false, 'not-there']);
    expect(await readRowToAsk(test.service.database, commissioner, place)).toBeNull();
    expect(await askAboutRow(test.service.casework, commissioner, place, wish())).toBeNull();
    expect((await read(kept.value, 'provider_data_officer')).kind).toBe('opened');
    await superuser.query('UPDATE child SET is_restricted = false WHERE id = $1', [childId]);
  });

  it('list held rows page by page, the latest first, to those alone whose view is the whole council', async () => {
    const faulty = (name: string) =>
      aReturnRow({
        provider_ref: `${ref()}-${name}`,
        child_id: `${child()}-${name}`,
        returned_at: '2025-10-05T06:00:00Z',
      });
    const names = Array.from({ length: 30 }, (_, index) => String(index));
    await test.service.returns.receive(aReceivedReturn(aProviderReturn(...names.map(faulty))));
    const commissioner = await as('commissioner', 'question.ask');
    const first = await listHeldRows(test.service.database, commissioner, null);
    const second = await listHeldRows(test.service.database, commissioner, first.next);
    expect([first.rows.length, first.rows[0]?.ref, first.rows[0]?.findings]).toEqual([
      ...[25, `${ref()}-29`, [{ code: 'PR-101', column: 'returned_at' }]],
    ]);
    const refs = [...first.rows, ...second.rows].map((row) => row.ref).slice(0, 30);
    expect(refs).toEqual(names.map((name) => `${ref()}-${name}`).reverse());
    expect((await listHeldRows(test.service.database, await as('team_manager', 'question.ask'), null)).rows).toEqual(
      [],
    );
  });

  it('are refused, on record, where they say nothing or come too late', async () => {
    await send();
    const { childId } = await episode();
    expect(await ask(wish(''))).toMatchObject({ value: { because: 'words-missing' } });
    expect(await lastAudit()).toMatchObject({ action: 'QuestionAsk', outcome: 'refused', children: [childId] });
    expect(await ask(wish('x', -1))).toMatchObject({ value: { because: 'day-past' } });
    const id = await asked();
    await close(id);
    expect(await answer(id)).toMatchObject({ value: { because: 'question-closed' } });
    expect(await lastAudit()).toMatchObject({ action: 'QuestionAnswer', outcome: 'refused', children: [childId] });
    expect(await close(id)).toMatchObject({ value: { because: 'question-closed' } });
    expect(await answer('no id')).toEqual({ kind: 'not-there' });
    expect(await answer(newId())).toEqual({ kind: 'not-there' });
  });

  it('keep both of two answers that come at the same moment', async () => {
    await send();
    const id = await asked();
    await Promise.all([answer(id, 'One'), answer(id, 'Two', 'provider_manager')]);
    const words = (await threadOf(id)).entries.flatMap((entry) => (entry.kind === 'answered' ? [entry.words] : []));
    expect([...words].sort()).toEqual(['One', 'Two']);
  });

  it('of a record that is merged away are read at the one that goes on', async () => {
    await send();
    const { childId } = await episode();
    const id = await asked();
    number += 1;
    await send({ missing_at: '2025-09-06T18:00:00Z', returned_at: '2025-09-07T06:00:00Z' });
    const survivor = await episode();
    const merge = await as('commissioner', 'child.merge');
    const reason = 'They are the same child';
    expect(
      await mergeChildren(test.service.casework, merge, survivor.childId, { otherId: childId, reason }),
    ).toMatchObject({ value: { kind: 'granted' } });
    expect(await threadOf(id)).toMatchObject({ state: 'asked' });
    expect(await lastAudit()).toMatchObject({ children: expect.arrayContaining([childId, survivor.childId]) });
  });
});
