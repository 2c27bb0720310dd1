import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { newId } from '#platform';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { aWorkbook } from '../builders/a-workbook.js';
import { led, linksOn, rowOn, signedIn } from '../support/pages.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { connect } from '../support/two-authorities.js';
import { createTestWeb, fieldOn } from '../support/web.js';
import type { Answer, TestWeb, Visitor } from '../support/web.js';

const samples = join(import.meta.dirname, '..', 'contract', 'samples');
const sample = readFileSync(join(samples, 'return-block-2025-10.csv'));
const workbook = readFileSync(join(samples, 'return-block-2025-10-openpyxl.xlsx'));
const month = { month: '2025-10' };
const SEND = '/provider-returns/send';

let web: TestWeb;
let superuser: Client;
let officer: Visitor;
let commissioner: Visitor;

beforeAll(async () => {
  web = await createTestWeb();
  superuser = await connect(web.database.superuserUrl);
  officer = await signedIn(web, 'data officer, HARBOUR');
  commissioner = await signedIn(web);
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await web.close();
});

async function send(files: readonly (readonly [string, Uint8Array])[], fields: Readonly<Record<string, string>> = {}) {
  const page = await officer.open(`${SEND}?month=2025-10`);
  const key = fieldOn(page.body, 'key') ?? '';
  return officer.upload(SEND, { ...month, key, ...fields }, files);
}

async function submissions(): Promise<number> {
  const { rows } = await superuser.query<{ n: number }>('SELECT count(*)::integer AS n FROM submission');
  return rows[0]?.n ?? 0;
}

async function childrenOnRecord(action: string): Promise<readonly string[]> {
  const { rows } = await superuser.query<{ id: string }>(
    `SELECT i.council_child_id AS id FROM audit_subject s JOIN child_identity i ON i.child_id = s.child_id
     WHERE s.event_id = (SELECT id FROM audit_event WHERE action = $1 ORDER BY occurred_at DESC LIMIT 1) ORDER BY 1`,
    [action],
  );
  return rows.map(({ id }) => id);
}

const followed = (answer: Answer, by: Visitor = officer) => by.open(answer.headers.get('location') ?? '');

