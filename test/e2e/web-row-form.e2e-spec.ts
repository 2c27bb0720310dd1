import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { columnGuides } from '#domain/submissions';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { linksOn, signedIn } from '../support/pages.js';
import { aReceivedReturn } from '../support/service.js';
import { connect } from '../support/two-authorities.js';
import { createTestWeb, fieldOn } from '../support/web.js';
import type { Answer, TestWeb, Visitor } from '../support/web.js';

const NEW = '/provider-returns/new';
const blank = Object.fromEntries(columnGuides.map(({ column }) => [column, '']));

let web: TestWeb;
let superuser: Client;
let officer: Visitor;

beforeAll(async () => {
  web = await createTestWeb();
  superuser = await connect(web.database.superuserUrl);
  officer = await signedIn(web, 'data officer, HARBOUR');
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await web.close();
});

async function type(cells: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
  const key = fieldOn((await officer.open(NEW)).body, 'key') ?? '';
  return officer.send(NEW, { key, month: '2025-10', ...blank, ...cells, ...more });
}

const followed = (answer: Answer) => officer.open(answer.headers.get('location') ?? '');
const rows = async () => (await superuser.query('SELECT FROM submission_row')).rowCount;

describe('the form of one episode', () => {
  it('has a field for every column of the format, once', async () => {
    const { body } = await officer.open(NEW);
    const fields = [...body.matchAll(/<(?:input|select|textarea)[^>]* name="(\w+)"/g)].map(([, name]) => name);
    const columns = columnGuides.map(({ column }) => column as string);
    expect(fields.filter((name) => columns.includes(name ?? '')).sort()).toEqual([...columns].sort());
  });

  it('tells errors beside their fields, keeps what was typed, and keeps nothing else', async () => {
    const before = await rows();
    const answer = await type(aReturnRow({ missing_at: '31/09/2025 20:00', themes: '<b>x', care_status: '' }));
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('href="#missing_at"');
    expect(answer.body).toContain('id="care_status-error"');
    expect(answer.body).toContain('“Care status” is blank and not on record');
    expect(answer.body).toContain('value="31/09/2025 20:00"');
    expect(answer.body).toContain('&lt;b&gt;x');
    expect(await rows()).toBe(before);
  });

  it('leads to what became of it, and says "same" when it is typed in again or comes as a file', async () => {
    expect((await followed(await type(aReturnRow()))).body).toContain('1 row was received: 1 new.');
    expect((await followed(await type(aReturnRow()))).body).toContain('1 row was received: 1 same.');
    const file = await web.service.returns.receive(aReceivedReturn(aProviderReturn(aReturnRow())));
    expect(file).toMatchObject({ rows: 1, same: 1 });
  });

  it('is one submission when it is sent twice', async () => {
    const key = fieldOn((await officer.open(NEW)).body, 'key') ?? '';
    const fields = { key, month: '2025-10', ...blank, ...aReturnRow() };
    const [first, second] = [await officer.send(NEW, fields), await officer.send(NEW, fields)];
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('sends a row with errors when that is wished: it is held, opens with what was sent, and goes in once mended', async () => {
    const broken = aReturnRow({
      provider_ref: 'FORM-1',
      missing_at: '12/10/2025',
      returned_at: '',
      care_status: 'LAC',
    });
    const held = await followed(await type(broken, { sendHeld: 'yes' }));
    expect(held.body).toContain('1 row was received: 1 held.');
    const [mend = ''] = linksOn(held.body, /new.*row/);
    const form = await officer.open(mend.replaceAll('&amp;', '&'));
    expect([form.status, form.body.includes('href="#care_status"'), fieldOn(form.body, 'provider_ref')]).toEqual([
      200,
      true,
      null,
    ]);
    expect(form.body).toMatch(/name="provider_ref"[^>]* value="FORM-1"/);
    expect(form.body).toContain('LAC (not in the list)');
    const { rows: logged } = await superuser.query(
      `SELECT FROM audit_subject s JOIN audit_event e ON e.id = s.event_id JOIN child_identity i ON i.child_id = s.child_id
       WHERE e.action = 'SubmissionRead' AND i.council_child_id = 'C1001'
         AND e.id = (SELECT id FROM audit_event ORDER BY occurred_at DESC LIMIT 1)`,
    );
    expect(logged).toHaveLength(1);
    const mended = { ...broken, care_status: 'home', key: fieldOn(form.body, 'key') ?? '' };
    const done = await officer.send(NEW, { ...blank, ...mended, month: '2025-10' });
    expect((await followed(done)).body).toContain('1 row was received: 1 new.');
    expect((await officer.open(mend.replace(/row=\d+/, 'row=99').replaceAll('&amp;', '&'))).status).toBe(404);
  });

  it('gives nobody another provider’s row', async () => {
    const theirs = await web.service.returns.receive({
      ...aReceivedReturn(aProviderReturn(aReturnRow({ provider_ref: 'N1', care_status: 'x' }))),
      providerCode: 'NORTHWAY',
    });
    expect((await officer.open(`${NEW}?submission=${theirs.submission}&row=2`)).status).toBe(404);
  });
});
