import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseInstant } from '#domain/time';
import { deliverDue, smtpSender } from '#messages';
import { heldUntil, inTransaction, systemContext } from '#persistence';
import { asSuperuser, keptMessages, personCalled, queueMessage, raiseAlerts } from '../support/alert-messages.js';
import { startFakeMailServer } from '../support/fake-mail-server.js';
import type { FakeMailServer } from '../support/fake-mail-server.js';
import { SUTTON } from '../support/service.js';
import { Visitor, createTestWeb, has, led } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const HERE = `/outbox?authority=${SUTTON}`;
const SETTINGS = `/outbox/settings?authority=${SUTTON}`;
const publicUrl = 'https://homeward.example';
let mail: FakeMailServer;
let web: TestWeb;
let failed: string;
let waiting: string;

beforeAll(async () => {
  mail = await startFakeMailServer();
  web = await createTestWeb();
  const alerts = await raiseAlerts(web, 2);
  const recipientId = await personCalled(web, 'provider_worker.harbour');
  failed = await queueMessage(web, { alertId: alerts[0] ?? '', recipientId });
  mail.behave('refuse-address');
  await deliver();
  waiting = await queueMessage(web, { alertId: alerts[1] ?? '', recipientId });
}, 60_000);
afterAll(async () => {
  await web.close();
  await mail.close();
});

const deliver = () => {
  const senders = [smtpSender({ url: mail.url, from: 'homeward@council.example', timeoutMs: 2000 })];
  return deliverDue(web.service.casework, { senders, publicUrl }, SUTTON);
};
async function signedIn(name?: string): Promise<Visitor> {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  return visitor;
}

describe('the outbox', () => {
  it('shows what failed, why and whose it is, and what waits for what', async () => {
    const page = await (await signedIn()).open('/outbox');
    const [before = '', after = ''] = page.body.split('id="waiting"');
    expect(before).toContain('The address does not exist');
    expect(before).toMatch(/Demonstration commissioner, Sutton <strong class="govuk-tag">you<\/strong>/);
    expect(before).toContain('No way out is set up');
    expect(after).toContain('a way out to be set up');
    expect(page.body.split(', HARBOUR<').length).toBeGreaterThan(2);
  });

  it('is pointed out on the worklist to whoever looks after what failed, and to nobody else', async () => {
    const page = await (await signedIn()).open('/worklist');
    expect(page.body.replaceAll('&#x3D;', '=')).toContain(`href="${HERE}">1 message could not be delivered</a>`);
    const other = await signedIn('social worker, Sutton');
    expect(has(await other.open('/worklist'), 'could not be delivered')).toEqual([200, false]);
  });

  it('says nothing about a child', async () => {
    const page = await (await signedIn()).open('/outbox');
    expect(has(page, 'CHILD-0', 'Testo', 'Willow')).toEqual([200, false, false, false]);
  });

  it.each(['social worker, Sutton', 'manager, HARBOUR', 'data protection officer, Sutton'])(
    'is not for the %s',
    async (name) => {
      const visitor = await signedIn(name);
      expect((await visitor.open('/outbox')).status).toBe(403);
      expect((await visitor.send(`/outbox/${failed}/send-again`)).status).toBe(403);
    },
  );

  it('has a message sent again that failed, once, under the same reference, on record', async () => {
    const visitor = await signedIn('administrator, Sutton');
    await visitor.open('/outbox');
    expect(led(await visitor.send(`/outbox/${failed}/send-again`))).toEqual([303, HERE]);
    expect((await visitor.send(`/outbox/${failed}/send-again`)).status).toBe(404);
    expect((await visitor.send(`/outbox/${waiting}/send-again`)).status).toBe(404);
    expect((await visitor.send('/outbox/none/send-again')).status).toBe(404);
    expect(await deliver()).toMatchObject({ accepted: 2, failed: 0 });
    expect(mail.taken.map(({ messageId }) => messageId)).toContain(`<${failed}@council.example>`);
    expect((await keptMessages(web)).map(({ state, owner_id }) => [state, owner_id])).toEqual([
      ['accepted', null],
      ['accepted', null],
    ]);
    const { rows } = await asSuperuser(web, (client) =>
      client.query<{ item_id: string }>(`SELECT item_id FROM audit_event WHERE action = 'MessageSendAgain'`),
    );
    expect(rows).toEqual([{ item_id: failed }]);
    expect(has(await visitor.open('/outbox'), 'Nothing.')).toEqual([200, true]);
    expect(has(await (await signedIn()).open('/worklist'), 'could not be delivered')).toEqual([200, false]);
  });

  it('keeps the quiet hours that were set, by which messages are held from then on', async () => {
    const visitor = await signedIn();
    const night = parseInstant('2026-11-23T21:00:00Z');
    const until = async (step: string) => {
      const hold = await inTransaction(web.service.database, systemContext(SUTTON, 'test'), heldUntil);
      return hold(step, night)?.toString() ?? null;
    };
    expect([await until('missed_24'), await until('missed_72')]).toEqual(['2026-11-24T07:00:00Z', null]);
    expect(has(await visitor.open(SETTINGS), 'value="20:00"', 'value="07:00"')).toEqual([200, true, true]);
    const owner = await personCalled(web, 'administrator.e09000029');
    const sent = { quietFrom: '18:30', quietTo: '8:15', owner };
    expect(led(await visitor.send(SETTINGS, sent))).toEqual([303, HERE]);
    expect(has(await visitor.open(SETTINGS), 'value="18:30"', 'value="08:15"', `value="${owner}" selected`)).toEqual([
      ...[200, true, true, true],
    ]);
    expect(await until('missed_24')).toBe('2026-11-24T08:15:00Z');
  });

  it('takes neither what is no time nor somebody who may not look after it', async () => {
    const visitor = await signedIn();
    await visitor.open(SETTINGS);
    const refused = await visitor.send(SETTINGS, { quietFrom: '24:00', quietTo: '', owner: '' });
    expect(has(refused, 'Enter when quiet hours begin', 'Enter when quiet hours end', 'value="24:00"')).toEqual([
      ...[422, true, true, true],
    ]);
    const owner = await personCalled(web, 'social_worker.e09000029');
    const stranger = await visitor.send(SETTINGS, { quietFrom: '20:00', quietTo: '07:00', owner });
    expect(has(stranger, 'Choose a commissioner or an administrator')).toEqual([422, true]);
  });
});
