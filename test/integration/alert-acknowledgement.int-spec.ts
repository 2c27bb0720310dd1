import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acknowledgeAlert, handOverShift, readAlertLife, readAlerts, readHandover, takeOver } from '#casework';
import type { AlertsPage } from '#casework';
import type { Action } from '#domain/access';
import { instantOf, plusHours } from '#domain/time';
import type { Instant } from '#domain/time';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { ladderOf } from '../support/alerts.js';
import { contextOf } from '../support/children.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
let ladder: ReturnType<typeof ladderOf>;

const COMMISSIONER = 'commissioner.e09000029';
const MANAGER = 'provider_manager.harbour';
const WORKER = 'provider_worker.harbour';

const as = (signInName: string, action: Action = 'alert.acknowledge') => contextOf(test, signInName, action);
const list = async (signInName: string, whose: 'mine' | 'others' | 'all' = 'mine', most = 50): Promise<AlertsPage> =>
  readAlerts(test.service.casework, await as(signInName, 'alert.read'), { whose, after: null, most });
const take = async (signInName: string, id: string, words = '', by: Instant | null = null) =>
  (await acknowledgeAlert(test.service.casework, await as(signInName), id, { words, by })).opened;
const life = async (signInName: string, id: string) => {
  const { opened } = await readAlertLife(test.service.casework, await as(signInName, 'alert.read'), id);
  return opened.kind === 'opened' && opened.value ? opened.value.events : [];
};
const handOver = async (from: string, to: string) =>
  handOverShift(test.service.casework, await as(from), await ladder.personOf(to));
const sweepTo = (at: Instant) => ladder.sweep(at.toString());

/** What was raised last, and when. */
let now: Instant;
/** A child who came back an hour more than two days ago, of whom the provider's manager was warned an hour ago. */
async function warned(count = 1): Promise<readonly string[]> {
  const [clock] = await ladder.rows<{ now: Date }>('SELECT now() AS now');
  now = instantOf(clock?.now ?? new Date(0));
  const back = plusHours(now, -49).toString();
  const rows = Array.from({ length: count }, (_, index) =>
    aReturnRow({
      ...{ provider_ref: `W${index}`, child_id: `W${index}`, missing_at: plusHours(now, -60).toString() },
      ...{ returned_at: back, offered_at: plusHours(now, -48).toString(), offered_to: 'child' },
    }),
  );
  await test.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), plusHours(now, -47).toString()));
  await sweepTo(plusHours(now, -1));
  return (await list(MANAGER)).alerts.map(({ id }) => id);
}

