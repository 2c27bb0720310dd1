import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { led, linksOn, rowOn, send, signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

const LIST = '/doubtful-children';
const REASON = 'Her <mother> confirmed who she is';
const DONE = (what: string) => [303, `${LIST}?done=${what}`];
let web: TestWeb;
let commissioner: Visitor;
let records: ReadonlyMap<string, string>;

const row = (ref: string, id: string, cells: Readonly<Record<string, string>> = {}) =>
  aReturnRow({ provider_ref: ref, child_id: id, given_name: `Given-${id}`, gender: 'female', ...cells });
const doubtful = (ref: string, id: string, cells: Readonly<Record<string, string>> = {}) =>
  row(ref, id, {
    date_of_birth: '2010-01-02',
    given_name: `Typed-${id}`,
    missing_at: '2025-10-12T18:00:00Z',
    returned_at: '2025-10-13T06:00:00Z',
    ...cells,
  });
const receive = (provider: string, ...rows: Parameters<typeof aProviderReturn>) =>
  web.service.returns.receive({ ...aReceivedReturn(aProviderReturn(...rows)), providerCode: provider });
const superuser = <Row>(text: string, values: unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);

beforeAll(async () => {
  web = await createTestWeb();
  const ids = ['A1', 'B2', 'C3', 'D4', 'E5'];
  await receive('HARBOUR', ...ids.map((id) => row(`H-${id}`, id)));
  await receive('NORTHWAY', ...ids.map((id) => doubtful(`N-${id}`, id, id === 'A1' ? { gender: 'male' } : {})));
  const known = await superuser<{ id: string; record: string }>(
    'SELECT council_child_id AS id, child_id AS record FROM child_identity WHERE authority = $1',
    [SUTTON],
  );
  records = new Map(known.map(({ id, record }) => [id, record]));
  await superuser('UPDATE child SET is_restricted = true WHERE id = $1', [records.get('E5')]);
  commissioner = await signIn(web, 'commissioner, Sutton');
}, 60_000);
afterAll(() => web.close());

const list = async (visitor = commissioner) => (await visitor.open(LIST)).body;
const linkOf = async (id: string) => linksOn(rowOn(await list(), `Typed-${id}`), /doubtful-children\//)[0] ?? '';
const open = async (id: string) => {
  const link = await linkOf(id);
  return { link, page: (await commissioner.open(link)).body };
};
const record = (id: string) => records.get(id) ?? '';

describe('the queue of doubtful matches', () => {
  it('lists what waits with what it says and why, and nothing of a row that may speak of a restricted record', async () => {
    const page = await list();
    const waiting = rowOn(page, 'Typed-A1');
    for (const words of ['born 2 January 2010', 'council child ID A1', 'another date of birth', 'Northway'])
      expect(waiting).toContain(words);
    expect(page).not.toContain('Typed-E5');
    expect(page.match(/Not shown: it may speak of a record you may not open\./g)).toHaveLength(2);
  });

  it('leads to a page that says of a record that is not theirs no more than that', async () => {
    const [link = ''] = linksOn(rowOn(await list(), 'Not shown'), /doubtful-children\//);
    const { status, body } = await commissioner.open(link);
    expect(status).toBe(200);
    expect(body).toContain('A record you may not open');
    for (const words of ['E5', '2010', '2011', 'Given', record('E5')]) expect(body).not.toContain(words);
    expect(body).not.toContain('<textarea');
    expect((await send(commissioner, link, { choice: 'out', reason: REASON })).status).toBe(422);
  });

  it('holds a row beside the record, with what differs in words', async () => {
    const { page } = await open('A1');
    const [, told = '', held = ''] = page.split('compared__record');
    expect(told).toContain('Typed-A1 Willow-Sample');
    expect(held).toContain('Given-A1 Willow-Sample');
    const fact = (label: string) => held.split(`>${label}</dt>`)[1]?.split('</div>')[0] ?? '';
    expect(fact('Council child ID')).toContain('the same');
    for (const label of ['Name', 'Date of birth', 'Gender']) expect(fact(label)).toContain('differs from the row');
    expect(fact('Missing episodes')).toContain('>1');
    expect(fact('Told by')).toContain('H-A1');
    expect(fact('Home postcode, first part')).not.toContain('differs');
    expect(held).toContain(`href="/children/${record('A1')}"`);
  });

  it('keeps what was chosen, and says beside each field what is lacking', async () => {
    const { link } = await open('A1');
    const blank = await send(commissioner, link, { reason: 'typed' });
    expect([blank.status, blank.body.includes('href="#choice"'), blank.body.includes('typed')]).toEqual([
      422,
      true,
      true,
    ]);
    const undated = await send(commissioner, link, { choice: record('A1'), reason: REASON });
    expect([undated.status, undated.body.includes('href="#birth"')]).toEqual([422, true]);
    expect(undated.body).toContain('Her &lt;mother&gt;');
    const short = await send(commissioner, link, { choice: record('A1'), birth: 'record', reason: 'no' });
    expect([short.status, short.body.includes('href="#reason"')]).toEqual([422, true]);
    const foreign = await send(commissioner, link, { choice: record('B2'), birth: 'record', reason: REASON });
    expect([foreign.status, foreign.body.includes('href="#choice"')]).toEqual([422, true]);
  });

  it('applies a row to the child, who is from then on known by the name, and shows and undoes it', async () => {
    const { link } = await open('A1');
    const chosen = { choice: record('A1'), birth: 'record', keepName: 'yes', reason: REASON };
    expect(led(await send(commissioner, link, chosen))).toEqual(DONE('applied'));
    expect((await commissioner.open(`${LIST}?done=applied`)).body).toContain('The row is applied.');
    expect((await commissioner.open(link)).status).toBe(404);
    const page = (await commissioner.open(`/children/${record('A1')}`)).body;
    for (const words of ['N-A1', 'Also known as', 'Typed-A1 Willow-Sample, born 2 January 2010', 'Her &lt;mother&gt;'])
      expect(page).toContain(words);
    const [undo = ''] = linksOn(page, /decisions/);
    expect((await commissioner.open(undo)).body).toContain('1 row that was applied: the episodes stay on this record');
    expect((await send(commissioner, undo, { reason: 'no' })).status).toBe(422);
    expect(led(await send(commissioner, undo, { reason: REASON }))).toEqual(DONE('undone'));
    expect((await commissioner.open(undo)).status).toBe(404);
    expect((await commissioner.open(`/children/${record('A1')}`)).body).not.toContain('Also known as');
  });

  it('makes a new record, and leaves a row out, which can be undone', async () => {
    const made = await open('B2');
    expect(led(await send(commissioner, made.link, { choice: 'new', reason: REASON }))).toEqual(DONE('new-child'));
    const out = await open('C3');
    expect(led(await send(commissioner, out.link, { choice: 'out', reason: REASON }))).toEqual(DONE('left-out'));
    const page = await list();
    expect(rowOn(page, 'Typed-C3')).toBe('');
    const left = rowOn(page, 'N-C3');
    expect(left).toContain('Her &lt;mother&gt;');
    const [undo = ''] = linksOn(left, /decisions/);
    await commissioner.open(undo);
    expect(led(await send(commissioner, undo, { reason: REASON }))).toEqual(DONE('undone'));
    expect(rowOn(await list(), 'Typed-C3')).not.toBe('');
  });

  it('goes on where a page ends', async () => {
    const rows = Array.from({ length: 26 }, (_, at) =>
      doubtful(`M-${at}`, 'D4', {
        given_name: `Page${at}`,
        missing_at: `2025-09-${at + 1 < 10 ? '0' : ''}${at + 1}T18:00:00Z`,
        returned_at: `2025-09-${at + 1 < 10 ? '0' : ''}${at + 1}T19:00:00Z`,
      }),
    );
    await receive('NORTHWAY', ...rows);
    const start = await list();
    const [next = ''] = linksOn(start, /\?after=/);
    const rest = (await commissioner.open(next)).body;
    const names = [start, rest].map((page) => new Set(page.match(/Page\d+/g)));
    expect([...(names[0] ?? [])].filter((name) => names[1]?.has(name))).toEqual([]);
    expect((names[0]?.size ?? 0) + (names[1]?.size ?? 0)).toBe(26);
    expect(linksOn(rest, /\?after=/)).toEqual([]);
  });

  it('knows nothing under an id that is none, and is closed to others', async () => {
    expect((await commissioner.open(`${LIST}/${newId()}`)).status).toBe(404);
    expect((await commissioner.open(`${LIST}/decisions/${newId()}/undo`)).status).toBe(404);
    const link = await linkOf('D4');
    for (const name of ['manager, HARBOUR', 'social worker, Sutton', 'performance analyst, Sutton']) {
      const visitor = await signIn(web, name);
      for (const path of [LIST, link, `/children/${record('A1')}/names`])
        expect([name, (await visitor.open(path)).status]).toEqual([name, 403]);
      expect((await send(visitor, link, { choice: 'out', reason: REASON })).status).toBe(403);
    }
  });
});

describe('the other names of a child', () => {
  it('are added with both parts, shown on the record, and ended', async () => {
    const path = `/children/${record('D4')}/names`;
    expect((await commissioner.open(path)).body).toContain('No other name is on record.');
    const half = await send(commissioner, path, { givenName: 'Dee <b>', familyName: '-' });
    expect([half.status, half.body.includes('href="#givenName"'), half.body.includes('Dee &lt;b&gt;')]).toEqual([
      422,
      true,
      true,
    ]);
    const name = { givenName: 'Dee', familyName: 'Borne' };
    expect(led(await send(commissioner, path, name))).toEqual([303, path]);
    expect((await send(commissioner, path, { givenName: 'DEE', familyName: 'borne' })).status).toBe(422);
    expect((await commissioner.open(`/children/${record('D4')}`)).body).toContain('Dee Borne');
    const page = (await commissioner.open(path)).body;
    const aliasId = /name="aliasId" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(led(await send(commissioner, `${path}/end`, { aliasId }))).toEqual([303, path]);
    expect((await send(commissioner, `${path}/end`, { aliasId })).status).toBe(422);
    expect((await commissioner.open(`/children/${record('D4')}`)).body).not.toContain('Dee Borne');
  });
});
