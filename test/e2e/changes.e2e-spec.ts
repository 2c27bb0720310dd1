import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION_IDLE_MINUTES } from '#access';
import { instantOf, plusHours } from '#domain/time';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { ladderOf } from '../support/alerts.js';
import { HeardStream } from '../support/heard-stream.js';
import { signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { TestClock } from '../support/test-clock.js';
import { NEIGHBOUR } from '../support/two-authorities.js';
import { until } from '../support/until.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

const clock = new TestClock();
const streams: HeardStream[] = [];
let web: TestWeb;
let count = 0;

beforeAll(async () => {
  web = await createTestWeb({ authorities: 2, web: { now: clock.now } });
}, 60_000);
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => web.close());

const signedIn = (name?: string) => signIn(web, name);
async function listen(visitor: Visitor, path?: string): Promise<HeardStream> {
  const stream = await HeardStream.open(web, visitor, path);
  streams.push(stream);
  return stream;
}
const hears = (stream: HeardStream, word: string) =>
  until(`the stream says ${word}`, () => stream.words.includes(word));
const ends = (stream: HeardStream) => until('the stream ends', () => stream.isOver);
const sql = (text: string, parameters: readonly unknown[] = []) =>
  withClient(web.database.superuserUrl, (client) => client.query(text, [...parameters]));
/** A word that is told after all that was told before it. */
const tell = (words: string) => sql(`SELECT pg_notify('homeward_change', $1)`, [words]);
const tellAlerts = () => tell(`${SUTTON} alerts`);

/** Takes in a child of the provider who is back for two days, of whom somebody has to be warned. */
async function receive(providerCode = 'HARBOUR'): Promise<void> {
  count += 1;
  const now = instantOf(new Date());
  const row = aReturnRow({
    ...{ provider_ref: `L${count}`, child_id: `L${count}`, missing_at: plusHours(now, -60).toString() },
    returned_at: plusHours(now, -49).toString(),
  });
  await web.service.returns.receive({
    ...aReceivedReturn(aProviderReturn(row), plusHours(now, -48).toString()),
    providerCode,
  });
}

