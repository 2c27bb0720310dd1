import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { dayInLondon, instantOf } from '#domain/time';
import { newId } from '#platform';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { connect } from '../support/two-authorities.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

let web: TestWeb;
let superuser: Client;
let commissioner: Visitor;
let officer: Visitor;
let key: string;
let submissionId: string;

const rowsOf = async <Row>(sql: string) => (await superuser.query(sql)).rows as Row[];
const signedIn = async (name: string) => {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  return visitor;
};
const wanted = (days = 7) => {
  const day = dayInLondon(instantOf(new Date())).add({ days });
  return { wantedDay: `${day.day}`, wantedMonth: `${day.month}`, wantedYear: `${day.year}` };
};
const placeOf = (answer: Answer) => answer.headers.get('location') ?? '';
const idOf = (place: string) => /\/questions\/([0-9a-f-]{36})/.exec(place)?.[1] ?? '';
const asMachine = (
  path: string,
  options: { readonly body?: string | Uint8Array<ArrayBuffer>; readonly key?: string } = {},
) =>
  web.ask(`/api/v1/questions${path}${path.includes('?') ? '&' : '?'}authority=${SUTTON}`, {
    headers: {
      authorization: `Bearer ${key}`,
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...(options.key !== undefined && { 'idempotency-key': `"${options.key}"` }),
    },
    ...(options.body !== undefined && { method: 'POST', body: options.body }),
  });

beforeAll(async () => {
  web = await createTestWeb();
  superuser = await connect(web.database.superuserUrl);
  await web.service.returns.receive(aReceivedReturn(aProviderReturn(aReturnRow())));
  const held = aReturnRow({ provider_ref: 'T-HELD', child_id: 'C2002', returned_at: '2025-10-05T06:00:00Z' });
  submissionId = (await web.service.returns.receive(aReceivedReturn(aProviderReturn(held)))).submission;
  [commissioner, officer] = [await signedIn('commissioner, Sutton'), await signedIn('data officer, HARBOUR')];
  key = await web.issueKey('HARBOUR');
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await web.close();
});

