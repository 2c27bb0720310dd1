import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SUTTON } from '../support/service.js';
import { openRaw } from '../support/raw-http.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const BYTES = 20 * 1024 * 1024;

let web: TestWeb;

function headOf(...more: readonly string[]): string {
  const lines = [
    `POST /api/v1/provider-returns?authority=${SUTTON} HTTP/1.1`,
    'host: localhost',
    'content-type: text/csv',
  ];
  return [...lines, ...more, '', ''].join('\r\n');
}

beforeAll(async () => {
  web = await createTestWeb();
}, 60_000);
afterAll(() => web.close());

describe('the body of a request to the API', () => {
  it.each([
    ['no key', []],
    ['a wrong key', ['authorization: Bearer hw_wrong']],
    ['another scheme', ['authorization: Basic aGFyYm91cjpoYXJib3Vy']],
  ])('is not waited for from whoever has %s', async (_, credentials) => {
    const connection = openRaw(web.url);
    connection.send(headOf(`content-length: ${BYTES}`, ...credentials));
    const answer = await connection.answer;
    connection.close();
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('urn:homeward:problem:not-signed-in');
  });

  it('is not waited for where it says itself that it is too large', async () => {
    const connection = openRaw(web.url);
    connection.send(headOf('content-length: 900000000', `authorization: Bearer ${await web.issueKey('HARBOUR')}`));
    const answer = await connection.answer;
    connection.close();
    expect(answer.status).toBe(413);
  });

  it('may be sent to its end before the refusal is read, over a connection that stays', async () => {
    const connection = openRaw(web.url);
    connection.send(headOf(`content-length: ${BYTES}`));
    connection.send(Buffer.alloc(BYTES, 'x'));
    expect((await connection.answer).status).toBe(401);
    connection.close();
    const whole = await web.ask('/api/v1/provider-returns', { method: 'POST', body: Buffer.alloc(BYTES, 'x') });
    expect(whole.status).toBe(401);
  });

  it('is cut off when it goes on without an end', async () => {
    const connection = openRaw(web.url);
    connection.send(headOf('transfer-encoding: chunked'));
    const chunk = `400000\r\n${'x'.repeat(4 * 1024 * 1024)}\r\n`;
    for (let sent = 0; sent < 20; sent += 1) connection.send(chunk);
    expect((await connection.answer).status).toBe(401);
    await connection.closed;
  });
});

describe('a connection', () => {
  it.each([
    [400, 'invalid-request', 'GET / HTTP/1.1\r\nno colon\r\n\r\n'],
    [400, 'invalid-request', 'complete nonsense\r\n\r\n'],
    [431, 'too-large-head', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('that brings no request is refused with %i %s and ended', async (status, kind, bytes) => {
    const connection = openRaw(web.url);
    connection.send(bytes);
    const answer = await connection.answer;
    await connection.closed;
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(`urn:homeward:problem:${kind}`);
    expect(answer.head).toContain('x-content-type-options: nosniff');
  });
});
