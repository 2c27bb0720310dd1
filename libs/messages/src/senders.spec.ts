import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startBabbler, startFakeMailServer } from '../../../test/support/fake-mail-server.js';
import type { FakeMailServer, MailBehaviour } from '../../../test/support/fake-mail-server.js';
import { NOTIFY_KEY, startFakeNotify } from '../../../test/support/fake-notify.js';
import type { FakeNotify, NotifyBehaviour } from '../../../test/support/fake-notify.js';
import { notifySender, smtpSender } from './index.js';
import type { Mail, Sender } from './index.js';

const TIMEOUT_MS = 1_500;
const from = 'Homeward <homeward@council.example>';
const aMail = (): Mail => ({
  ...{ reference: randomUUID(), to: 'worker@council.example', subject: 'A deadline', text: 'Due on Monday.\nSign in.' },
});
const putOff = (fault: string, retryAfter: number | null = null) => ({ kind: 'put-off', fault, retryAfter });

let mail: Mail;
let babbler: Awaited<ReturnType<typeof startBabbler>>;
beforeAll(async () => {
  babbler = await startBabbler();
});
afterAll(() => babbler.close());
beforeEach(() => {
  mail = aMail();
});

describe('smtpSender', () => {
  let server: FakeMailServer;
  let sender: Sender;
  beforeAll(async () => {
    server = await startFakeMailServer();
    sender = smtpSender({ url: server.url, from, timeoutMs: TIMEOUT_MS });
  });
  afterAll(() => server.close());
  const mailbox = () => server.taken.filter(({ messageId }) => messageId === `<${mail.reference}@council.example>`);

  it('hands a text over under its reference, marked as written by a machine', async () => {
    expect(await sender.send(mail, false)).toEqual({ kind: 'accepted' });
    expect(mailbox()).toMatchObject([{ to: mail.to, subject: mail.subject }]);
    expect(mailbox()[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mailbox()[0]?.raw).toContain('Due on Monday.\r\nSign in.');
  });

  it.each<[MailBehaviour, object, number]>([
    ['take-and-be-silent', putOff('timed-out'), 1],
    ['take-and-hang-up', putOff('unreachable'), 1],
    ['drip', putOff('timed-out'), 1],
    ['busy', putOff('busy'), 0],
    ['refuse-sender', putOff('server-fault'), 0],
    ['refuse-address', { kind: 'refused', fault: 'address-refused' }, 0],
    ['refuse-text', { kind: 'refused', fault: 'message-refused' }, 0],
  ])('makes of a server that is to %s: %p', async (behaviour, outcome, count) => {
    server.behave(behaviour);
    expect(await sender.send(mail, false)).toEqual(outcome);
    expect(mailbox()).toHaveLength(count);
  });

  it('gives a text the same reference again when it was not heard that it was taken', async () => {
    server.behave('take-and-be-silent');
    await sender.send(mail, false);
    expect(await sender.send(mail, true)).toEqual({ kind: 'accepted' });
    expect(mailbox()).toHaveLength(2);
  });

  it('writes to one address, whatever stands in it', async () => {
    await sender.send({ ...mail, to: 'a@council.example, b@council.example' }, false);
    await sender.send({ ...mail, to: 'a@council.example\r\nBcc: b@council.example' }, false);
    expect(server.taken.filter(({ to }) => to.includes('b@council.example') && to.includes(','))).toEqual([]);
    expect(server.taken.filter(({ to }) => to === 'b@council.example')).toEqual([]);
  });

  it('tells what does not speak its language, what is not there, and what does not encrypt', async () => {
    const outcome = (url: string) => smtpSender({ url, from, timeoutMs: TIMEOUT_MS }).send(mail, false);
    expect(await outcome(`smtp://127.0.0.1:${babbler.port}`)).toEqual(putOff('broken-answer'));
    expect(await outcome('smtp://127.0.0.1:1')).toEqual(putOff('unreachable'));
    expect(await outcome(server.url.replace('smtp:', 'smtps:'))).toEqual(putOff('unreachable'));
    expect(await outcome(server.url.replace('smtp://', 'smtp://name:secret@'))).toEqual({ kind: 'accepted' });
  });
});

describe('notifySender', () => {
  let notify: FakeNotify;
  let sender: Sender;
  beforeAll(async () => {
    notify = await startFakeNotify();
    sender = notifySender({ apiKey: NOTIFY_KEY, templateId: randomUUID(), url: notify.url, timeoutMs: TIMEOUT_MS });
  });
  afterAll(() => notify.close());
  const mailbox = () => notify.taken.filter(({ reference }) => reference === mail.reference);

  it('hands a text over under its reference, in the two fields of its template', async () => {
    expect(await sender.send(mail, false)).toEqual({ kind: 'accepted' });
    const { to, subject, text } = mail;
    expect(mailbox()).toMatchObject([{ to, personalisation: { subject, text } }]);
  });

  it.each<[NotifyBehaviour, object, number]>([
    ['take-and-be-silent', putOff('timed-out'), 1],
    ['take-and-fail', putOff('server-fault'), 1],
    ['take-and-break', putOff('broken-answer'), 1],
    ['limit', putOff('rate-limited', 120), 0],
    ['fail', putOff('server-fault'), 0],
    ['refuse-key', putOff('sign-in-refused'), 0],
    ['refuse-address', { kind: 'refused', fault: 'address-refused' }, 0],
    ['refuse-template', { kind: 'refused', fault: 'message-refused' }, 0],
  ])('makes of a Notify that is to %s: %p, and of it again: once in all', async (behaviour, outcome, count) => {
    notify.behave(behaviour);
    expect(await sender.send(mail, false)).toEqual(outcome);
    expect(mailbox()).toHaveLength(count);
    expect(await sender.send(mail, true)).toEqual({ kind: 'accepted' });
    expect(mailbox()).toHaveLength(1);
  });

  it('reads the time until which it is to wait from a date too', async () => {
    notify.behave('limit-until-later');
    expect(await sender.send(mail, false)).toMatchObject({ retryAfter: expect.any(Number) });
  });

  it.each([
    ['delivered', 'delivered'],
    ['permanent-failure', 'not-delivered'],
    ['temporary-failure', 'not-delivered'],
    ['technical-failure', 'not-delivered'],
    ['sending', 'under-way'],
    ['a state of next year', 'under-way'],
  ])('reads back that a message is %s as %s', async (status, outcome) => {
    await sender.send(mail, false);
    notify.deliver(status);
    expect(await sender.check?.(mail.reference)).toBe(outcome);
  });

  it('hands over anew what Notify took and could not deliver', async () => {
    await sender.send(mail, false);
    notify.deliver('temporary-failure');
    expect(await sender.send(mail, true)).toEqual({ kind: 'accepted' });
    expect(mailbox()).toHaveLength(2);
    expect(await sender.check?.(mail.reference)).toBe('under-way');
  });

  it('tells what does not speak its language and what is not there', async () => {
    const at = (port: number) => notifySender({ apiKey: NOTIFY_KEY, templateId: 't', url: `http://127.0.0.1:${port}` });
    expect(await at(babbler.port).send(mail, false)).toEqual(putOff('broken-answer'));
    expect(await at(1).send(mail, true)).toEqual(putOff('unreachable'));
    expect(await at(1).check?.(mail.reference)).toBe('under-way');
  });
});
