import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const returns = `/api/v1/provider-returns?authority=${SUTTON}&period=2025-10`;
const MEGABYTE = 1024 * 1024;
let web: TestWeb;
let key: string;

const rows = (number: number, cells: Readonly<Record<string, string>> = {}) =>
  aProviderReturn(
    ...Array.from({ length: number }, (_, index) =>
      aReturnRow({ provider_ref: `L${index}`, child_id: `L${index}`, ...cells }),
    ),
  );
const send = (body: Uint8Array, prefer: Readonly<Record<string, string>> = {}) =>
  web.ask(returns, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...prefer },
    body,
  });
const follow = (location: string | null) => web.ask(location ?? '', { headers: { authorization: `Bearer ${key}` } });
const sql = (text: string, values: readonly unknown[]) =>
  withClient(web.database.superuserUrl, (client) => client.query(text, [...values]));

/** Another run takes a submission up just as the one that holds it says that it still goes on. */
const takeUpAtRenewal = `
  CREATE FUNCTION take_up() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN NEW.leased_by := gen_random_uuid(); RETURN NEW; END $$;
  CREATE TRIGGER take_up BEFORE UPDATE ON submission FOR EACH ROW
    WHEN (OLD.leased_by = NEW.leased_by) EXECUTE FUNCTION take_up()`;

describe('a large return over HTTP', () => {
  beforeAll(async () => {
    web = await createTestWeb();
    key = await web.issueKey('HARBOUR');
  }, 60_000);
  afterAll(() => web.close());

  it('is acknowledged with 202 and left to a worker, and says how far it has come', async () => {
    const accepted = await send(rows(2001));
    expect(accepted.status).toBe(202);
    expect(accepted.json).toMatchObject({ state: 'received', rows: 2001, done: 0, receipts: [], findings: [] });
    expect(Number(accepted.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(accepted.headers.get('preference-applied')).toBeNull();
    const location = accepted.headers.get('location');
    const waiting = await follow(location);
    expect([waiting.status, waiting.json]).toEqual([200, accepted.json]);
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0);

    const { submission } = accepted.json as { submission: string };
    expect(await web.service.returns.listUnapplied(SUTTON)).toEqual([submission]);
    expect(await web.service.returns.resume(SUTTON, submission, 'worker')).toBe(true);
    const applied = await follow(location);
    expect(applied.json).toMatchObject({ state: 'applied', rows: 2001, done: 2001, new: 2001 });
    expect((applied.json as { receipts: unknown[] }).receipts).toHaveLength(2001);
    expect(applied.headers.get('retry-after')).toBeNull();

    await sql('UPDATE submission SET applied_at = NULL WHERE id = $1', [submission]);
    await sql('DELETE FROM submission_row WHERE submission_id = $1 AND row_number > 701', [submission]);
    expect((await follow(location)).json).toMatchObject({ state: 'applying', rows: 2001, done: 700, receipts: [] });
    expect(await web.service.returns.resume(SUTTON, submission, 'worker')).toBe(true);
  });

  it('is not the only one that a worker may finish: one that was slow and was taken up by it is answered with 202', async () => {
    await sql(takeUpAtRenewal, []);
    const answer = await send(rows(1, { provider_ref: 'slow', child_id: 'slow' }));
    await sql('DROP FUNCTION take_up() CASCADE', []);
    expect([answer.status, answer.json]).toEqual([202, expect.objectContaining({ state: 'applying', rows: 1 })]);
    const [id = ''] = await web.service.returns.listUnapplied(SUTTON);
    await sql(`UPDATE submission SET leased_until = now() - interval '1 second' WHERE id = $1`, [id]);
    expect(await web.service.returns.resume(SUTTON, id, 'worker')).toBe(true);
    expect((await follow(answer.headers.get('location'))).json).toMatchObject({ state: 'applied', rows: 1, new: 1 });
  });

  it('is one above 1 MB too, however few its rows are', async () => {
    const [row] = [rows(1, { notes: '' })];
    const body = (bytes: number) => rows(1, { notes: 'x'.repeat(bytes - row.length) });
    expect([body(MEGABYTE).length, (await send(body(MEGABYTE))).status]).toEqual([MEGABYTE, 201]);
    expect((await send(body(MEGABYTE + 1))).status).toBe(202);
  });

  it('is answered with what became of it up to that size, unless the sender would not wait', async () => {
    expect(await send(rows(2000))).toMatchObject({ status: 201, json: { state: 'applied', rows: 2000, done: 2000 } });
    for (const [prefer, status, applied] of [
      ['respond-async', 202, 'respond-async'],
      ['return=minimal, Respond-Async; foo=1, wait=10', 202, 'respond-async'],
      ['wait=10', 201, null],
      ['respond-asynchronously', 201, null],
    ] as const) {
      const answer = await send(rows(1), { prefer });
      expect([prefer, answer.status, answer.headers.get('preference-applied')]).toEqual([prefer, status, applied]);
    }
  });
});
