import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setReturnRule } from '#casework';
import { parseDay } from '#domain/time';
import { systemContext } from '#persistence';
import { newId } from '#platform';
import { aReturnRow } from '../builders/provider-return.js';
import { withClient } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let key: string;
let ref: string;
let made = 0;
const sql = <Row>(text: string, values: unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);

/** A row whose interview came long after the return, which is a warning; each test has a child of its own. */
const late = { offered_at: '2025-10-07T06:20:00Z', offered_to: 'child', interview_at: '2025-10-07T09:00:00Z' };
const row = (cells: Readonly<Record<string, string>> = {}) =>
  aReturnRow({ provider_ref: ref, child_id: `C-${ref}`, given_name: `Child ${ref}`, ...cells });

async function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return web.ask(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

interface Sent {
  readonly submission: string;
  readonly held: number;
  readonly findings: readonly { readonly code: string; readonly column: string; readonly confirmation?: unknown }[];
}
async function send(...rows: readonly Readonly<Record<string, string>>[]): Promise<Sent> {
  const answer = await post(`/api/v1/provider-returns?authority=${SUTTON}&period=2025-10`, { format: 1, rows });
  expect(answer.status).toBe(201);
  return answer.json as Sent;
}
const confirm = (id: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  post(`/api/v1/provider-returns/${id}/confirmations?authority=${SUTTON}`, body, headers);
const changed = { returned_at: '2025-10-07T05:00:00Z' };

beforeAll(async () => {
  web = await createTestWeb();
  key = await web.issueKey('HARBOUR');
  const [contract] = await sql<{ id: string }>(
    `SELECT c.id FROM contract c JOIN provider p ON p.id = c.provider_id WHERE c.authority = $1 AND p.code = 'HARBOUR'`,
    [SUTTON],
  );
  const rule = { dueWorkingDay: 5, requiredColumns: [], needsConfirmation: true };
  await web.service.casework.write(systemContext(SUTTON, 'test'), ({ tx }) =>
    setReturnRule(tx, { contractId: contract?.id ?? '', validFrom: parseDay('2025-10-01'), ...rule }),
  );
}, 60_000);
afterAll(() => web.close());
beforeEach(() => {
  ref = `W${++made}`;
});

describe('confirming over HTTP', () => {
  it('applies the change, once for each Idempotency-Key', async () => {
    await send(row());
    const { submission } = await send(row(changed));
    const headers = { 'idempotency-key': `"${newId()}"` };
    const first = await confirm(submission, { rows: [2] }, headers);
    expect([first.status, first.json]).toEqual([
      200,
      expect.objectContaining({ submission, changed: 1, held: 0, shownAnew: [], findings: [] }),
    ]);
    const again = await confirm(submission, { rows: [2] }, headers);
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
    expect((await confirm(submission, { rows: [3] }, headers)).status).toBe(422);
  });

  it('says what cannot be confirmed and does none of it, and uses no key up', async () => {
    await send(row());
    const { submission } = await send(row(changed));
    const headers = { 'idempotency-key': `"${newId()}"` };
    const refused = await confirm(submission, { rows: [2, 9] }, headers);
    expect([refused.status, refused.json]).toEqual([
      422,
      expect.objectContaining({
        type: 'urn:homeward:problem:not-confirmable',
        detail: expect.stringContaining('Row 9'),
      }),
    ]);
    expect((await confirm(submission, { rows: [2] }, headers)).json).toMatchObject({ changed: 1 });
  });

  it('of somebody else’s return finds nothing, in the same words as of none', async () => {
    await send(row());
    const { submission } = await send(row(changed));
    const other = { authorization: `Bearer ${await web.issueKey('KESTREL')}` };
    const absent = await confirm(newId(), { rows: [2] }, other);
    const foreign = await confirm(submission, { rows: [2] }, other);
    expect([foreign.status, foreign.body]).toEqual([404, absent.body]);
    expect((await confirm('x', { rows: [2] }, other)).body).toBe(absent.body);
  });

  it.each([
    ['nothing', {}],
    ['a list', []],
    ['no JSON', '{'],
    ['brackets without end', '['.repeat(100_000)],
    ['a row that is none', { rows: ['2'] }],
    ['half a row', { rows: [2.5] }],
    ['a row beyond all', { rows: [1e300] }],
    ['another field', { rows: [2], isAdmin: true }],
    ['a prototype', '{"rows":[2],"__proto__":{"isAdmin":true}}'],
    ['a NUL', { findings: [{ row: 2, code: 'PR-159', column: 'interview_at', reason: 'a\0b' }] }],
    ['half a character', '{"findings":[{"row":2,"code":"x","column":"y","reason":"\\ud800"}]}'],
    ['a text that is none', { findings: [{ row: 2, code: {}, column: 'y', reason: 'z' }] }],
    ['more rows than any return has', { rows: Array.from({ length: 20_001 }, () => 2) }],
  ])('by %s is refused', async (_, body) => {
    const { submission } = await send(row());
    const answer = await confirm(submission, body);
    expect([answer.status, answer.json]).toEqual([
      400,
      expect.objectContaining({ type: 'urn:homeward:problem:invalid-request' }),
    ]);
    expect({}).not.toHaveProperty('isAdmin');
  });

  it('is described', async () => {
    const { json } = await web.ask('/api/v1/openapi.json');
    expect(json).toMatchObject({
      paths: { '/api/v1/provider-returns/{id}/confirmations': { post: { responses: { 200: {}, 404: {}, 422: {} } } } },
    });
  });
});

describe('a warning', () => {
  const warned = (cells: Readonly<Record<string, string>> = {}) =>
    row({
      ...late,
      interview_mode: 'in_person',
      push_factors: 'PU01',
      interview_ended_at: '2025-10-07T18:00:00Z',
      ...cells,
    });
  const place = { row: 2, code: 'PR-160', column: 'interview_ended_at' };
  const ofCode = ({ findings }: Sent) => findings.filter(({ code }) => code === place.code);

  it('is confirmed with a reason, and is not asked again for the same values, in whatever format', async () => {
    const sent = await send(warned());
    expect(ofCode(sent)).toEqual([expect.objectContaining({ ...place, canConfirm: true })]);
    const reason = ' The talk took all day, with a meal in between. ';
    const answer = await confirm(sent.submission, { findings: [{ ...place, reason }] });
    const confirmation = { by: expect.stringMatching(/^key:/), at: expect.any(String), reason: reason.trim() };
    expect(answer.json).toMatchObject({ findings: [{ ...place, confirmation }] });
    const again = await send(warned({ interview_ended_at: '07/10/2025 19:00' }));
    expect(ofCode(again)).toEqual([expect.objectContaining({ confirmation })]);
    expect(ofCode(again)[0]).not.toHaveProperty('canConfirm');
  });

  it('is asked again once a value is another one', async () => {
    const sent = await send(warned());
    await confirm(sent.submission, { findings: [{ ...place, reason: 'It did.' }] });
    const next = await send(warned({ interview_ended_at: '2025-10-07T19:00:00Z' }));
    expect((await confirm(next.submission, { rows: [2] })).json).toMatchObject({ changed: 1, shownAnew: [] });
    const { json } = await web.ask(`/api/v1/provider-returns/${next.submission}?authority=${SUTTON}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(ofCode(json as Sent)).toEqual([expect.objectContaining({ canConfirm: true })]);
  });

  it.each([
    ['without a reason', { reason: ' ' }, 'why'],
    ['with too long a one', { reason: 'x'.repeat(501) }, '500'],
    ['that is not there', { row: 3 }, 'no warning'],
    ['of the council', { code: 'PR-405', column: 'gender' }, 'no warning'],
    ['that is an error', { code: 'PR-101', column: 'returned_at' }, 'no warning'],
  ])('%s cannot be confirmed', async (_, words, told) => {
    const { submission } = await send(warned());
    const answer = await confirm(submission, { findings: [{ ...place, reason: 'It did.', ...words }] });
    expect([answer.status, answer.json]).toEqual([
      422,
      expect.objectContaining({ detail: expect.stringContaining(told) }),
    ]);
  });

  it('of a row that is held waits until the row is applied', async () => {
    const sent = await send(warned({ care_status: 'LAC' }));
    const answer = await confirm(sent.submission, { findings: [{ ...place, reason: 'It did.' }] });
    expect(answer.status).toBe(422);
  });

  it('is read by the commissioner with its reason, on record with the child', async () => {
    const { submission } = await send(warned());
    await confirm(submission, { findings: [{ ...place, reason: 'A long walk <b>together</b>.' }] });
    const commissioner = new Visitor(web);
    await commissioner.signIn();
    const page = await commissioner.open('/confirmed-warnings');
    expect(page.body).toContain('A long walk &lt;b&gt;together&lt;/b&gt;.');
    const officer = new Visitor(web);
    await officer.signIn('data officer, HARBOUR');
    for (const { body } of [page, await officer.open(`/provider-returns/${submission}?authority=${SUTTON}`)])
      expect([body.includes('A machine, by its key, '), body.includes('key:')]).toEqual([true, false]);
    const children = await sql<{ council_child_id: string }>(
      `SELECT i.council_child_id FROM audit_event e JOIN audit_subject s ON s.event_id = e.id
       JOIN child_identity i ON i.child_id = s.child_id WHERE e.action = 'ConfirmedWarningsRead'`,
    );
    expect(children.map(({ council_child_id: id }) => id)).toContain(`C-${ref}`);
  });
});

describe('the page of a return', () => {
  const officer = async () => {
    const visitor = new Visitor(web);
    await visitor.signIn('data officer, HARBOUR');
    return visitor;
  };
  const pageOf = (id: string) => `/provider-returns/${id}?authority=${SUTTON}`;
  const action = (id: string, name: string) => `/provider-returns/${id}/${name}?authority=${SUTTON}`;

  it('shows old and new values, and applies what is confirmed', async () => {
    await send(row());
    const { submission } = await send(row(changed));
    const visitor = await officer();
    const page = await visitor.open(pageOf(submission));
    for (const words of ['returned_at', '07/10/2025 07:00', '07/10/2025 06:00', ref])
      expect(page.body).toContain(words);
    const taken = await visitor.send(action(submission, 'confirm-changes'), { row: '2', answer: 'confirm' });
    expect([taken.status, taken.headers.get('location')]).toEqual([303, pageOf(submission)]);
    const after = await visitor.open(pageOf(submission));
    expect(after.body).toContain('Confirmed and changed');
    const twice = await visitor.send(action(submission, 'confirm-changes'), { row: '2', answer: 'withdraw' });
    expect([twice.status, twice.body]).toEqual([422, expect.stringContaining('no longer waits')]);
  });

  it('withdraws all that wait at once', async () => {
    const second = { provider_ref: `${ref}-b`, child_id: `C-${ref}-b`, given_name: 'Second' };
    await send(row(), row(second));
    const { submission } = await send(row(changed), row({ ...second, ...changed }));
    const visitor = await officer();
    expect((await visitor.open(pageOf(submission))).body).toContain('Withdraw all 2');
    await visitor.send(action(submission, 'confirm-changes'), { answer: 'withdraw' });
    const { body } = await visitor.open(pageOf(submission));
    expect(body.match(/Withdrawn: nothing was changed/g)).toHaveLength(2);
    expect(body.match(/Withdrawn by [^<]+: the row changes nothing/g)).toHaveLength(2);
    for (const asked of ['PR-351', 'Mend this row in a form', 'Mend what is marked']) expect(body).not.toContain(asked);
  });

  it('tells a machine by whom its change was withdrawn, and asks it for nothing', async () => {
    await send(row());
    const { submission } = await send(row(changed));
    const { json } = await confirm(submission, { withdraw: [2] });
    const message = expect.stringMatching(/^Withdrawn by a machine, by its key, .+: the row changes nothing/);
    expect(json).toMatchObject({ held: 1, findings: [{ code: 'PR-352', severity: 'info', row: 2, message }] });
  });

  it('asks for the reason of a warning beside it, and keeps what was typed', async () => {
    const { submission } = await send(
      row({ ...late, interview_mode: 'in_person', push_factors: 'PU01', interview_ended_at: '2025-10-07T18:00:00Z' }),
    );
    const visitor = await officer();
    await visitor.open(pageOf(submission));
    const warning = { row: '2', code: 'PR-160', column: 'interview_ended_at' };
    const long = await visitor.send(action(submission, 'confirm-warnings'), { ...warning, reason: 'y'.repeat(501) });
    expect(long.status).toBe(422);
    expect(long.body).toContain('href="#reason-2-PR-160-interview_ended_at"');
    expect(long.body).toContain('y'.repeat(501));
    const taken = await visitor.send(action(submission, 'confirm-warnings'), { ...warning, reason: 'A day out.' });
    expect(taken.status).toBe(303);
    expect((await visitor.open(pageOf(submission))).body).toContain('A day out.');
  });

  it('lets nobody else answer', async () => {
    await send(row());
    const { submission } = await send(row(changed));
    for (const [name, status, answered] of [
      ['commissioner, Sutton', 200, 403],
      ['data officer, KESTREL', 404, 404],
    ] as const) {
      const visitor = new Visitor(web);
      await visitor.signIn(name);
      const page = await visitor.open(pageOf(submission));
      expect([page.status, page.body.includes('confirm-changes')]).toEqual([status, false]);
      const answer = { row: '2', answer: 'confirm' };
      expect((await visitor.send(action(submission, 'confirm-changes'), answer)).status).toBe(answered);
    }
  });
});
