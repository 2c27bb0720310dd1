import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clearIdempotencyKeys } from '#access';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { connect } from '../support/two-authorities.js';
import { until } from '../support/until.js';
import { createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

const returns = `/api/v1/provider-returns?authority=${SUTTON}&period=2025-10`;
let web: TestWeb;
let harbour: string;

/** A return with one row of its own, so that each test is about another episode. */
const aReturn = () => aProviderReturn(aReturnRow({ provider_ref: newId(), child_id: newId() }));
const aKey = () => `"${newId()}"`;

function send(
  idempotencyKey: string | null,
  body: Uint8Array,
  more: { key?: string; path?: string; prefer?: string } = {},
) {
  const headers = {
    authorization: `Bearer ${more.key ?? harbour}`,
    'content-type': 'application/json',
    ...(idempotencyKey !== null && { 'idempotency-key': idempotencyKey }),
    ...(more.prefer !== undefined && { prefer: more.prefer }),
  };
  return web.ask(more.path ?? returns, { method: 'POST', headers, body });
}
const sql = <Row extends object>(text: string, values: unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query<Row>(text, values)).rows);
const count = async (table: string) => (await sql<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table}`))[0]?.n;

/** What a program can tell of an answer. */
const told = ({ status, body, headers }: Answer) => [status, body, headers.get('location')];
const isReplayed = ({ headers }: Answer) => headers.get('idempotent-replayed');

describe('an Idempotency-Key', () => {
  beforeAll(async () => {
    web = await createTestWeb();
    harbour = await web.issueKey('HARBOUR');
  }, 60_000);
  afterAll(() => web.close());

  it('is given the same answer again, marked, and makes no second write', async () => {
    const [key, body] = [aKey(), aReturn()];
    const first = await send(key, body);
    expect([first.status, isReplayed(first)]).toEqual([201, null]);
    const before = await count('submission');
    const again = await send(key, body);
    expect(told(again)).toEqual(told(first));
    expect(isReplayed(again)).toBe('true');
    expect(await count('submission')).toBe(before);
  });

  it('is not needed: without one each request is a write of its own', async () => {
    const body = aReturn();
    const [first, second] = [await send(null, body), await send(null, body)];
    expect([first.status, second.status, isReplayed(second)]).toEqual([201, 201, null]);
    expect(second.headers.get('location')).not.toBe(first.headers.get('location'));
  });

  it('is refused with another body or another query', async () => {
    const [key, body] = [aKey(), aReturn()];
    await send(key, body);
    const before = await count('submission');
    for (const other of [
      await send(key, aReturn()),
      await send(key, body, { path: returns.replace('2025-10', '2025-09') }),
    ])
      expect([other.status, other.json]).toEqual([
        422,
        expect.objectContaining({ type: 'urn:homeward:problem:key-reused' }),
      ]);
    expect(await count('submission')).toBe(before);
  });

  it('belongs to its provider: the same one of another provider is new, and tells nothing', async () => {
    const [key, body] = [aKey(), aReturn()];
    const own = await send(key, body);
    const other = await send(key, aReturn(), { key: await web.issueKey('KESTREL') });
    expect([other.status, isReplayed(other)]).toEqual([201, null]);
    expect(other.body).not.toBe(own.body);
  });

  it.each(['no-quotation-marks', '""', '"a", "b"', `"${'k'.repeat(256)}"`])(
    'is refused as %s in one sentence',
    async (key) => {
      const refused = await send(key, aReturn());
      expect([refused.status, refused.json]).toEqual([
        400,
        expect.objectContaining({
          type: 'urn:homeward:problem:invalid-request',
          detail: expect.stringMatching(/^Idempotency-Key must stand there once/),
        }),
      ]);
    },
  );

  it('is not used up by a request that is refused', async () => {
    const key = aKey();
    expect((await send(key, Buffer.from('{'))).status).toBe(422);
    expect((await send(key, aReturn())).status).toBe(201);
  });

  it('makes one write of requests that come at the same moment, and the others wait their turn', async () => {
    const [key, body] = [aKey(), aReturn()];
    const before = (await count('submission')) ?? 0;
    const client = await connect(web.database.superuserUrl);
    const lock = `hashtextextended('homeward import ${SUTTON}', 0)`;
    await client.query(`SELECT pg_advisory_lock(${lock})`);
    const first = send(key, body);
    await until('the first is kept', async () => (await count('submission')) === before + 1);
    const second = await send(key, body);
    await client.end();
    expect([second.status, second.json]).toEqual([
      409,
      expect.objectContaining({ type: 'urn:homeward:problem:in-progress' }),
    ]);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    const given = await first;
    expect(told(await send(key, body))).toEqual(told(given));
    const many = await Promise.all([1, 2, 3].map(() => send(`"${key.slice(1, -1)}-2"`, body)));
    expect(new Set(many.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
    expect(many.every(({ status }) => [201, 409].includes(status))).toBe(true);
    expect(await count('submission')).toBe(before + 2);
  });

  it('is answered by the same submission after a crash between the write and its answer', async () => {
    const [key, body] = [aKey(), aReturn()];
    const first = await send(key, body);
    const [found] = await sql<{ id: string }>('SELECT id FROM submission ORDER BY received_at DESC LIMIT 1');
    const before = await count('submission');
    await sql('DELETE FROM replayed_answer WHERE submission_id = $1', [found?.id]);
    await sql('DELETE FROM submission_row WHERE submission_id = $1', [found?.id]);
    await sql('UPDATE submission SET applied_at = NULL WHERE id = $1', [found?.id]);
    const again = await send(key, body);
    expect([again.status, isReplayed(again), again.headers.get('location')]).toEqual([
      201,
      'true',
      first.headers.get('location'),
    ]);
    // The episode had been recorded before the receipt was lost.
    expect(again.json).toMatchObject({ submission: found?.id, rows: 1, same: 1 });
    expect(told(await send(key, body))).toEqual(told(again));
    expect(await count('submission')).toBe(before);
  });

  it('repeats a 202 as well', async () => {
    const [key, body] = [aKey(), aReturn()];
    const first = await send(key, body, { prefer: 'respond-async' });
    const again = await send(key, body, { prefer: 'respond-async' });
    expect(first.status).toBe(202);
    expect(told(again)).toEqual(told(first));
    expect(isReplayed(again)).toBe('true');
  });

  it('is of no use once the agreement with the council has ended', async () => {
    const [key, body] = [aKey(), aReturn()];
    const northway = await web.issueKey('NORTHWAY');
    expect((await send(key, body, { key: northway })).status).toBe(201);
    await sql(
      `UPDATE sharing_agreement SET valid_to = current_date - 1, valid_from = current_date - 9
       WHERE provider_id = (SELECT id FROM provider WHERE code = 'NORTHWAY')`,
    );
    const refused = await send(key, body, { key: northway });
    expect(refused.status).toBeGreaterThanOrEqual(401);
    expect(refused.body).not.toContain('submission');
  });

  it('puts each answer that it is given again on record', async () => {
    const [key, body] = [aKey(), aReturn()];
    await send(key, body);
    const before = await sql(`SELECT FROM audit_event WHERE action = 'SubmissionRead'`);
    await send(key, body);
    expect(await sql(`SELECT FROM audit_event WHERE action = 'SubmissionRead'`)).toHaveLength(before.length + 1);
  });

  it('loses its answer with the file that it speaks of, and still makes no second write', async () => {
    const [key, body] = [aKey(), aReturn()];
    const first = await send(key, body);
    const before = await count('submission');
    const { submission } = first.json as { submission: string };
    await sql('DELETE FROM submission_file WHERE submission_id = $1', [submission]);
    expect(await sql('SELECT FROM replayed_answer WHERE submission_id = $1', [submission])).toEqual([]);
    expect(told(await send(key, body))).toEqual(told(first));
    expect(await sql('SELECT FROM replayed_answer WHERE submission_id = $1', [submission])).toEqual([]);
    expect(await count('submission')).toBe(before);
  });

  it('is known for seven days, and cleared with its answer afterwards', async () => {
    const [early, late, body] = [aKey(), aKey(), aReturn()];
    for (const key of [early, late]) await send(key, body);
    const age = (key: string, by: string) =>
      sql(`UPDATE idempotency_key SET used_at = now() - interval '${by}' WHERE client_key = $1`, [key.slice(1, -1)]);
    await age(early, '7 days 1 minute');
    await age(late, '6 days 23 hours 59 minutes');
    expect(isReplayed(await send(late, body))).toBe('true');
    expect([isReplayed(await send(early, body))]).toEqual([null]);
    await age(early, '7 days 1 minute');
    await web.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) => clearIdempotencyKeys(tx));
    const left = async (table: string) =>
      (await sql<{ key: string }>(`SELECT client_key AS key FROM ${table}`)).filter(({ key }) =>
        [early, late].includes(`"${key}"`),
      );
    for (const table of ['idempotency_key', 'replayed_answer'])
      expect([table, await left(table)]).toEqual([table, [{ key: late.slice(1, -1) }]]);
  });
});
