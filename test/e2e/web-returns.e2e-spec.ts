import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const sample = readFileSync(join(import.meta.dirname, '..', 'contract', 'samples', 'return-block-2025-10.csv'));
const returns = `/api/v1/provider-returns?authority=${SUTTON}&period=2025-10`;
const problem = 'application/problem+json';

let web: TestWeb;

function send(key: string, body: Uint8Array | string = sample, type = 'text/csv', path = returns) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': type };
  return web.ask(path, { method: 'POST', headers, body });
}

function ask(key: string, path: string) {
  return web.ask(path, { headers: { authorization: `Bearer ${key}` } });
}

const stamped = `now(), 'test', now(), 'test'`;

/** A provider that works for another council of the deployment, with an agreement there, and not for Sutton yet. */
async function addStranger() {
  const [id, elsewhere] = [newId(), 'E09000002'];
  const sql = (text: string, values: unknown[]) =>
    withClient(web.database.superuserUrl, (client) => client.query(text, values));
  const engage = (authority: string) =>
    sql(`INSERT INTO authority_provider VALUES ($1, $2, ${stamped})`, [authority, id]);
  const agree = (authority: string, signedFromTo: string) =>
    sql(`INSERT INTO sharing_agreement VALUES ($1, $2, $3, ${signedFromTo}, ${stamped})`, [authority, newId(), id]);
  await sql(`INSERT INTO provider VALUES ($1, 'STRANGER', 'Stranger', ${stamped})`, [id]);
  await sql(`INSERT INTO authority VALUES ($1, ${stamped})`, [elsewhere]);
  await engage(elsewhere);
  await agree(elsewhere, `current_date - 9, current_date - 9, NULL`);
  return {
    agree,
    async contract(authority: string) {
      await engage(authority);
      await sql(
        `INSERT INTO contract SELECT authority, $1, $2, kind, valid_from, valid_to, groups, counted_modes, counted_episodes,
           travel_limit_miles, ${stamped} FROM contract WHERE authority = $3 LIMIT 1`,
        [newId(), id, authority],
      );
    },
  };
}

describe('a provider return over HTTP', () => {
  beforeAll(async () => {
    web = await createTestWeb();
  }, 60_000);
  afterAll(() => web.close());

  it('goes in with its receipts and findings, and changes nothing when it is sent again', async () => {
    const key = await web.issueKey('HARBOUR');
    const first = await send(key);
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ rows: 22, new: 18, held: 4 });
    const location = first.headers.get('location') ?? '';
    expect((await ask(key, location)).json).toEqual(first.json);
    const findings = await ask(key, location.replace('?', '/findings?'));
    expect(first.json).toMatchObject(findings.json ?? {});
    expect(findings.json).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ code: 'PR-101', ref: 'H017', row: 20 })]),
    });
    expect((await send(key)).json).toMatchObject({ rows: 22, new: 0, same: 18, held: 4 });
  });

  it('is refused without a key and with a wrong one', async () => {
    for (const refused of [await web.ask(returns, { method: 'POST' }), await send('hw_wrong')]) {
      expect(refused.status).toBe(401);
      expect(refused.headers.get('content-type')).toContain(problem);
      expect(refused.headers.get('www-authenticate')).toContain('Bearer');
      expect(refused.json).toMatchObject({ type: 'urn:homeward:problem:not-signed-in', status: 401 });
    }
  });

  it('is hidden from every other provider as if it were not there', async () => {
    const own = await send(await web.issueKey('HARBOUR'));
    const submission = /provider-returns\/([^?]+)/.exec(own.headers.get('location') ?? '')?.[1] ?? '';
    const other = await web.issueKey('KESTREL');
    const absent = await ask(other, `/api/v1/provider-returns/${newId()}?authority=${SUTTON}`);
    expect(absent.status).toBe(404);
    for (const [id, authority] of [
      [submission, SUTTON],
      [submission, 'E09000001'],
      ['none', SUTTON],
    ]) {
      const answer = await ask(other, `/api/v1/provider-returns/${id}?authority=${authority}`);
      expect([answer.status, answer.body]).toEqual([404, absent.body]);
    }
  });

  it('tells an authority without a contract or an agreement from one that is not here in nothing', async () => {
    const stranger = await addStranger();
    const key = await web.issueKey('STRANGER');
    const refused = await send(key);
    expect(refused.status).toBe(403);
    const isSame = async (answer: ReturnType<typeof send>) => {
      const { status, body, headers } = await answer;
      expect([status, body, headers.get('content-length')]).toEqual([
        ...[403, refused.body, refused.headers.get('content-length')],
      ]);
    };
    await isSame(send(key, sample, 'text/csv', '/api/v1/provider-returns?authority=E09000001'));
    await stranger.contract(SUTTON);
    await isSame(send(key));
    // Two days, because the day of the database's clock may be the one before London's.
    await stranger.agree(SUTTON, `current_date + 2, current_date - 1, NULL`);
    await stranger.agree(SUTTON, `current_date - 2, current_date + 2, NULL`);
    await stranger.agree(SUTTON, `current_date - 9, current_date - 9, current_date - 1`);
    await isSame(send(key));
    await stranger.agree(SUTTON, `current_date - 1, current_date - 1, current_date + 2`);
    expect((await send(key)).status).toBe(201);
  });

  it.each([
    [413, 'too-large', 'text/csv', () => Buffer.alloc(30 * 1024 * 1024, 'x')],
    [415, 'not-supported', 'application/vnd.ms-excel', () => 'x'],
    [415, 'not-supported', 'application/x-www-form-urlencoded', () => 'a=b'],
    [422, 'unreadable', 'application/json', () => '{'],
    [422, 'unreadable', 'text/csv', () => Buffer.alloc(0)],
    [422, 'disagreement', 'application/json', () => '{"format":1,"period":"2025-09","rows":[]}'],
  ])('is refused with %i %s', async (status, kind, type, body) => {
    const refused = await send(await web.issueKey('HARBOUR'), body(), type);
    expect(refused.headers.get('content-type')).toContain(problem);
    expect(refused.json).toMatchObject({ type: `urn:homeward:problem:${kind}`, status });
    expect(refused.status).toBe(status);
  });

  it.each([
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/octet-stream',
    'text/csv',
  ])('is taken as a workbook, which its content tells, and refused when it is half of one: %s', async (type) => {
    const key = await web.issueKey('HARBOUR');
    const bytes = readFileSync(
      join(import.meta.dirname, '..', 'contract', 'samples', 'return-block-2025-10-libreoffice.xlsx'),
    );
    const taken = await send(key, bytes, type);
    expect([taken.status, taken.json]).toMatchObject([201, { rows: 22, held: 4 }]);
    const refused = await send(key, bytes.subarray(0, 9_000), type);
    expect([refused.status, refused.json]).toMatchObject([
      422,
      { type: 'urn:homeward:problem:unreadable', detail: expect.stringContaining('workbook is damaged') },
    ]);
  });

  it('needs an authority in its address', async () => {
    const refused = await send(await web.issueKey('HARBOUR'), sample, 'text/csv', '/api/v1/provider-returns');
    expect(refused.json).toMatchObject({
      type: 'urn:homeward:problem:invalid-request',
      detail: 'authority must be a GSS code such as E09000029.',
    });
  });
});