describe('a file sent from the page', () => {
  let page: Answer;

  it('leads to what became of it, with figures that add up', async () => {
    const answer = await send([['Testo Willow-Sample.csv', sample]]);
    expect(answer.status).toBe(303);
    page = await followed(answer);
    expect(page.status).toBe(200);
    expect(page.body).toContain('22 rows were received: 18 new, 4 held.');
    expect([...page.body.matchAll(/counts__figure">(\d+)</g)].map(([, count]) => Number(count))).toEqual([
      18, 0, 0, 4, 0,
    ]);
  });

  it('says first, once, what is wrong with the file, then rows: errors, warnings, notes', () => {
    const order = [
      'The file as a whole',
      'PR-001',
      'What became of the rows',
      'Warnings to confirm',
      'rows to look at',
    ];
    const rows = page.body.indexOf('rows to look at');
    const places = [
      ...order.map((words) => page.body.indexOf(words)),
      ...['PR-101', 'PR-023', 'PR-202'].map((code) => page.body.indexOf(code, rows)),
    ];
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(places).not.toContain(-1);
    expect(page.body.match(/#PR-001"/g)).toHaveLength(1);
  });

  it('has each finding beside its cell, with its place and what stands there', () => {
    const row = rowOn(page.body, '31/09/2025 20:00');
    expect(row).toContain('missing_at');
    expect(row).toMatch(/cell [A-Z]+23/);
    expect(row).toContain('href="/findings#PR-021"');
  });

  it('keeps no name of the file, not even in the log', () => {
    expect([page.body, ...web.log].join('')).not.toContain('Willow-Sample.csv');
  });

  it('puts the children on record whose cells it shows', async () => {
    await officer.open(page.headers.get('location') ?? '/provider-returns');
    const shown = await commissioner.open(
      linksOn((await commissioner.open('/provider-returns')).body, /returns\/[0-9a-f-]{36}/)[0] ?? '',
    );
    expect(shown.status).toBe(200);
    const named = [...new Set(shown.body.match(/\bS1\d{3}\b/g))].sort();
    const logged = await childrenOnRecord('SubmissionRead');
    expect(named.length).toBeGreaterThan(2);
    const { rows } = await superuser.query<{ id: string }>('SELECT council_child_id AS id FROM child_identity');
    const known = new Set(rows.map(({ id }) => id));
    expect(named.filter((id) => known.has(id) && !logged.includes(id))).toEqual([]);
  });
});

describe('sending again', () => {
  it('from the same form leads to the same submission, also when both come at once', async () => {
    const opened = await officer.open(SEND);
    const fields = { ...month, key: fieldOn(opened.body, 'key') ?? '' };
    const before = await submissions();
    const twice = await Promise.all([1, 2].map(() => officer.upload(SEND, fields, [['a.csv', sample]])));
    const third = await officer.upload(SEND, fields, [['a.csv', sample]]);
    expect(new Set([...twice, third].map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await submissions()).toBe(before + 1);
  });

  it('from the same form with another file makes another submission', async () => {
    const opened = await officer.open(SEND);
    const fields = { ...month, key: fieldOn(opened.body, 'key') ?? '' };
    const before = await submissions();
    await officer.upload(SEND, fields, [['a.csv', sample]]);
    await officer.upload(SEND, fields, [['a.xlsx', workbook]]);
    expect(await submissions()).toBe(before + 2);
  });

  it('from a new form says "same"', async () => {
    const page = await followed(await send([['b.csv', sample]]));
    expect(page.body).toContain('22 rows were received: 18 same, 4 held.');
  });
});

describe('several files', () => {
  it('lead to the list when all went in', async () => {
    const before = await submissions();
    const answer = await send([
      ['a.json', aProviderReturn(aReturnRow())],
      [
        'b.json',
        aProviderReturn(aReturnRow({ provider_ref: 'T002', missing_at: '2025-10-20T18:00:00Z', returned_at: '' })),
      ],
    ]);
    expect(led(answer)).toEqual([303, `/provider-returns?authority=${SUTTON}`]);
    expect(await submissions()).toBe(before + 2);
    expect((await followed(answer)).body).toContain('October 2025');
  });

  it('have each their own result when one is refused, which leaves nothing', async () => {
    const before = await submissions();
    const answer = await send([
      ['good.csv', sample],
      ['<b>Ann.csv', Buffer.from('x\0y')],
      ['none.csv', Buffer.from('')],
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('&lt;b&gt;Ann.csv: ');
    expect(answer.body).toContain('none.csv: The file is empty (zero bytes).');
    expect(linksOn(answer.body, /returns\/[0-9a-f-]{36}/)).toHaveLength(1);
    expect(await submissions()).toBe(before + 1);
    expect(web.log.join('')).not.toContain('Ann.csv');
  });
});

describe('nothing to report', () => {
  it('is a nil return by a tick', async () => {
    const page = await followed(await send([], { nothing: 'yes' }));
    expect(page.body).toContain('there is nothing to report for the month, and has come');
    expect(rowOn((await officer.open('/provider-returns')).body, 'Nil return')).toContain('October 2025');
  });

  it.each([
    ['neither a file nor the tick', {}, []],
    ['both', { nothing: 'yes' }, [['a.csv', sample]]],
    ['no month', { month: '' }, [['a.csv', sample]]],
  ] as const)('is refused with %s, and nothing is kept', async (_words, fields, files) => {
    const before = await submissions();
    const answer = await send(files, fields);
    expect([answer.status, answer.body.includes('There is a problem')]).toEqual([422, true]);
    expect(await submissions()).toBe(before);
  });
});

describe('a hostile file', () => {
  it.each([
    ['an encrypted workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    [
      'a workbook with macros',
      aWorkbook({ sheets: { Returns: '' }, more: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
    ],
    ['a damaged archive', Buffer.from('PK\x03\x04 and no more')],
    ['NUL bytes', Buffer.from('provider_ref\n\0')],
  ])('such as %s gets one sentence and leaves nothing', async (_words, bytes) => {
    const before = await submissions();
    const answer = await send([['x', bytes]]);
    expect(answer.status).toBe(422);
    expect(answer.body.match(/href="#file"/g)).toHaveLength(1);
    expect(await submissions()).toBe(before);
  });
});

describe('the marked file', () => {
  it('is the own workbook with the faults, and says "same" and held when it comes again', async () => {
    const page = await followed(await send([['w.xlsx', workbook]]));
    const [address = ''] = linksOn(page.body, /\/marked/);
    const answer = await fetch(`${web.url}${address.replaceAll('&amp;', '&')}`, { headers: { cookie: officer.jar() } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="provider-return-2025-10-marked.xlsx"',
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    const again = await followed(await send([['w.xlsx', bytes]]));
    expect(again.body).toContain('22 rows were received: 18 same, 4 held.');
    expect((await childrenOnRecord('SubmissionFileRead')).length).toBeGreaterThan(10);
  });

  it('is not offered of JSON, and not given to the council', async () => {
    const page = await followed(await send([['a.json', aProviderReturn(aReturnRow({ missing_at: 'x' }))]]));
    expect(linksOn(page.body, /\/marked/)).toEqual([]);
    const [id = ''] = linksOn((await officer.open('/provider-returns')).body, /returns\/[0-9a-f-]{36}/);
    expect((await commissioner.open(id.replace(/\?.*/, '/marked'))).status).toBe(403);
  });
});

describe('a large return', () => {
  it('shows how far it has come and loads itself again, until it is done', async () => {
    const rows = Array.from({ length: 2_001 }, (_, index) => aReturnRow({ provider_ref: `L${index}`, missing_at: '' }));
    const answer = await send([['l.json', aProviderReturn(...rows)]]);
    const page = await followed(answer);
    expect(page.body).toContain('0 of 2001 rows are done');
    expect(page.headers.get('refresh')).toBe('3');
    const id = /returns\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
    await web.service.returns.resume(SUTTON, id, 'test');
    const done = await followed(answer);
    expect(done.headers.get('refresh')).toBeNull();
    expect(done.body).toContain('2001 rows to look at');
    const [next = ''] = linksOn(done.body, /after/).slice(-1);
    const second = await officer.open(next.replaceAll('&amp;', '&'));
    expect([done.body.includes('id="row-2"'), done.body.includes('id="row-22"')]).toEqual([true, false]);
    expect([second.body.includes('id="row-21"'), second.body.includes('id="row-22"')]).toEqual([false, true]);
  });
});

describe('the list', () => {
  it('is the provider’s own, and for the council that of all', async () => {
    const northway = {
      ...aReceivedReturn(aProviderReturn(aReturnRow({ provider_ref: 'N1' }))),
      providerCode: 'NORTHWAY',
    };
    await web.service.returns.receive(northway);
    expect((await officer.open('/provider-returns')).body).not.toContain('Northway');
    const all = await commissioner.open('/provider-returns');
    expect([all.body.includes('Northway'), all.body.includes('Harbour')]).toEqual([true, true]);
    expect(linksOn(all.body, /\/send/)).toEqual([]);
  });

  it('is paged, the newest first, and shows held ones alone when asked', async () => {
    for (let time = 0; time < 26; time += 1)
      await web.service.returns.receive(aReceivedReturn(Buffer.from('provider_ref\n')));
    const first = await officer.open('/provider-returns');
    const [next = ''] = linksOn(first.body, /after/);
    const second = await officer.open(next.replaceAll('&amp;', '&'));
    const ids = (page: Answer) => linksOn(page.body, /returns\/[0-9a-f-]{36}/);
    expect(ids(first)).toHaveLength(25);
    expect(ids(second).filter((id) => ids(first).includes(id))).toEqual([]);
    const held = await officer.open('/provider-returns?show=held');
    expect(held.body).not.toContain('Nil return');
    expect(held.body).toContain('rows to mend');
  });

  it('says of held rows that were sent again, mended, that they are', async () => {
    const broken = { provider_ref: 'MEND-1', child_id: 'C-MEND', missing_at: '2025-10-12T10:00:00Z', returned_at: '' };
    await send([['a.json', aProviderReturn(aReturnRow({ ...broken, care_status: 'x' }))]]);
    expect(rowOn((await officer.open('/provider-returns')).body, '1 row to mend')).toContain('1 held');
    await send([['a.json', aProviderReturn(aReturnRow(broken))]]);
    const list = await officer.open('/provider-returns');
    expect(rowOn(list.body, 'Mended since')).toContain('1 held');
  });

  it('has no page for what is not there', async () => {
    expect((await officer.open(`/provider-returns/${newId()}`)).status).toBe(404);
    expect((await officer.open('/provider-returns/none')).status).toBe(404);
  });
});

describe('what others are not to know', () => {
  const open = async (by: Visitor, result: { readonly submission: string }) =>
    (await by.open(`/provider-returns/${result.submission}`)).body;

  it('stays out of what the sender is told, and is told to the council', async () => {
    const row = { provider_ref: 'DOB-1', child_id: 'C-DOB', missing_at: '2025-10-14T10:00:00Z', returned_at: '' };
    await web.service.returns.receive(aReceivedReturn(aProviderReturn(aReturnRow(row))));
    const other = aReturnRow({ ...row, provider_ref: 'DOB-2', date_of_birth: '2012-01-02' });
    const held = await web.service.returns.receive(aReceivedReturn(aProviderReturn(other)));
    const [sender, council] = [await open(officer, held), await open(commissioner, held)];
    expect([sender.includes('#PR-303'), sender.includes('#PR-403')]).toEqual([true, false]);
    expect([council.includes('#PR-303'), council.includes('#PR-403')]).toEqual([true, true]);
  });

  it('is a row of a restricted record, for whoever of the council is not admitted to it', async () => {
    const row = { provider_ref: 'SECRET-1', child_id: 'C-SECRET', missing_at: '2025-10-15T10:00:00Z', returned_at: '' };
    const twice = [
      aReturnRow({ ...row, placement_type: 'none' }),
      aReturnRow({ ...row, provider_ref: 'SECRET-2', care_status: 'x' }),
    ];
    const sent = await web.service.returns.receive(aReceivedReturn(aProviderReturn(...twice)));
    expect(await open(commissioner, sent)).toContain('C-SECRET');
    await superuser.query(
      `UPDATE child SET is_restricted = true WHERE id = (SELECT child_id FROM child_identity WHERE council_child_id = 'C-SECRET')`,
    );
    const page = await open(commissioner, sent);
    expect([page.includes('C-SECRET'), page.includes('SECRET-')]).toEqual([false, false]);
    expect(page.match(/restricted to named people/g)).toHaveLength(2);
    expect(await childrenOnRecord('SubmissionRead')).toEqual([]);
    expect(await open(officer, sent)).toContain('C-SECRET');
  });
});
