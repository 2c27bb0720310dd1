import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answerReview, inNameOf, listOpenQuestions, openAccessReviews, suspendUnconfirmed } from '#access';
import type { Organisation, ReviewAnswer } from '#access';
import { dayInLondon, instantOf, parseDay } from '#domain/time';
import type { Day } from '#domain/time';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import { testServers, withClient } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const council: Organisation = { kind: 'council', providerId: null };
const today = dayInLondon(instantOf(new Date()));
let test: TestService;

const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(test.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const asService = systemContext(SUTTON, 'worker');
const open = (day: Day) => test.service.casework.write(asService, ({ tx }) => openAccessReviews(tx, day, newId));
const suspend = (day: Day) => test.service.casework.write(asService, ({ tx }) => suspendUnconfirmed(tx, day, newId));

async function memberOf(
  signInName: string,
): Promise<{ id: string; person: string; provider: string | null; isOut: boolean }> {
  const [row] = await sql<{ id: string; person: string; provider: string | null; isOut: boolean }>(
    `SELECT m.id, m.person_id AS person, m.provider_id AS provider, m.suspended_at IS NOT NULL AS "isOut"
     FROM membership m JOIN person p ON p.id = m.person_id WHERE m.authority = $1 AND p.sign_in_name = $2`,
    [SUTTON, signInName],
  );
  if (!row) throw new Error(`${signInName} is not there.`);
  return row;
}

async function contextOf(signInName: string) {
  const { person, provider } = await memberOf(signInName);
  const organisation: Organisation = provider === null ? council : { kind: 'provider', providerId: provider };
  return { person, organisation, context: inNameOf({ ...systemContext(SUTTON, person), personId: person }) };
}

async function questionsOf(signInName: string) {
  const { person, organisation, context } = await contextOf(signInName);
  const found = await test.service.casework.write(context, ({ tx }) => listOpenQuestions(tx, organisation, person));
  return new Map(found.map((question) => [question.signInName, question]));
}

async function answer(signInName: string, answers: Readonly<Record<string, ReviewAnswer>>) {
  const { person, organisation, context } = await contextOf(signInName);
  const ids = await Promise.all(
    Object.entries(answers).map(async ([name, value]) => [(await memberOf(name)).id, value] as const),
  );
  return test.service.casework.write(context, ({ tx }) => answerReview(tx, organisation, person, new Map(ids), newId));
}

const suspendedPeople = async () =>
  (
    await sql<{ name: string }>(
      `SELECT p.sign_in_name AS name FROM membership m JOIN person p ON p.id = m.person_id
       WHERE m.authority = $1 AND m.suspended_at IS NOT NULL ORDER BY 1`,
      [SUTTON],
    )
  ).map(({ name }) => name);
const dueOf = async (provider: string | null) => {
  const [row] = await sql<{ due: string }>(
    `SELECT due_on::text AS due FROM access_review WHERE authority = $1 AND provider_id IS NOT DISTINCT FROM $2`,
    [SUTTON, provider],
  );
  return parseDay(row?.due ?? '1970-01-01');
};

describe.each(testServers())('the quarterly review of access on $name', (server) => {
  // The demonstration opens a review for each organisation of Sutton: the council and three providers.
  beforeEach(async () => {
    test = await createTestService({ server });
  });
  afterEach(() => test.close());

  it('is opened once in a quarter for each organisation, whoever comes first', async () => {
    expect(await open(today)).toBe(0);
    const next = today.add({ months: 3 });
    expect((await Promise.all([open(next), open(next)])).reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(await open(next)).toBe(0);
    const asked = await sql<{ count: number }>(
      `SELECT count(*)::integer AS count FROM access_review_answer a JOIN access_review r ON r.authority = a.authority AND r.id = a.review_id
       GROUP BY r.quarter_on, r.provider_id ORDER BY 1`,
    );
    // The inspector is gone by the next quarter.
    expect(asked.map(({ count }) => count)).toEqual([3, 3, 3, 3, 3, 3, 10, 11]);
  });

  it('is answered by another, and of each manager by somebody else where there is one', async () => {
    const asked = await questionsOf('administrator.e09000029');
    expect(asked.get('commissioner.e09000029')?.isMine).toBe(true);
    // The council's only administrator, and the only manager of each provider.
    expect(asked.get('administrator.e09000029')?.isMine).toBe(true);
    expect(asked.get('provider_manager.harbour')?.isMine).toBe(true);
    expect(asked.has('provider_worker.harbour')).toBe(false);
    const ofHarbour = await questionsOf('provider_manager.harbour');
    expect([...ofHarbour].map(([name, { isMine }]) => [name, isMine]).sort()).toEqual([
      ['provider_data_officer.harbour', true],
      ['provider_manager.harbour', false],
      ['provider_worker.harbour', true],
    ]);
    await sql(`UPDATE membership SET role = 'administrator' WHERE id = $1`, [
      (await memberOf('commissioner.e09000029')).id,
    ]);
    expect((await questionsOf('administrator.e09000029')).get('administrator.e09000029')?.isMine).toBe(false);
  });

  it('ends the access of some and confirms others, on record, and is closed with the last answer', async () => {
    const answers = { 'provider_worker.harbour': 'ends', 'provider_data_officer.harbour': 'keeps' } as const;
    expect(await answer('provider_manager.harbour', answers)).toBeNull();
    const closed = () => sql(`SELECT FROM access_review WHERE closed_at IS NOT NULL`);
    expect(await closed()).toHaveLength(0);
    expect(await answer('administrator.e09000029', { 'provider_manager.harbour': 'keeps' })).toBeNull();
    expect(await closed()).toHaveLength(1);
    const ended = await sql(`SELECT valid_to::text FROM membership WHERE id = $1`, [
      (await memberOf('provider_worker.harbour')).id,
    ]);
    expect(ended).toEqual([{ valid_to: today.toString() }]);
    const events = await sql<{ action: string }>(
      `SELECT action FROM audit_event WHERE action ~ '^(AccessReview(Answer|Close)|MembershipEnd)$' ORDER BY action`,
    );
    expect(events.map(({ action }) => action)).toEqual([
      ...['AccessReviewAnswer', 'AccessReviewAnswer', 'AccessReviewClose', 'MembershipEnd'],
    ]);
    expect((await questionsOf('provider_manager.harbour')).size).toBe(0);
  });

  it('keeps the first answer when two managers answer at once', async () => {
    await sql(`UPDATE membership SET role = 'administrator' WHERE id = $1`, [
      (await memberOf('mace_member.e09000029')).id,
    ]);
    await Promise.all([
      answer('administrator.e09000029', { 'commissioner.e09000029': 'ends' }),
      answer('mace_member.e09000029', { 'commissioner.e09000029': 'keeps' }),
    ]);
    const [row] = await sql<{ answer: string; hasEnded: boolean }>(
      `SELECT a.answer, m.valid_to IS NOT NULL AS "hasEnded" FROM access_review_answer a
       JOIN membership m ON m.authority = a.authority AND m.id = a.membership_id WHERE m.id = $1`,
      [(await memberOf('commissioner.e09000029')).id],
    );
    expect(row?.hasEnded).toBe(row?.answer === 'ends');
  });

  it('takes no answer for somebody whom another has to confirm, or of another organisation', async () => {
    await answer('provider_manager.harbour', {
      ...{ 'provider_manager.harbour': 'keeps', 'commissioner.e09000029': 'ends', 'provider_worker.kestrel': 'ends' },
    });
    expect(await sql(`SELECT FROM access_review_answer WHERE answer IS NOT NULL`)).toHaveLength(0);
    await answer('administrator.e09000029', { 'provider_worker.harbour': 'ends' });
    expect(await sql(`SELECT FROM access_review_answer WHERE answer IS NOT NULL`)).toHaveLength(0);
    expect(
      await answer('administrator.e09000029', { 'administrator.e09000029': 'ends', 'commissioner.e09000029': 'ends' }),
    ).toBe('own');
    expect(await sql(`SELECT FROM access_review_answer WHERE answer IS NOT NULL`)).toHaveLength(0);
  });

  it('suspends whoever is not confirmed after its last day, at once and once', async () => {
    const { provider, person } = await memberOf('provider_worker.harbour');
    await answer('provider_manager.harbour', { 'provider_data_officer.harbour': 'keeps' });
    await sql(`UPDATE access_review SET closed_at = now() WHERE provider_id IS DISTINCT FROM $1`, [provider]);
    await sql(`INSERT INTO session VALUES ('\\x01', $1, now(), now() + interval '1 hour', now())`, [person]);
    const due = await dueOf(provider);
    expect(due.toString()).toBe(today.add({ days: 28 }).toString());
    expect(await suspend(due)).toBe(0);
    expect(await suspend(due.add({ days: 1 }))).toBe(2);
    expect(await suspend(due.add({ days: 1 }))).toBe(0);
    expect(await suspendedPeople()).toEqual(['provider_manager.harbour', 'provider_worker.harbour']);
    expect(await sql('SELECT FROM session WHERE ended_at IS NULL')).toHaveLength(0);
    expect(await sql(`SELECT FROM audit_event WHERE action = 'AccessSuspend'`)).toHaveLength(2);
  });

  it('lets a suspension be lifted by confirming late', async () => {
    const { provider } = await memberOf('provider_worker.harbour');
    await suspend((await dueOf(provider)).add({ days: 1 }));
    expect(await answer('provider_manager.harbour', { 'provider_worker.harbour': 'keeps' })).toBe('no-longer-manager');
    expect(await answer('administrator.e09000029', { 'provider_manager.harbour': 'keeps' })).toBeNull();
    expect(await answer('provider_manager.harbour', { 'provider_worker.harbour': 'keeps' })).toBeNull();
    expect((await memberOf('provider_worker.harbour')).isOut).toBe(false);
    expect(await suspendedPeople()).toContain('provider_worker.kestrel');
    expect(await sql(`SELECT FROM audit_event WHERE action = 'AccessLift'`)).toHaveLength(2);
  });

  it('leaves a council one administrator, and asks nobody anew who is suspended', async () => {
    const due = await dueOf(null);
    await suspend(due.add({ days: 1 }));
    expect(await suspendedPeople()).not.toContain('administrator.e09000029');
    expect(await suspendedPeople()).toContain('commissioner.e09000029');
    expect(await open(today.add({ months: 3 }))).toBe(1);
    expect((await questionsOf('administrator.e09000029')).get('commissioner.e09000029')?.dueOn).toEqual(due);
  });
});