describe('a page that listens', () => {
  it('is told which list has changed and nothing else, once it is changed by the worker', async () => {
    const stream = await listen(await signedIn());
    await receive();
    await hears(stream, 'worklist');
    const before = stream.words.length;
    await ladderOf(web).sweep(instantOf(new Date()).toString());
    await until('the alert is told', () => stream.words.slice(before).includes('alerts'));
    expect(stream.text).toMatch(/^retry: \d+\n\n((data: (worklist|alerts)|:)\n\n)+$/);
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      ...{ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
      ...{
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      },
    });
    for (const header of ['etag', 'content-encoding', 'content-length']) expect(stream.headers.has(header)).toBe(false);
  });

  it('hears nothing of another authority, and of another provider nothing', async () => {
    const [sutton, northway, harbour] = [
      await listen(await signedIn(), `/changes?authority=${SUTTON}`),
      await listen(await signedIn('interviewer, NORTHWAY'), `/changes?authority=${SUTTON}`),
      await listen(await signedIn('interviewer, HARBOUR'), `/changes?authority=${SUTTON}`),
    ];
    await receive('HARBOUR');
    await hears(harbour, 'worklist');
    const { rows } = await sql(`SELECT id FROM provider WHERE code = 'NORTHWAY'`);
    await tell(`${SUTTON} alerts ${(rows[0] as { id: string }).id}`);
    await hears(northway, 'alerts');
    expect(northway.words).toEqual(['alerts']);
    expect(harbour.words).not.toContain('alerts');
    await hears(sutton, 'alerts');
    const before = sutton.words.length;
    await tell(`${NEIGHBOUR} worklist`);
    await tellAlerts();
    await until('the own change is told', () => sutton.words.length > before);
    expect(sutton.words.slice(before)).toEqual(['alerts']);
  });

  it('is told of what came between its being asked for and its listening', async () => {
    const first = await listen(await signedIn());
    const askedAt = performance.now();
    const visitor = await signedIn();
    await tellAlerts();
    await hears(first, 'alerts');
    const ageMs = Math.ceil(performance.now() - askedAt);
    const [late, later] = [await listen(visitor, `/changes?age=${ageMs}`), await listen(visitor, '/changes?age=0')];
    await hears(late, 'alerts');
    expect([late.words, later.words]).toEqual([['alerts'], []]);
  });

  it('looks again once the service hears again, after its connection was lost', async () => {
    const visitor = await signedIn();
    const stream = await listen(visitor);
    const lostAt = performance.now();
    await sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'homeward changes' AND datname = current_database()`,
    );
    const untilBothAreTold = (page: HeardStream) => Promise.all([hears(page, 'worklist'), hears(page, 'alerts')]);
    await untilBothAreTold(stream);
    // A page that was asked for before it heard again, and listens only now, may lack something as well.
    const ageMs = Math.ceil(performance.now() - lostAt);
    await untilBothAreTold(await listen(visitor, `/changes?age=${ageMs}`));
    const before = stream.words.length;
    await tellAlerts();
    await until('a change is told', () => stream.words.length > before);
  });

  it('is given nothing else, and nothing where it does not ask for events', async () => {
    const visitor = await signedIn();
    expect((await visitor.open('/changes')).status).toBe(406);
    expect((await visitor.open('/changes?age=old', { accept: 'text/event-stream' })).status).toBe(400);
    expect((await web.ask('/changes', { headers: { accept: 'text/event-stream' } })).status).toBe(303);
    const reader = await signedIn('board reader, Sutton');
    expect((await reader.open('/changes', { accept: 'text/event-stream' })).status).toBe(403);
  });
});

describe('a stream', () => {
  it('ends when its session is signed out, and with it no other', async () => {
    const [visitor, other] = [await signedIn(), await signedIn()];
    const [ended, open] = [await listen(visitor), await listen(other)];
    await visitor.open('/account');
    await visitor.send('/sign-out');
    await ends(ended);
    expect(ended.words).toEqual(['over']);
    await tellAlerts();
    await hears(open, 'alerts');
    expect(open.isOver).toBe(false);
  });

  it('ends when what its person may do has changed', async () => {
    const stream = await listen(await signedIn('team manager, Sutton'));
    await sql(
      `UPDATE membership SET valid_to = valid_from WHERE person_id IN (
         SELECT id FROM person WHERE sign_in_name = 'team_manager.e09000029')`,
    );
    await ends(stream);
    expect(stream.words).toEqual([]);
  });

  it('keeps no session open, nor does its page that asks for itself anew; an opened page does', async () => {
    const [idle, busy] = [await signedIn(), await signedIn()];
    const [first, kept] = [await listen(idle), await listen(busy)];
    clock.pass({ minutes: SESSION_IDLE_MINUTES, seconds: -1 });
    const again = await listen(idle);
    const unasked = { 'x-homeward-unasked': 'yes' };
    expect((await idle.open('/worklist', unasked)).status).toBe(200);
    expect((await busy.open('/worklist')).status).toBe(200);
    await tellAlerts();
    await hears(first, 'alerts');
    clock.pass({ seconds: 1 });
    await Promise.all([ends(first), ends(again)]);
    expect((await idle.open('/worklist', unasked)).headers.get('location')).toBe('/sign-in');
    await tellAlerts();
    await until('the other goes on', () => kept.words.length > 1);
    expect([kept.isOver, await busy.isSignedIn(), await idle.isSignedIn()]).toEqual([false, true, false]);
  });

  it('makes way where somebody opens a sixth, and says so', async () => {
    const visitor = await signedIn();
    const [oldest, ...five] = [
      ...[await listen(visitor), await listen(visitor), await listen(visitor)],
      ...[await listen(visitor), await listen(visitor), await listen(visitor)],
    ];
    if (!oldest) throw new Error('There is no stream.');
    await ends(oldest);
    expect(oldest.words).toEqual(['over']);
    await tellAlerts();
    for (const stream of five) await hears(stream, 'alerts');
    expect(five.map(({ isOver }) => isOver)).toEqual([false, false, false, false, false]);
  });

  it('ends when the service does, and does not hold it up', async () => {
    const own = await createTestWeb();
    const stream = await HeardStream.open(own, await signIn(own));
    await own.close();
    await ends(stream);
    expect(stream.words).toEqual([]);
  });
});

describe('the list of alerts that a page shows by itself', () => {
  it('is on record as looked at, and is not taken for seen', async () => {
    const visitor = await signedIn('manager, HARBOUR');
    await receive();
    await ladderOf(web).sweep(instantOf(new Date()).toString());
    const seen = async () =>
      (
        await sql(`SELECT FROM alert_message m JOIN person p ON p.id = m.recipient_id
         WHERE p.sign_in_name = 'provider_manager.harbour' AND seen_at IS NULL`)
      ).rowCount;
    const views = async () => (await sql(`SELECT FROM audit_event WHERE action = 'AlertsRead'`)).rowCount ?? 0;
    const [unseen, before] = [await seen(), await views()];
    expect(unseen).toBeGreaterThan(0);
    await visitor.open(`/alerts?authority=${SUTTON}`, { 'x-homeward-unasked': 'yes' });
    expect([await seen(), await views()]).toEqual([unseen, before + 2]);
    await visitor.open(`/alerts?authority=${SUTTON}`);
    expect(await seen()).toBeLessThan(unseen ?? 0);
  });
});