describe.each(testServers())('taking alerts on, on $name', (server) => {
  beforeEach(async () => {
    test = await createTestService({ server });
    ladder = ladderOf(test);
  });
  afterEach(() => test.close());

  it('stops the climbing, tells who has it, and is refused to be said twice', async () => {
    const [id = ''] = await warned();
    expect(await take(MANAGER, id)).toMatchObject({ kind: 'opened', value: { kind: 'granted' } });
    expect(await take(MANAGER, id)).toMatchObject({ value: { because: 'already-acknowledged' } });
    expect((await sweepTo(plusHours(now, 10))).climbed).toBe(0);
    const { alerts } = await list(COMMISSIONER, 'all');
    expect(alerts).toMatchObject([
      { id, isMine: false, holder: expect.stringContaining('HARBOUR'), state: { kind: 'acknowledged' } },
    ]);
  });

  it('is a promise that climbs when it has passed and the deadline is open', async () => {
    const [id = ''] = await warned();
    const by = plusHours(now, 5);
    expect(await take(MANAGER, id, ' Ring the home ', by)).toMatchObject({ value: { kind: 'granted' } });
    expect((await sweepTo(plusHours(now, 4))).climbed).toBe(0);
    expect(await sweepTo(by)).toMatchObject({ climbed: 1 });
    expect((await ladder.told()).slice(-1)).toEqual([['warning_48', 2, 'commissioner']]);
    const events = await life(MANAGER, id);
    expect(events.filter((event) => event.kind !== 'told' || event.channel === 'page')).toMatchObject([
      { kind: 'clock_started' },
      { kind: 'raised', step: 'warning_48' },
      { kind: 'told', rung: 1, who: expect.any(String), seenAt: expect.anything() },
      { kind: 'acknowledged', words: 'Ring the home', promisedBy: by },
    ]);
  });

  it('is a promise that tells the last rung again when it has passed there, once for each promise', async () => {
    const [early = ''] = await warned();
    const head = await ladder.personOf(COMMISSIONER);
    await ladder.rows(`INSERT INTO alert_ladder VALUES ($1, gen_random_uuid(), 1, 1, 1, 1, $2, now(), 'test')`, [
      ...[SUTTON, head],
    ]);
    await ladder.rows(`UPDATE alert_escalation SET rung = 4, climbs_at = NULL WHERE alert_id = $1`, [early]);
    const onTop = async () => (await ladder.told()).filter(([, rung]) => rung === 4).length;
    for (const hours of [2, 4]) {
      expect(await take(COMMISSIONER, early, 'Ring the home', plusHours(now, hours))).toMatchObject({
        value: { kind: 'granted' },
      });
      expect(await sweepTo(plusHours(now, hours))).toMatchObject({ climbed: 1 });
      expect(await sweepTo(plusHours(now, hours))).toMatchObject({ climbed: 0 });
      expect(await onTop()).toBe(hours / 2);
    }
    const { alerts } = await list(COMMISSIONER);
    expect(alerts).toMatchObject([{ id: early, state: { kind: 'unacknowledged', rung: 4, climbsAt: null } }]);
  });

  it.each([
    ['Ring the home', null, 'time-missing'],
    ['', 5, 'words-missing'],
    ['Ring the home', -1, 'promise-past'],
  ])('refuses the promise %j for %s hours and puts it on record', async (words, hours, because) => {
    const [id = ''] = await warned();
    expect(await take(MANAGER, id, words, hours === null ? null : plusHours(now, hours))).toMatchObject({
      value: { because },
    });
    const audit = await ladder.rows(`SELECT outcome, reason FROM audit_event WHERE action = 'AlertAcknowledge'`);
    expect(audit).toEqual([{ outcome: 'refused', reason: because }]);
    expect(await ladder.rows('SELECT FROM alert_acknowledgement')).toEqual([]);
  });

  it('takes on the earlier steps of the deadline with the last one', async () => {
    const [early = ''] = await warned();
    await sweepTo(plusHours(now, 11));
    expect(await take(MANAGER, early)).toMatchObject({ value: { because: 'ended' } });
    const [late] = (await list(COMMISSIONER)).alerts;
    expect(late).toMatchObject({ step: 'warning_60' });
    await take(COMMISSIONER, late?.id ?? '');
    expect(await ladder.rows('SELECT FROM alert WHERE id NOT IN (SELECT alert_id FROM alert_acknowledgement)')).toEqual(
      [],
    );
  });

  it('lets two people who answer at once both be heard, and the later one have it', async () => {
    const [id = ''] = await warned();
    await sweepTo(plusHours(now, 10));
    await Promise.all([take(MANAGER, id), take(COMMISSIONER, id)]);
    expect(await ladder.rows('SELECT FROM alert_acknowledgement')).toHaveLength(2);
    expect((await ladder.standing()).at(-1)?.climbs_at).toBeNull();
  });

  it('gives an alert to nobody who may not see the child, and says no more than that it is not there', async () => {
    const [id = ''] = await warned();
    expect((await list('provider_manager.northway', 'all')).alerts).toEqual([]);
    expect(await take('provider_manager.northway', id)).toEqual({ kind: 'not-there' });
    expect(await take('provider_manager.northway', 'no id')).toEqual({ kind: 'not-there' });
    expect(await life('provider_manager.northway', id)).toEqual([]);
    const children = await ladder.rows(
      `SELECT FROM audit_event e JOIN audit_subject s ON s.event_id = e.id WHERE e.outcome = 'refused'`,
    );
    expect(children).toHaveLength(2);
  });

  it('tells a provider the names of its own people alone', async () => {
    const [id = ''] = await warned();
    await sweepTo(plusHours(now, 10));
    await take(COMMISSIONER, id);
    const named = (events: Awaited<ReturnType<typeof life>>) =>
      events.map((event) => ('who' in event ? event.who : ''));
    const [forCouncil, forProvider] = [await life(COMMISSIONER, id), await life(MANAGER, id)];
    expect(named(forProvider).filter((who) => who?.includes('commissioner') === true)).toEqual([]);
    expect(named(forProvider)).toContain(null);
    expect(named(forCouncil)).not.toContain(null);
  });

  it('calls people as they are known in the council, whatever they are called elsewhere', async () => {
    const [id = ''] = await warned();
    await ladder.rows(
      `UPDATE membership SET known_as = 'Ms Known Here' WHERE authority = '${SUTTON}' AND person_id = $1`,
      [await ladder.personOf(MANAGER)],
    );
    await take(MANAGER, id);
    expect((await list(COMMISSIONER, 'all')).alerts).toMatchObject([{ holder: 'Ms Known Here' }]);
    expect((await life(COMMISSIONER, id)).filter((event) => 'who' in event)).toMatchObject([
      ...[{ kind: 'told' }, { kind: 'told' }, { kind: 'acknowledged' }].map((event) => ({
        ...event,
        who: 'Ms Known Here',
      })),
    ]);
  });

  it('marks as seen what was told on the page when its recipient opens the list, and nobody else’s', async () => {
    await warned();
    const seen = () =>
      ladder.rows<{ seen: boolean }>('SELECT seen_at IS NOT NULL AS seen FROM alert_message ORDER BY channel DESC');
    await ladder.rows('UPDATE alert_message SET seen_at = NULL');
    await list(COMMISSIONER, 'all');
    expect(await seen()).toEqual([{ seen: false }, { seen: false }]);
    await list(MANAGER);
    expect(await seen()).toEqual([{ seen: true }, { seen: false }]);
  });

  it('pages by cursor, each alert once', async () => {
    const ids = await warned(5);
    const context = await as(MANAGER, 'alert.read');
    const found: string[] = [];
    let after: AlertsPage['next'] = null;
    do {
      const page: AlertsPage = await readAlerts(test.service.casework, context, { whose: 'all', after, most: 2 });
      found.push(...page.alerts.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(found).toEqual([...ids]);
    expect(new Set(found).size).toBe(5);
  });

  it('hands a shift over: the next person is asked, and it is theirs once they take it', async () => {
    const [mine = '', open = ''] = await warned(2);
    const by = plusHours(now, 20);
    await take(MANAGER, mine, 'Ring the home', by);
    const shift = await readHandover(test.service.database, await as(MANAGER));
    expect(shift.alerts.map(({ id }) => id).sort()).toEqual([mine, open].sort());
    expect(shift.people.map(({ roles }) => roles)).toEqual([['provider_worker']]);
    expect(await handOver(MANAGER, COMMISSIONER)).toMatchObject({ because: 'nobody-named' });
    expect(await handOver(MANAGER, WORKER)).toEqual({ kind: 'asked', asked: 2, left: 0 });
    expect((await list(WORKER)).alerts.map(({ isAsked }) => isAsked)).toEqual([true, true]);
    expect((await list(MANAGER)).alerts).toHaveLength(2);
    expect(await takeOver(test.service.casework, await as(WORKER))).toBe(2);
    expect((await list(MANAGER)).alerts).toEqual([]);
    const { alerts } = await list(WORKER);
    expect(alerts.map(({ state, isAsked }) => [state.kind, isAsked])).toEqual([
      ['acknowledged', false],
      ['acknowledged', false],
    ]);
    const said = await life(WORKER, mine);
    expect(said.filter(({ kind }) => kind === 'acknowledged')).toMatchObject([
      { words: 'Ring the home' },
      { words: 'Ring the home', promisedBy: by },
    ]);
    expect(await takeOver(test.service.casework, await as(WORKER))).toBe(0);
  });

  it('lets a shift that nobody takes over climb', async () => {
    const [id = ''] = await warned();
    await take(MANAGER, id);
    await handOver(MANAGER, WORKER);
    const [standing] = await ladder.standing();
    expect(standing?.climbs_at).not.toBeNull();
    // Before the next step of the deadline comes.
    await ladder.rows(`UPDATE alert_escalation SET climbs_at = now() + interval '2 hours'`);
    expect(await sweepTo(plusHours(now, 3))).toMatchObject({ climbed: 1 });
    expect((await ladder.told()).slice(-1)).toEqual([['warning_48', 2, 'commissioner']]);
  });
});
