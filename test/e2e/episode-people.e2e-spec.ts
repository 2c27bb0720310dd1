import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { Machine, anIdempotencyKey, anOwnRow, asSuperuser, episodeIn, problem } from '../support/episode-api.js';
import { SUTTON } from '../support/service.js';
import { connect } from '../support/two-authorities.js';
import { until } from '../support/until.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

let web: TestWeb;
let harbour: Machine;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  web = await createTestWeb();
  harbour = await Machine.of(web);
}, 60_000);
afterAll(() => web.close());

const told = ({ status, json }: Answer) => [status, json];

async function as(name: string): Promise<Visitor> {
  const known = visitors.get(name);
  if (known) return known;
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  visitors.set(name, visitor);
  return visitor;
}

interface Sent {
  readonly as?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(
  path: string,
  body: unknown,
  { as: name = 'commissioner, Sutton', method = 'POST', headers }: Sent = {},
) {
  const cookie = (await as(name)).jar();
  return web.ask(`/api/v1/episodes${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie, ...headers },
    body: JSON.stringify(body),
  });
}

const read = async (id: string, name = 'commissioner, Sutton') => (await as(name)).open(`/api/v1/episodes/${id}`);
const tagOf = async (id: string) => (await read(id)).headers.get('etag') ?? '';
const patch = (id: string, body: unknown, tag: string, more: Sent = {}) =>
  send(`/${id}`, body, { ...more, method: 'PATCH', headers: { 'if-match': tag, ...more.headers } });

/** An episode as a person writes it down, of a child of its own. */
function anEpisode(cells: Readonly<Record<string, string>> = {}) {
  return {
    ...{ child_id: newId(), given_name: 'Testo', family_name: `Willow-${newId()}`, date_of_birth: '2011-05-04' },
    ...{ care_status: 'home', episode_type: 'M', missing_at: '06/10/2025 18:00', returned_at: '07/10/2025 06:00' },
    ...cells,
  };
}
const reason = 'The home wrote down the wrong hour';

describe('an episode that a person records by the API', () => {
  it('is recorded and referred as on the page, and on record', async () => {
    const answer = await send('', anEpisode({ provider: 'HARBOUR', referred_at: '07/10/2025 09:30' }));
    const id = episodeIn(answer);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      201,
      `/api/v1/episodes/${id}?authority=${SUTTON}`,
    ]);
    expect(answer.json).toEqual({
      episode: id,
      outcome: 'new',
      reference: expect.stringMatching(/^HW-/),
      findings: [],
    });
    expect((await read(id)).json).toMatchObject({
      provider: 'HARBOUR',
      referredAt: { at: '2025-10-07T08:30:00.000Z' },
    });
    const [event] = await asSuperuser(web, `SELECT action, role FROM audit_event WHERE action = 'EpisodeRecord'`);
    expect(event).toEqual({ action: 'EpisodeRecord', role: 'commissioner' });
    const notified = await asSuperuser(web, 'SELECT FROM missing_notification WHERE episode_id = $1', [id]);
    expect(notified).toHaveLength(1);
  });

  it('is refused with everything that is wrong, and uses no key up', async () => {
    const key = { 'idempotency-key': anIdempotencyKey() };
    const faulty = {
      ...anEpisode({ missing_at: '31/09/2025 18:00' }),
      child_id: '',
      given_name: '',
      provider: 'HARBOUR',
    };
    const refused = await send('', faulty, { headers: key });
    expect(told(refused)).toEqual([422, problem('not-recorded')]);
    const columns = (refused.json as { findings: { column: string }[] }).findings.map(({ column }) => column);
    expect(columns).toEqual(expect.arrayContaining(['missing_at', 'child_id', 'referred_at']));
    expect((await send('', anEpisode(), { headers: key })).status).toBe(201);
  });

  it.each([
    [{ returned_at: '05/10/2025 06:00' }, 'returned_at', 'returned-before-missing'],
    [{ care_status: 'looked_after' }, 'host_authority', 'host-needed'],
    [{ provider: 'NOBODY', referred_at: '07/10/2025' }, 'provider', 'not-covered'],
  ])('is refused by the rules of the page: %j', async (cells, column, code) => {
    const refused = await send('', anEpisode(cells));
    expect(told(refused)).toEqual([422, problem('not-recorded')]);
    expect(refused.json).toMatchObject({ findings: [{ column, code, severity: 'error' }] });
  });

  it('takes no column of an interview, and nothing that is no object', async () => {
    for (const body of [
      { ...anEpisode(), themes: 'x' },
      { ...anEpisode(), provider: 1 },
    ])
      expect(told(await send('', body))).toEqual([400, problem('invalid-request')]);
    expect(told(await send('', []))).toEqual([422, problem('unreadable')]);
  });

  it.each([
    ['a NUL', { given_name: 'Te\0sto' }],
    ['half a character', { lead_worker: 'Te\ud800sto' }],
    ['a provider that is none', { provider: 'HAR\0BOUR', referred_at: '07/10/2025 09:30' }],
  ])('is refused with %s', async (_, cells) => {
    expect(told(await send('', anEpisode(cells)))).toEqual([422, problem('unreadable')]);
  });

  it.each([
    ['interviewer, HARBOUR', 403],
    ['manager, HARBOUR', 403],
    ['inspector, Sutton', 403],
    ['social worker, Sutton', 201],
  ])('is for whom the page is for: %s', async (name, status) => {
    expect((await send('', anEpisode(), { as: name })).status).toBe(status);
  });
});

describe('a return that a person puts right by the API', () => {
  it('is corrected with the reason, and what stood before stays', async () => {
    const id = await harbour.make();
    const answer = await patch(id, { returned_at: '07/10/2025 08:00', reason }, await tagOf(id));
    expect([answer.status, answer.json]).toEqual([200, { episode: id, outcome: 'changed', findings: [] }]);
    expect((await read(id)).json).toMatchObject({ returnedAt: { at: '2025-10-07T07:00:00.000Z' } });
    const kept = await asSuperuser(web, 'SELECT reason, old_returned_at FROM return_correction WHERE episode_id = $1', [
      id,
    ]);
    expect(kept).toEqual([{ reason, old_returned_at: new Date('2025-10-07T06:00:00Z') }]);
    expect((await patch(id, { returned_at: null, reason }, await tagOf(id))).status).toBe(200);
    expect((await read(id)).json).toMatchObject({ returnedAt: null });
  });

  it.each([
    [{ returned_at: '01/10/2025', reason }, 'not-recorded'],
    [{ returned_at: '07/10/2025 08:00', reason: 'short' }, 'not-recorded'],
    [{ returned_at: 'soon', reason }, 'not-recorded'],
    [{ returned_at: '07/10/2025 08:00' }, 'invalid-request'],
    [{ reason }, 'invalid-request'],
    [{ returned_at: '', reason }, 'invalid-request'],
    [{ returned_at: null, reason, police_risk: 'high' }, 'invalid-request'],
    [{ returned_at: '07/10/2025 08:00', reason: `${reason}\0` }, 'unreadable'],
  ])('is refused as %j', async (change: object, kind) => {
    const id = await harbour.make();
    const tag = await tagOf(id);
    const refused = await patch(id, change, tag);
    expect(told(refused)).toEqual([kind === 'invalid-request' ? 400 : 422, problem(kind)]);
    expect(await tagOf(id)).toBe(tag);
  });

  it('needs the version that is changed, as it is now', async () => {
    const id = await harbour.make();
    const tag = await tagOf(id);
    const change = { returned_at: '07/10/2025 08:00', reason };
    expect(told(await send(`/${id}`, change, { method: 'PATCH' }))).toEqual([428, problem('needs-condition')]);
    await harbour.patch(id, { police_risk: 'high' }, await harbour.tagOf(id));
    expect(told(await patch(id, change, tag))).toEqual([412, problem('stale')]);
    // What this person is not shown may change meanwhile.
    const next = await tagOf(id);
    await harbour.patch(id, { themes: 'Quarrels' }, await harbour.tagOf(id));
    expect((await patch(id, change, next)).status).toBe(200);
  });

  it.each([1, 2, 3])('is corrected once when two do it at the same moment, time %i', async () => {
    const id = await harbour.make();
    const tag = await tagOf(id);
    const at = (hour: number) => patch(id, { returned_at: `07/10/2025 0${hour}:00`, reason }, tag);
    expect((await Promise.all([at(8), at(9)])).map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await asSuperuser(web, 'SELECT FROM return_correction WHERE episode_id = $1', [id])).toHaveLength(1);
  });

  it('is as if it were not there for whom the child is not, whatever version is given, and on record', async () => {
    const id = await harbour.make();
    const tag = await tagOf(id);
    const change = { returned_at: '07/10/2025 08:00', reason };
    const worker = { as: 'social worker, Sutton', method: 'PATCH' };
    for (const ifMatch of [undefined, tag, '"x"', '*']) {
      const headers: Record<string, string> = ifMatch === undefined ? {} : { 'if-match': ifMatch };
      const [hidden, absent] = [
        await send(`/${id}`, change, { ...worker, headers }),
        await send(`/${newId()}`, change, { ...worker, headers }),
      ];
      expect([ifMatch, hidden.status, hidden.body]).toEqual([ifMatch, 404, absent.body]);
    }
    const misses = await asSuperuser(
      web,
      `SELECT FROM audit_event a JOIN audit_subject s ON s.event_id = a.id JOIN missing_episode e ON e.child_id = s.child_id
       WHERE e.id = $1 AND a.action = 'EpisodeRead' AND a.outcome = 'refused' AND a.role = 'social_worker'`,
      [id],
    );
    expect(misses).toHaveLength(4);
    expect((await patch(id, change, tag, { as: 'interviewer, HARBOUR' })).status).toBe(403);
    expect(await tagOf(id)).toBe(tag);
  });
});

describe('an episode that a person refers by the API', () => {
  const referral = { provider: 'HARBOUR', referred_at: '07/10/2025 09:30' };
  const made = async () => episodeIn(await send('', anEpisode()));
  const audited = (id: string) =>
    asSuperuser(web, `SELECT outcome, reason, role FROM audit_event WHERE action = 'EpisodeRefer' AND item_id = $1`, [
      id,
    ]);

  it('is with the provider from then on, who answers by the reference', async () => {
    const recorded = await send('', anEpisode());
    const id = episodeIn(recorded);
    expect((await harbour.read(id)).status).toBe(404);
    const answer = await patch(id, referral, await tagOf(id));
    const { reference } = recorded.json as { reference: string };
    expect([answer.status, answer.json]).toEqual([200, { episode: id, outcome: 'changed', reference, findings: [] }]);
    expect((await read(id)).json).toMatchObject({
      provider: 'HARBOUR',
      referredAt: { at: '2025-10-07T08:30:00.000Z', timeKnown: true },
    });
    expect((await harbour.read(id)).status).toBe(200);
    expect(await audited(id)).toEqual([{ outcome: 'done', reason: 'to HARBOUR', role: 'commissioner' }]);
  });

  it.each([
    [{ ...referral, provider: 'NOBODY' }, 'provider', 'not-covered'],
    [{ ...referral, referred_at: '06/10/2025 17:59' }, 'referred_at', 'referred-before-missing'],
    [{ ...referral, referred_at: '01/01/2099' }, 'referred_at', 'referred-in-future'],
    [{ ...referral, referred_at: 'soon' }, 'referred_at', 'PR-020'],
  ])('is refused as %j', async (change, column, code) => {
    const id = await made();
    const refused = await patch(id, change, await tagOf(id));
    expect(told(refused)).toEqual([422, problem('not-recorded')]);
    expect(refused.json).toMatchObject({ findings: [{ column, code, severity: 'error' }] });
    expect((await read(id)).json).toMatchObject({ provider: null, referredAt: null });
  });

  it.each([
    { provider: 'HARBOUR' },
    { referred_at: '07/10/2025' },
    { ...referral, provider: 1 },
    { ...referral, returned_at: '07/10/2025' },
    { ...referral, reason },
  ])('is not understood as %j', async (change) => {
    const id = await made();
    expect(told(await patch(id, change, await tagOf(id)))).toEqual([400, problem('invalid-request')]);
  });

  it('needs the version that is referred, and says of a second referral that it is one', async () => {
    const id = await made();
    const tag = await tagOf(id);
    expect(told(await send(`/${id}`, referral, { method: 'PATCH' }))).toEqual([428, problem('needs-condition')]);
    expect((await patch(id, referral, tag)).status).toBe(200);
    expect(told(await patch(id, referral, tag))).toEqual([412, problem('stale')]);
    const again = await patch(id, { ...referral, provider: 'NORTHWAY' }, await tagOf(id));
    expect(told(again)).toEqual([422, problem('not-recorded')]);
    expect(again.json).toMatchObject({ findings: [{ code: 'referred-already', column: 'provider' }] });
    expect((await read(id)).json).toMatchObject({ provider: 'HARBOUR' });
  });

  it('is done once for each Idempotency-Key', async () => {
    const id = await made();
    const headers = { 'idempotency-key': anIdempotencyKey() };
    const tag = await tagOf(id);
    const [first, again] = [await patch(id, referral, tag, { headers }), await patch(id, referral, tag, { headers })];
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    expect(await audited(id)).toHaveLength(1);
  });

  it('lets nobody put a return right who may only refer', async () => {
    const id = await made();
    const change = { returned_at: '07/10/2025 08:00', reason };
    expect((await patch(id, change, await tagOf(id), { as: 'placement officer, Sutton' })).status).toBe(403);
    expect((await patch(id, referral, await tagOf(id), { as: 'placement officer, Sutton' })).status).toBe(404);
  });

  it('is for those alone who may record episodes and see the child', async () => {
    const id = await made();
    const tag = await tagOf(id);
    for (const [name, status] of [
      ['social worker, Sutton', 404],
      ['inspector, Sutton', 403],
      ['manager, HARBOUR', 403],
    ] as const)
      expect([name, (await patch(id, referral, tag, { as: name })).status]).toEqual([name, status]);
    expect(await tagOf(id)).toBe(tag);
  });
});

describe('a change that a session carries', () => {
  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['from an address that was typed', { 'sec-fetch-site': 'none' }],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as a text that another site may send unasked', { 'content-type': 'text/plain' }],
  ])('is nobody’s %s', async (_, headers) => {
    const before = await asSuperuser(web, 'SELECT FROM missing_episode');
    const answer = await send('', anEpisode(), { headers });
    expect([401, 415]).toContain(answer.status);
    expect(await asSuperuser(web, 'SELECT FROM missing_episode')).toHaveLength(before.length);
  });

  it('is taken from an older browser by its origin, and from no other', async () => {
    const cookie = (await as('commissioner, Sutton')).jar();
    const ask = (origin: string) =>
      web.ask('/api/v1/episodes', {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, origin },
        body: JSON.stringify(anEpisode()),
      });
    expect([(await ask(web.url)).status, (await ask('https://example.org')).status]).toEqual([201, 401]);
  });

  it('carries no row of a provider’s', async () => {
    const id = await harbour.make();
    for (const path of [`/${id}/offers`, `/${id}/interviews`])
      expect((await send(path, { offered_at: '07/10/2025' }, { as: 'manager, HARBOUR' })).status).toBe(401);
  });
});

describe('an Idempotency-Key of a person', () => {
  const key = () => ({ 'idempotency-key': anIdempotencyKey() });

  it('is given the same answer again, and records nothing twice', async () => {
    const [headers, body] = [key(), anEpisode()];
    const [first, again] = [await send('', body, { headers }), await send('', body, { headers })];
    expect([again.status, again.body, again.headers.get('location'), again.headers.get('idempotent-replayed')]).toEqual(
      [201, first.body, first.headers.get('location'), 'true'],
    );
    expect(told(await send('', anEpisode(), { headers }))).toEqual([422, problem('key-reused')]);
    const other = await send('', anEpisode(), { headers, as: 'team manager, Sutton' });
    expect([other.status, other.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  it('repeats a correction whose version is over by now', async () => {
    const id = await harbour.make();
    const [tag, headers] = [await tagOf(id), key()];
    const change = { returned_at: '07/10/2025 08:00', reason };
    const [first, again] = [await patch(id, change, tag, { headers }), await patch(id, change, tag, { headers })];
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    expect((await patch(id, change, tag)).status).toBe(412);
  });

  it('does it once when it comes twice at the same moment', async () => {
    const [headers, body] = [key(), anEpisode()];
    const both = await Promise.all([1, 2].map(() => send('', body, { headers })));
    expect(both.every(({ status }) => [201, 409].includes(status))).toBe(true);
    const made = await asSuperuser(web, 'SELECT FROM child_identity WHERE council_child_id = $1', [body.child_id]);
    expect(made).toHaveLength(1);
  });

  it('is told that it is in use as long as the first is being worked on', async () => {
    const [headers, body] = [key(), anEpisode()];
    const [first, second] = await sendTwiceAtOnce(() => send('', body, { headers }));
    expect([first.status, ...told(second)]).toEqual([201, 409, problem('in-progress')]);
    expect(second.headers.get('retry-after')).toBe('5');
  });
});

describe('an Idempotency-Key of a machine', () => {
  const row = (cells: Readonly<Record<string, string>> = {}): object => anOwnRow(cells);

  it.each([
    ['a row', '', row()],
    ['a row that is held', '', row({ returned_at: '01/10/2025' })],
    ['a change', 'PATCH', { police_risk: 'high' }],
    ['an offer', 'offers', { offered_at: '07/10/2025 10:00', offered_to: 'child' }],
    ['an interview', 'interviews', { interview_at: '08/10/2025 10:00', push_factors: 'PU01' }],
  ])('repeats %s', async (_, what, body) => {
    const id = await harbour.make();
    const isChange = what === 'PATCH';
    const path = what === '' ? '' : isChange ? `/${id}` : `/${id}/${what}`;
    const change = { method: 'PATCH', ifMatch: await harbour.tagOf(id) };
    const sent = { ...(isChange && change), idempotencyKey: anIdempotencyKey() };
    const first = await harbour.send(path, body, sent);
    const before = await asSuperuser(web, 'SELECT FROM submission');
    const again = await harbour.send(path, body, sent);
    expect(shown(again)).toEqual(shown(first));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(told(await harbour.send(path, { ...body, risk_now: 'low' }, sent))).toEqual(
      what === 'offers' ? [400, problem('invalid-request')] : [422, problem('key-reused')],
    );
    // After a crash between the write and its answer it is read off what is kept.
    await asSuperuser(web, 'DELETE FROM replayed_answer');
    expect(shown(await harbour.send(path, body, sent))).toEqual(shown(first));
    expect(await asSuperuser(web, 'SELECT FROM submission')).toHaveLength(before.length);
  });

  it('is told that it is in use as long as the first is being worked on', async () => {
    const [sent, idempotencyKey] = [anOwnRow(), anIdempotencyKey()];
    const [first, second] = await sendTwiceAtOnce(() => harbour.send('', sent, { idempotencyKey }));
    expect([first.status, ...told(second)]).toEqual([201, 409, problem('in-progress')]);
  });
});

const shown = ({ status, body, headers }: Answer) => [
  status,
  body,
  headers.get('location'),
  headers.get('content-type'),
];

/** Sends a request twice while every write of cases waits, and lets go of them once the second is answered or waits too. */
async function sendTwiceAtOnce(send: () => Promise<Answer>): Promise<readonly [first: Answer, second: Answer]> {
  const client = await connect(web.database.superuserUrl);
  const waiting = async () => (await asSuperuser(web, 'SELECT FROM pg_locks WHERE NOT granted')).length;
  try {
    await client.query(`SELECT pg_advisory_lock(hashtextextended('homeward import ${SUTTON}', 0))`);
    const first = send();
    await until('the first waits', async () => (await waiting()) === 1);
    const answers: Answer[] = [];
    const second = send().then((answer) => (answers.push(answer), answer));
    await until('the second is answered or waits', async () => answers.length > 0 || (await waiting()) > 1);
    await client.query('SELECT pg_advisory_unlock_all()');
    return await Promise.all([first, second]);
  } finally {
    await client.end();
  }
}
