import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf, plusHours } from '#domain/time';
import type { Instant } from '#domain/time';
import { newId } from '#platform';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { ladderOf } from '../support/alerts.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { Visitor, createTestWeb, has, led } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

const COUNT = 6;
const COMMISSIONER = 'commissioner, Sutton';
const MANAGER = 'manager, HARBOUR';
const api = '/api/v1/alerts';

let web: TestWeb;
let ladder: ReturnType<typeof ladderOf>;
let now: Instant;
let commissioner: Visitor;
let manager: Visitor;

const signedIn = async (name: string) => {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  return visitor;
};
const listOf = (answer: Answer) =>
  answer.json as { alerts: { id: string; state: string; rung: string }[]; next: string | null };
const idsOf = async (visitor: Visitor) => listOf(await visitor.open(`${api}?limit=100`)).alerts.map(({ id }) => id);
/** An alert that nobody has yet. */
const anAlert = async (visitor = manager) => {
  const { alerts } = listOf(await visitor.open(`${api}?limit=100`));
  return alerts.find(({ state }) => state === 'unacknowledged')?.id ?? '';
};
const take = (visitor: Visitor, id: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  web.ask(`${api}/${id}/acknowledgement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie: visitor.jar(), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const fieldsOfTime = (at: Instant) => {
  const local = at.toZonedDateTimeISO('Europe/London');
  const two = (part: number) => `${part}`.padStart(2, '0');
  return {
    ...{ byDay: `${local.day}`, byMonth: `${local.month}`, byYear: `${local.year}` },
    ...{ byTime: `${two(local.hour)}:${two(local.minute)}`, byHour: 'first' },
  };
};
const acknowledgements = () => ladder.rows('SELECT FROM alert_acknowledgement');

/** Children who came back two days and an hour ago, of whom the provider's manager was warned an hour ago. */
beforeAll(async () => {
  web = await createTestWeb();
  ladder = ladderOf(web);
  now = instantOf((await ladder.rows<{ now: Date }>('SELECT now() AS now'))[0]?.now ?? new Date(0));
  const rows = Array.from({ length: COUNT }, (_, index) =>
    aReturnRow({
      ...{ provider_ref: `W${index}`, child_id: `W${index}`, missing_at: plusHours(now, -60).toString() },
      ...{
        returned_at: plusHours(now, -49).toString(),
        offered_at: plusHours(now, -48).toString(),
        offered_to: 'child',
      },
    }),
  );
  await web.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), plusHours(now, -47).toString()));
  await ladder.sweep(plusHours(now, -1).toString());
  [commissioner, manager] = [await signedIn(COMMISSIONER), await signedIn(MANAGER)];
}, 120_000);
afterAll(() => web.close());

describe('the alerts of the API', () => {
  it('are listed by cursor, each once, to those who may see the child', async () => {
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = listOf(await manager.open(`${api}?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`));
      found.push(...page.alerts.map(({ id }) => id));
      cursor = page.next;
    }
    expect([found.length, new Set(found).size]).toEqual([COUNT, COUNT]);
    expect(await idsOf(commissioner)).toEqual(found);
    expect(await idsOf(await signedIn('manager, NORTHWAY'))).toEqual([]);
    expect((await commissioner.open(`${api}?cursor=0`)).status).toBe(400);
    expect((await web.ask(api)).status).toBe(401);
    expect((await (await signedIn('MACE member, Sutton')).open(api)).status).toBe(403);
  });

  it('say who is told next and when', async () => {
    const { alerts } = listOf(await manager.open(api));
    expect(alerts[0]).toMatchObject({
      ...{ state: 'unacknowledged', step: 'warning_48', kind: 'interview', rung: 'provider_manager', isMine: true },
      ...{ nextRung: 'commissioner', promisedBy: null, isLate: false },
    });
  });

  it('are taken on with a promise, once for each Idempotency-Key', async () => {
    const [id, key] = [await anAlert(), { 'idempotency-key': `"${newId()}"` }];
    const body = { promise: 'Ring the home', promisedBy: plusHours(now, 5).toString() };
    const first = await take(manager, id, body, key);
    expect(first).toMatchObject({ status: 201, json: { alert: id, state: 'acknowledged' } });
    const again = await take(manager, id, body, key);
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
    expect((await take(manager, id, {}, key)).status).toBe(422);
    expect((await take(manager, id, body)).status).toBe(409);
    expect(await acknowledgements()).toHaveLength(1);
  });

  it.each([
    ['a promise without a time', { promise: 'Ring' }],
    ['a time without a promise', { promisedBy: '2099-01-01T00:00:00Z' }],
    ['a time that is over', { promise: 'Ring', promisedBy: '2020-01-01T00:00:00Z' }],
    ['a time without its offset', { promise: 'Ring', promisedBy: '2099-01-01T00:00:00' }],
    ['words that are none', { promise: 5 }],
    ['something else', { done: true }],
    ['no object', '[]'],
  ])('are not taken on with %s', async (_words, body) => {
    const before = (await acknowledgements()).length;
    expect([400, 422]).toContain((await take(manager, await anAlert(), body)).status);
    expect(await acknowledgements()).toHaveLength(before);
  });

  it('are taken on by nobody from another site, and are not there for who may not see the child', async () => {
    const id = await anAlert();
    expect((await take(manager, id, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(401);
    const [hidden, none] = [await take(await signedIn('manager, NORTHWAY'), id, {}), await take(manager, newId(), {})];
    expect([hidden.status, none.status, hidden.body]).toEqual([404, 404, none.body]);
    expect((await take(await signedIn('inspector, Sutton'), id, {})).status).toBe(403);
  });
});

describe('the pages of alerts', () => {
  it('list one’s own first, and lead to the life of each', async () => {
    expect(
      has(
        await manager.open('/alerts'),
        'Yours',
        'No interview booked 48 hours after the return',
        'The commissioner, ',
      ),
    ).toEqual([...[200, true, true, true]]);
    expect(has(await commissioner.open('/alerts'), 'No alert waits for you.', 'With others')).toEqual([
      200,
      true,
      true,
    ]);
    const life = await commissioner.open(`/alerts/${await anAlert()}`);
    expect(
      has(life, 'The clock started', 'Raised: No interview booked', 'Told Demonstration manager, HARBOUR'),
    ).toEqual([...[200, true, true, true]]);
  });

  it('take one on, and show the form again with what was typed where that will not do', async () => {
    const id = await anAlert();
    await manager.open(`/alerts/${id}`);
    const faulty = await manager.send(`/alerts/${id}/acknowledgement`, { promise: 'Ring the carer' });
    expect(has(faulty, 'Ring the carer', 'Enter by when it will be done')).toEqual([422, true, true]);
    const by = plusHours(now, 6);
    const taken = await manager.send(`/alerts/${id}/acknowledgement`, {
      promise: 'Ring the carer',
      ...fieldsOfTime(by),
    });
    expect(led(taken)).toEqual([303, `/alerts/${id}?authority=${SUTTON}`]);
    expect(
      has(await commissioner.open(`/alerts/${id}`), 'Taken on by Demonstration manager', 'Ring the carer'),
    ).toEqual([...[200, true, true]]);
  });

  it('hand a shift over to the next person, who takes it', async () => {
    const worker = await signedIn('interviewer, HARBOUR');
    expect(
      has(await manager.open('/alerts/handover'), 'What is open with you', 'Demonstration interviewer, HARBOUR'),
    ).toEqual([...[200, true, true]]);
    expect(has(await manager.send('/alerts/handover', { to: '' }), 'Choose the next person')).toEqual([422, true]);
    const to = await ladder.personOf('provider_worker.harbour');
    await manager.open('/alerts/handover');
    expect((await manager.send('/alerts/handover', { to })).status).toBe(303);
    expect(has(await worker.open('/alerts/handover'), 'Handed to you')).toEqual([200, true]);
    expect(led(await worker.send('/alerts/handover/taking'))).toEqual([303, `/alerts?authority=${SUTTON}`]);
    expect(has(await manager.open('/alerts/handover'), 'Nothing is open with you.')).toEqual([200, true]);
  });
});

describe('the repeats that one episode completes', () => {
  it('are one line in the list, and one alert to take on', async () => {
    const again = (ref: string, hours: number, cells: Readonly<Record<string, string>> = {}) =>
      aReturnRow({ provider_ref: ref, child_id: 'R', missing_at: plusHours(now, hours).toString(), ...cells });
    const back = (hours: number) => ({
      ...{ returned_at: plusHours(now, hours).toString(), not_completed_reason: 'custody' },
    });
    const rows = [again('R1', -300, back(-290)), again('R2', -200, back(-190)), again('R3', -1, { returned_at: '' })];
    await web.service.returns.receive(aReceivedReturn(aProviderReturn(...rows), now.toString()));
    const both = 'Strategy meeting after 3 episodes in 30 days and 3 in 90 days';
    const list = await commissioner.open('/alerts');
    expect(list.body.match(/Strategy meeting after 3 episodes in \d+ days(?! and)<br>/g)).toBeNull();
    expect(list.body.match(new RegExp(`${both}<br>`, 'g'))).toHaveLength(1);
    const [repeat] = await ladder.rows<{ id: string }>(`SELECT id FROM alert WHERE step = 'repeat_3_in_90'`);
    const address = `/alerts/${repeat?.id ?? ''}`;
    expect(has(await commissioner.open(address), '3 episodes in 90 days and 3 in 30 days')).toEqual([200, true]);
    expect((await commissioner.send(`${address}/acknowledgement`)).status).toBe(303);
    const taken = await ladder.rows(
      `SELECT FROM alert_acknowledgement k JOIN alert a ON a.id = k.alert_id WHERE a.step LIKE 'repeat%'`,
    );
    expect(taken).toHaveLength(2);
  });
});

describe('the page of the ladder', () => {
  it('sets hours and the head of service, and refuses what is none', async () => {
    await commissioner.open('/alerts/ladder');
    const hours = { hours0: '6', hours1: '6', hours2: '8', hours3: '24' };
    const faulty = await commissioner.send('/alerts/ladder', { ...hours, hours1: '0', head: '' });
    expect(has(faulty, 'Enter whole hours from 1 to 168')).toEqual([422, true]);
    const stranger = await commissioner.send('/alerts/ladder', { ...hours, head: newId() });
    expect(has(stranger, 'Choose somebody from the list')).toEqual([422, true]);
    const head = await ladder.personOf('commissioner.e09000029');
    expect((await commissioner.send('/alerts/ladder', { ...hours, head })).status).toBe(303);
    const [set] = await ladder.rows('SELECT * FROM alert_ladder ORDER BY set_at DESC LIMIT 1');
    expect(set).toMatchObject({ provider_worker_hours: 6, commissioner_hours: 8, head_of_service_id: head });
  });

  it('places and ends a cover within one organisation', async () => {
    const administrator = await signedIn('administrator, Sutton');
    await administrator.open('/alerts/ladder');
    const [covered, covering] = [
      await ladder.personOf('provider_manager.harbour'),
      await ladder.personOf('provider_worker.harbour'),
    ];
    const day = now.toZonedDateTimeISO('Europe/London').toPlainDate();
    const until = day.add({ days: 3 });
    const days = {
      ...{ fromDay: `${day.day}`, fromMonth: `${day.month}`, fromYear: `${day.year}` },
      ...{ toDay: `${until.day}`, toMonth: `${until.month}`, toYear: `${until.year}` },
    };
    const other = { covered, covering: await ladder.personOf('commissioner.e09000029'), ...days };
    expect(has(await administrator.send('/alerts/ladder/covers', other), 'of the same organisation')).toEqual([
      422,
      true,
    ]);
    expect((await administrator.send('/alerts/ladder/covers', { covered, covering, ...days })).status).toBe(303);
    const page = await administrator.open('/alerts/ladder');
    const id = /\/alerts\/ladder\/covers\/([0-9a-f-]{36})\/end/.exec(page.body)?.[1] ?? '';
    expect((await administrator.send(`/alerts/ladder/covers/${id}/end`)).status).toBe(303);
    expect((await administrator.send(`/alerts/ladder/covers/${id}/end`)).status).toBe(404);
  });

  it('is for those who may set it alone', async () => {
    expect((await manager.open('/alerts/ladder')).status).toBe(403);
    expect(led(await (await signedIn('administrator, Sutton')).open('/alerts'))).toEqual([
      ...[303, `/alerts/ladder?authority=${SUTTON}`],
    ]);
  });
});
