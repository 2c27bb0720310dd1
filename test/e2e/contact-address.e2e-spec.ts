import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { smtpSender } from '#messages';
import { startFakeMailServer } from '../support/fake-mail-server.js';
import type { FakeMailServer } from '../support/fake-mail-server.js';
import { TestClock } from '../support/test-clock.js';
import { Visitor, createTestWeb, has, led } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const clock = new TestClock();
const HERE = '/account/contact';
let mail: FakeMailServer;
let web: TestWeb;
let visitor: Visitor;

beforeAll(async () => {
  mail = await startFakeMailServer();
  const sender = smtpSender({ url: mail.url, from: 'homeward@council.example', timeoutMs: 2000 });
  const way = { senders: [sender], publicUrl: 'https://homeward.example' };
  web = await createTestWeb({ way, web: { now: clock.now } });
}, 60_000);
afterAll(async () => {
  await web.close();
  await mail.close();
});
beforeEach(async () => {
  clock.pass({ minutes: 1 });
  visitor = new Visitor(web);
  await visitor.signIn();
  await visitor.send(`${HERE}/drop`);
});

const codeOf = (address: string) => {
  const [newest] = mail.taken.filter(({ to }) => to === address).slice(-1);
  return /(\d{6})/.exec(newest?.subject ?? '')?.[1] ?? '';
};
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('the address that somebody is written to', () => {
  it('is used once its person has entered the code that was sent there, and until they drop it', async () => {
    expect(has(await visitor.open('/account'), `href="${HERE}"`)).toEqual([200, true]);
    expect(led(await visitor.send(HERE, { address: 'me@council.example' }))).toEqual([303, HERE]);
    expect(has(await visitor.open(HERE), 'You are not written to.', 'me@council.example')).toEqual([200, true, true]);
    expect(led(await visitor.send(`${HERE}/code`, { code: codeOf('me@council.example') }))).toEqual([303, HERE]);
    expect(has(await visitor.open(HERE), 'You are written to at <strong>me@council.example</strong>')).toEqual([
      200,
      true,
    ]);
    await visitor.send(`${HERE}/drop`);
    expect(has(await visitor.open(HERE), 'You are not written to.')).toEqual([200, true]);
  });

  it('stays until another one is confirmed', async () => {
    await visitor.send(HERE, { address: 'old@council.example' });
    await visitor.send(`${HERE}/code`, { code: codeOf('old@council.example') });
    clock.pass({ minutes: 1 });
    await visitor.send(HERE, { address: 'new@council.example' });
    expect(has(await visitor.open(HERE), 'You are written to at <strong>old@council.example</strong>')).toEqual([
      200,
      true,
    ]);
    await visitor.send(`${HERE}/code`, { code: codeOf('new@council.example') });
    expect(has(await visitor.open(HERE), 'You are written to at <strong>new@council.example</strong>')).toEqual([
      200,
      true,
    ]);
  });

  it('is confirmed by its code alone, which is tried five times and holds for half an hour', async () => {
    await visitor.send(HERE, { address: 'me@council.example' });
    const code = codeOf('me@council.example');
    for (let time = 0; time < 5; time += 1) {
      const refused = await visitor.send(`${HERE}/code`, { code: other(code) });
      expect(has(refused, 'The code is not right')).toEqual([422, true]);
    }
    expect((await visitor.send(`${HERE}/code`, { code })).status).toBe(422);
    clock.pass({ minutes: 1 });
    await visitor.send(HERE, { address: 'me@council.example' });
    const later = codeOf('me@council.example');
    for (let time = 0; time < 3; time += 1) {
      clock.pass({ minutes: 10 });
      await visitor.open(HERE);
    }
    expect((await visitor.send(`${HERE}/code`, { code: later })).status).toBe(422);
  });

  it('is not written to twice in a minute', async () => {
    await visitor.send(HERE, { address: 'me@council.example' });
    await visitor.send(`${HERE}/drop`);
    const again = await visitor.send(HERE, { address: 'other@council.example' });
    expect(has(again, 'less than a minute ago', 'value="other@council.example"')).toEqual([422, true, true]);
    expect(mail.taken.filter(({ to }) => to === 'other@council.example')).toEqual([]);
  });

  it.each([
    '',
    'nobody',
    'a@b',
    'a@council.example, b@council.example',
    'A <a@council.example>',
    `${'a'.repeat(250)}@b.example`,
  ])('is not %p', async (address) => {
    expect(has(await visitor.send(HERE, { address }), 'Enter an e-mail address')).toEqual([422, true]);
  });

  it('says so when the code could not be sent', async () => {
    mail.behave('refuse-address');
    expect(has(await visitor.send(HERE, { address: 'me@council.example' }), 'could not be sent')).toEqual([422, true]);
  });

  it('is nobody else’s: another person sees and confirms nothing', async () => {
    await visitor.send(HERE, { address: 'me@council.example' });
    const somebody = new Visitor(web);
    await somebody.signIn('social worker, Sutton');
    expect(has(await somebody.open(HERE), 'me@council.example')).toEqual([200, false]);
    expect((await somebody.send(`${HERE}/code`, { code: codeOf('me@council.example') })).status).toBe(422);
  });
});

describe('the same page without a sender', () => {
  it('asks for nothing', async () => {
    const bare = await createTestWeb();
    try {
      const somebody = new Visitor(bare);
      await somebody.signIn();
      expect(has(await somebody.open(HERE), 'Sending is not set up', 'Send a code')).toEqual([200, true, false]);
      expect((await somebody.send(HERE, { address: 'me@council.example' })).status).toBe(422);
    } finally {
      await bare.close();
    }
  });
});