describe('a question about an episode', () => {
  let place: string;
  let record: string;
  let form: string;

  beforeAll(async () => {
    const [row] = await rowsOf<{ child: string; episode: string }>(
      'SELECT child_id AS child, id AS episode FROM missing_episode',
    );
    record = `/children/${row?.child ?? ''}`;
    form = `${record}/episodes/${row?.episode ?? ''}/question`;
  });

  it('is asked from the child’s record, and a form that says too little is shown again with what was typed', async () => {
    expect((await commissioner.open(record)).body).toContain(form);
    expect((await commissioner.open(form)).body).not.toMatch(/<title>[^<]*Willow/);
    const refused = await commissioner.send(form, { words: ' ', ...wanted(-1), column: 'returned_at' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Write what you want to know');
    expect(refused.body).toContain('value="returned_at" selected');
    expect((await commissioner.send(form, { words: 'x', ...wanted(), column: 'no_such' })).status).toBe(422);
    expect(
      (await commissioner.send(form, { words: 'x', wantedDay: '31', wantedMonth: '2', wantedYear: '2026' })).body,
    ).toContain('Enter a day that exists');
    const words = 'Which day? <b>Really</b>';
    const asked = await commissioner.send(form, { words, ...wanted(), column: 'returned_at' });
    expect(asked.status).toBe(303);
    place = placeOf(asked);
    expect((await commissioner.open(place)).body).toContain('Which day? &lt;b&gt;Really&lt;/b&gt;');
    expect((await commissioner.open(record)).body).toContain('Which day? &lt;b&gt;Really&lt;/b&gt;');
  });

  it('stands before the provider, which reads its row and answers', async () => {
    expect((await officer.open('/returns')).body).toContain('1 question of the council is open');
    expect((await officer.open('/questions')).body).toContain(idOf(place));
    const page = await officer.open(place);
    expect(page.body).toContain('2025-10-07T06:00:00Z');
    expect(page.body).not.toContain('Close the question');
    expect((await officer.send(`/questions/${idOf(place)}/answers`, { answer: '' })).status).toBe(422);
    const answered = await officer.send(`/questions/${idOf(place)}/answers`, { answer: 'On the 7th' });
    expect([answered.status, idOf(placeOf(answered))]).toEqual([303, idOf(place)]);
    expect((await commissioner.open(place)).body).toContain('On the 7th');
  });

  it('is told as corrected by a later row, closed, and asked again', async () => {
    const later = aReturnRow({ returned_at: '2025-10-07T07:00:00Z' });
    await web.service.returns.receive(aReceivedReturn(aProviderReturn(later)));
    expect((await commissioner.open(place)).body).toContain('Changed: returned_at');
    expect((await commissioner.send(`/questions/${idOf(place)}/closing`, { closing: '' })).status).toBe(303);
    expect((await officer.open(place)).body).not.toContain('Your answer');
    const late = await officer.send(`/questions/${idOf(place)}/answers`, { answer: 'And more' });
    expect(late.status).toBe(422);
    expect((await commissioner.open('/questions')).body).toContain('No question is open.');
    const again = await commissioner.send(`/questions/${idOf(place)}/asking`, { words: 'Sure?', ...wanted() });
    expect(again.status).toBe(303);
    expect((await officer.open(place)).body).toContain('Sure?');
  });

  it('is not there for those who may not see it, nor under another address', async () => {
    const other = await signedIn('data officer, NORTHWAY');
    const team = await signedIn('social worker, Sutton');
    for (const visitor of [other, team]) expect((await visitor.open(place)).status).toBe(404);
    expect((await commissioner.open(`/questions/${newId()}`)).status).toBe(404);
    expect((await (await signedIn('interviewer, HARBOUR')).open(place)).status).toBe(403);
  });
});

describe('a question about a row that is held', () => {
  it('is asked from the list of such rows, which tells nothing of what they say', async () => {
    const list = await commissioner.open('/questions/held');
    expect(list.body).toContain('PR-101 returned_at');
    expect(list.body).not.toContain('Willow');
    const form = `/questions/rows/${submissionId}/2`;
    const page = await commissioner.open(form);
    expect(page.body).toContain('T-HELD');
    expect(page.body).not.toMatch(/Willow|C2002/);
    const asked = await commissioner.send(form, { words: 'Which is right?', ...wanted() });
    expect(asked.status).toBe(303);
    expect((await officer.open(placeOf(asked))).body).toContain('Which is right?');
    expect((await commissioner.open(placeOf(asked))).body).not.toMatch(/Willow|C2002/);
    expect((await commissioner.open(`/questions/rows/${submissionId}/9`)).status).toBe(404);
    expect((await commissioner.open(`/questions/rows/${submissionId}/x`)).status).toBe(404);
  });
});

describe('the questions of a machine', () => {
  interface Listed {
    readonly questions: readonly { readonly id: string; readonly state: string }[];
    readonly next: string | null;
  }

  it('come page by page', async () => {
    const first = (await asMachine('?limit=1')).json as Listed;
    const second = (await asMachine(`?limit=1&cursor=${first.next ?? ''}`)).json as Listed;
    expect([first.questions.length, second.questions.length, second.next]).toEqual([1, 1, null]);
    expect(first.questions[0]?.id).not.toBe(second.questions[0]?.id);
    for (const cursor of ['x', `2026-02-31_${newId()}`, '2026-02-28_', '2026-02-28_a_b'])
      expect([cursor, (await asMachine(`?cursor=${cursor}`)).status]).toEqual([cursor, 400]);
    expect((await commissioner.open(`/questions?after=2026-02-31_${newId()}`)).status).toBe(200);
    expect((await asMachine('?limit=0')).status).toBe(400);
  });

  it('are answered once however often the request is repeated', async () => {
    const [{ id } = { id: '' }] = ((await asMachine('')).json as Listed).questions;
    const body = JSON.stringify({ words: 'Sent again today' });
    const [one, two] = [
      await asMachine(`/${id}/answers`, { body, key: 'k-1' }),
      await asMachine(`/${id}/answers`, { body, key: 'k-1' }),
    ];
    expect([one.status, one.headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect([two.status, two.headers.get('idempotent-replayed'), two.body]).toEqual([201, 'true', one.body]);
    expect(one.json).toMatchObject({ id, state: 'answered' });
    expect((await asMachine(placeOf(one).replace(/^\/api\/v1\/questions|\?.*$/g, ''))).json).toEqual(one.json);
    const other = JSON.stringify({ words: 'Something else' });
    expect((await asMachine(`/${id}/answers`, { body: other, key: 'k-1' })).status).toBe(422);
    const [count] = await rowsOf<{ count: number }>(
      `SELECT count(*)::integer AS count FROM question_message WHERE words = 'Sent again today'`,
    );
    expect(count).toEqual({ count: 1 });
  });

  it.each([
    ['no words', '{}', 400],
    ['blank words', '{"words":" "}', 400],
    ['words that are none', '{"words":{"a":1}}', 400],
    ['something beside them', '{"words":"a","more":1}', 400],
    ['words that are too long', JSON.stringify({ words: 'x'.repeat(2001) }), 400],
    ['no JSON', 'words', 400],
    ['a NUL', '{"words":"a\\u0000b"}', 400],
    ['half a character', '{"words":"a\\ud800b"}', 400],
    ['bytes that are no UTF-8', Buffer.from('{"words":"caf\xe9"}', 'latin1'), 400],
    ['a list', '["words"]', 400],
    ['nesting without end', '['.repeat(30_000), 400],
  ])('refuse a body with %s', async (_name, body, status) => {
    const [{ id } = { id: '' }] = ((await asMachine('')).json as Listed).questions;
    expect((await asMachine(`/${id}/answers`, { body })).status).toBe(status);
  });

  it('are not there under another id, nor for another provider', async () => {
    const body = '{"words":"a"}';
    expect((await asMachine(`/${newId()}/answers`, { body })).status).toBe(404);
    const [{ id } = { id: '' }] = ((await asMachine('')).json as Listed).questions;
    key = await web.issueKey('NORTHWAY');
    expect((await asMachine(`/${id}/answers`, { body })).status).toBe(404);
    expect((await asMachine(`/${id}`)).status).toBe(404);
    expect(((await asMachine('')).json as Listed).questions).toEqual([]);
  });
});
