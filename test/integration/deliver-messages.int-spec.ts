import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acknowledgeAlert, readAlertLife } from '#casework';
import { parseInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { deliverDue, notifySender, readOutbox, sendAgain, smtpSender } from '#messages';
import type { Delivered } from '#messages';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import {
  RAISED,
  asSuperuser,
  keptMessages,
  personCalled,
  queueMessage,
  raiseAlerts,
} from '../support/alert-messages.js';
import { contextOf } from '../support/children.js';
import { startFakeMailServer } from '../support/fake-mail-server.js';
import type { FakeMailServer } from '../support/fake-mail-server.js';
import { NOTIFY_KEY, startFakeNotify } from '../support/fake-notify.js';
import type { FakeNotify } from '../support/fake-notify.js';
import { testServers } from '../support/postgres.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const TIMEOUT_MS = 300;
const publicUrl = 'https://homeward.example';
const start = parseInstant(RAISED);
const none: Delivered = { accepted: 0, putOff: 0, failed: 0, delivered: 0, withdrawn: 0 };

describe.each(testServers())('the delivery of messages on $name', (server) => {
  let test: TestService;
  let mail: FakeMailServer;
  let notify: FakeNotify;
  let alerts: readonly string[];
  let worker: string;
  let commissioner: string;

  beforeEach(async () => {
    [mail, notify] = await Promise.all([startFakeMailServer(), startFakeNotify()]);
    test = await createTestService({ server });
    alerts = await raiseAlerts(test, 3);
    worker = await personCalled(test, 'provider_worker.harbour');
    commissioner = await personCalled(test, 'commissioner.e09000029');
  });
  afterEach(async () => {
    await Promise.all([mail.close(), notify.close()]);
    await test.close();
  });

  const way = () => ({
    senders: [
      smtpSender({ url: mail.url, from: 'homeward@council.example', timeoutMs: TIMEOUT_MS }),
      notifySender({ apiKey: NOTIFY_KEY, templateId: 'template', url: notify.url, timeoutMs: TIMEOUT_MS }),
    ],
    publicUrl,
  });
  const deliver = (at: Instant = start) => deliverDue(test.service.casework, way(), SUTTON, at);
  const queue = (at: number, wish: Partial<Parameters<typeof queueMessage>[1]> = {}) =>
    queueMessage(test, { alertId: alerts[at] ?? '', recipientId: worker, ...wish });
  const states = async () => (await keptMessages(test)).map(({ state }) => state);

  /** The commissioner takes an alert on. */
  async function takeOn(at: number): Promise<void> {
    const context = await contextOf(test, 'commissioner.e09000029', 'alert.acknowledge');
    await acknowledgeAlert(test.service.casework, context, alerts[at] ?? '', { words: '', by: null });
  }

  /** No interview is owed any more, for a reason that is on record. */
  async function settle(at: number): Promise<void> {
    const { rows } = await asSuperuser(test, (client) =>
      client.query<{ ref: string }>(
        'SELECT r.ref FROM alert a JOIN source_reference r ON r.episode_id = a.episode_id WHERE a.id = $1',
        [alerts[at]],
      ),
    );
    const ref = rows[0]?.ref ?? '';
    const row = aReturnRow({
      provider_ref: ref,
      child_id: ref.replace('T', 'CHILD-'),
      not_completed_reason: 'custody',
    });
    await test.service.returns.receive(aReceivedReturn(aProviderReturn(row), '2025-10-08T06:20:00Z'));
  }

  /** Rounds of delivery over two days, as the worker makes them. */
  async function deliverForDays(): Promise<void> {
    for (let minutes = 0; minutes <= 2 * 24 * 60; minutes += 20) await deliver(start.add({ minutes }));
  }

  it('sends each message once, with its reference, the deadline and a link, and nothing about a child', async () => {
    const id = await queue(0);
    expect(await deliver()).toEqual({ ...none, accepted: 1 });
    expect(await deliver(start.add({ hours: 1 }))).toEqual(none);
    expect(mail.taken).toMatchObject([
      { messageId: `<${id}@council.example>`, to: 'provider_worker.harbour@people.example' },
    ]);
    const text = (mail.taken[0]?.raw ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(text).toContain(`${publicUrl}/alerts/${alerts[0] ?? ''}`);
    const told = await asSuperuser(test, (client) =>
      client.query<{ said: string }>(
        'SELECT unnest(ARRAY[given_name, family_name, council_child_id, date_of_birth::text, child_id::text]) AS said FROM child_identity',
      ),
    );
    expect(told.rows.length).toBeGreaterThan(0);
    for (const { said } of told.rows) expect(text).not.toContain(said);
    expect(await states()).toEqual(['accepted']);
  });

  it('tries again after every fault with the same reference, until the record outside has each message', async () => {
    const ids = [await queue(0), await queue(1), await queue(2)];
    mail.behave('take-and-be-silent', 'busy', 'take-and-hang-up', 'refuse-sender', 'drip', 'busy', 'busy');
    await deliverForDays();
    const outside = new Set(mail.taken.map(({ messageId }) => messageId));
    expect([...outside].sort()).toEqual(ids.map((id) => `<${id}@council.example>`).sort());
    expect(await states()).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('sends by GOV.UK Notify once, whatever is heard of it, and reads back that it arrived', async () => {
    const ids = [
      await queue(0, { channel: 'notify' }),
      await queue(1, { channel: 'notify' }),
      await queue(2, { channel: 'notify' }),
    ];
    notify.behave('take-and-be-silent', 'take-and-break', 'limit', 'fail', 'take-and-fail');
    for (const minutes of [0, 5, 10, 30]) await deliver(start.add({ minutes }));
    expect(notify.taken.map(({ reference }) => reference).sort()).toEqual([...ids].sort());
    expect(await states()).toEqual(['accepted', 'accepted', 'accepted']);
    notify.deliver('delivered');
    expect(await deliver(start.add({ hours: 2 }))).toEqual({ ...none, delivered: 3 });
    expect(await states()).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('waits as long as it is asked to', async () => {
    await queue(0, { channel: 'notify' });
    notify.behave('limit');
    expect(await deliver()).toEqual({ ...none, putOff: 1 });
    expect(await deliver(start.add({ seconds: 119 }))).toEqual(none);
    expect(await deliver(start.add({ seconds: 120 }))).toEqual({ ...none, accepted: 1 });
  });

  it('makes what cannot be sent or did not arrive the commissioner’s by name, with what was wrong', async () => {
    await queue(0);
    await queue(1, { channel: 'notify' });
    mail.behave('refuse-address');
    await deliver();
    notify.deliver('permanent-failure');
    await deliver(start.add({ minutes: 5 }));
    const kept = await keptMessages(test);
    expect(kept.map(({ state, fault, owner_id: owner }) => [state, fault, owner]).sort()).toEqual([
      ['failed', 'address-refused', commissioner],
      ['failed', 'not-delivered', commissioner],
    ]);
  });

  it('gives up within a day on a server that never answers, and says so', async () => {
    await queue(0);
    mail.behave(...Array.from({ length: 40 }, () => 'busy' as const));
    await deliverForDays();
    expect(await keptMessages(test)).toMatchObject([{ state: 'failed', fault: 'busy', owner_id: commissioner }]);
    expect(mail.taken).toEqual([]);
  });

  it('does not write to somebody who belongs to the authority no more', async () => {
    await queue(0);
    await asSuperuser(test, (client) =>
      client.query(`UPDATE membership SET valid_to = '2020-01-02', valid_from = '2020-01-01' WHERE person_id = $1`, [
        worker,
      ]),
    );
    await deliver();
    expect(await keptMessages(test)).toMatchObject([{ state: 'failed', fault: 'no-address', owner_id: commissioner }]);
    expect(mail.taken).toEqual([]);
  });

  it('sends what was held for somebody as one message in the morning, and again as that one', async () => {
    const heldUntil = '2025-10-08T06:30:00Z';
    const ids = [await queue(0, { heldUntil }), await queue(1, { heldUntil })];
    await queue(2, { heldUntil, recipientId: commissioner });
    expect(await deliver(parseInstant('2025-10-08T06:29:59Z'))).toEqual(none);
    mail.behave('take-and-hang-up');
    await deliver(parseInstant(heldUntil));
    await deliver(parseInstant('2025-10-08T06:40:00Z'));
    const subjects = new Set(mail.taken.map(({ messageId, subject }) => `${messageId} ${subject}`));
    expect([...subjects].map((subject) => subject.replace(/^<.*> /, '')).sort()).toEqual([
      'Held in quiet hours: 1 message',
      'Held in quiet hours: 2 messages',
    ]);
    const kept = await keptMessages(test);
    const shared = kept.filter(({ id }) => ids.includes(id)).map((each) => each.sending_id);
    expect(new Set(shared).size).toBe(1);
    expect(kept.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('does not send what was held once somebody has taken the alert on or its deadline is settled, and says so', async () => {
    const heldUntil = '2025-10-08T06:30:00Z';
    const [taken, settled, open] = [
      await queue(0, { heldUntil }),
      await queue(1, { heldUntil }),
      await queue(2, { heldUntil }),
    ];
    await takeOn(0);
    await settle(1);
    expect(await deliver(parseInstant(heldUntil))).toEqual({ ...none, withdrawn: 2, accepted: 1 });
    expect(mail.taken.map(({ subject }) => subject)).toEqual(['Held in quiet hours: 1 message']);
    const kept = new Map((await keptMessages(test)).map(({ id, state }) => [id, state]));
    expect([taken, settled, open].map((id) => kept.get(id))).toEqual(['withdrawn', 'withdrawn', 'accepted']);
    const context = await contextOf(test, 'commissioner.e09000029', 'alert.read');
    const { opened } = await readAlertLife(test.service.casework, context, alerts[0] ?? '');
    const events = opened.kind === 'opened' && opened.value ? opened.value.events : [];
    expect(events.filter(({ kind }) => kind === 'told')).toMatchObject([{ withdrawnAt: parseInstant(heldUntil) }]);
    const outbox = await readOutbox(
      test.service.casework,
      await contextOf(test, 'commissioner.e09000029', 'outbox.manage'),
    );
    expect(outbox.count).toBe(0);
  });

  it('does not send again what failed once there is nothing to tell any more', async () => {
    mail.behave('refuse-address');
    const id = await queue(0);
    expect(await deliver()).toMatchObject({ failed: 1 });
    await takeOn(0);
    const context = await contextOf(test, 'commissioner.e09000029', 'outbox.manage');
    expect(await sendAgain(test.service.casework, context, id)).toBe(true);
    expect(await deliver(parseInstant('2099-01-01T00:00:00Z'))).toEqual({ ...none, withdrawn: 1 });
  });

  it('loses nothing and doubles nothing on four workers at once', async () => {
    const rest = await Promise.all(alerts.map((alertId) => queueMessage(test, { alertId, recipientId: commissioner })));
    const ids = [...rest, await queue(0), await queue(1), await queue(2)];
    const done = await Promise.all([1, 2, 3, 4].map(() => deliver()));
    expect(done.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(ids.length);
    expect(mail.taken.map(({ messageId }) => messageId).sort()).toEqual(
      ids.map((id) => `<${id}@council.example>`).sort(),
    );
  });

  it('takes up what a worker left that was killed after the server had taken it', async () => {
    const id = await queue(0);
    const { casework } = test.service;
    const dying: Pick<typeof casework, 'write'> = {
      write: (context, work) =>
        mail.taken.length === 0 ? casework.write(context, work) : Promise.reject(new Error('killed')),
    };
    const killed = deliverDue(dying, way(), SUTTON, start);
    await expect(killed).rejects.toThrow('killed');
    expect(await deliver(start.add({ seconds: 179 }))).toEqual(none);
    expect(await deliver(start.add({ seconds: 180 }))).toEqual({ ...none, accepted: 1 });
    expect(mail.taken.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${id}@council.example>`));
  });

  it('leaves everything waiting without a sender, and sends it once there is one', async () => {
    await queue(0);
    expect(await deliverDue(test.service.casework, { senders: [], publicUrl }, SUTTON, start)).toEqual(none);
    expect(await keptMessages(test)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    expect(await deliver()).toEqual({ ...none, accepted: 1 });
  });
});
