import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditActions, noticeViews } from '#access';
import { newId } from '#platform';
import { dayInLondon, instantOf } from '#domain/time';
import { allocate, ask, chainOf, openRecord, personOf, receiveChildren, sealAll } from '../support/audit.js';
import { signedIn, withoutToken } from '../support/pages.js';
import { SUTTON } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let children: readonly string[];
const unknown = '018f0000-0000-7000-8000-000000000000';

const sql = <Row extends object>(text: string, values: readonly unknown[] = []) => ask<Row>(web.database, text, values);
const open = (role: string, child: string, reason?: string) =>
  personOf(web, role).then((person) => openRecord(web.service, person, child, reason));
const visitor = (name: string) => signedIn(web, name);
/** Addresses as a browser reads them in a page. */
const unescaped = (body: string) => body.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');

beforeAll(async () => {
  web = await createTestWeb();
  children = await receiveChildren(web, 2);
  await allocate(web, children[0] ?? '', await personOf(web, 'social_worker'));
});
afterAll(() => web.close());

describe('who viewed this record', () => {
  it('tells who, when, what, from where and why, newest first, and is itself on record', async () => {
    await open('commissioner', children[0] ?? '', 'A strategy meeting');
    const worker = await visitor('social worker, Sutton');
    const path = `/children/${children[0] ?? ''}/views`;
    const first = await worker.open(path);
    expect(first.status).toBe(200);
    expect(first.body).toContain('Demonstration commissioner, Sutton');
    expect(first.body).toContain('Opened the record');
    expect(first.body).toContain('192.0.2.7');
    expect(first.body).toContain('A strategy meeting');
    expect(first.body).not.toContain('Read who viewed the record');
    const again = (await worker.open(path)).body;
    expect(again.indexOf('Read who viewed the record')).toBeGreaterThan(0);
    expect(again.indexOf('Read who viewed the record')).toBeLessThan(again.indexOf('Opened the record'));
    expect(/<title>(.*)<\/title>/.exec(again)?.[1]).toBe('Who viewed a record – Homeward');
  });

  it('answers alike for the child of others and for one that is not there, and puts the attempt on record', async () => {
    const worker = await visitor('social worker, Sutton');
    const [foreign, absent] = [
      await worker.open(`/children/${children[1] ?? ''}/views`),
      await worker.open(`/children/${unknown}/views`),
    ];
    expect([foreign.status, absent.status]).toEqual([404, 404]);
    expect(withoutToken(foreign.body)).toBe(withoutToken(absent.body));
    expect(
      await sql(
        `SELECT e.outcome, s.child_id FROM audit_event e LEFT JOIN audit_subject s ON s.event_id = e.id
         WHERE e.action = 'ChildViewsRead' AND e.item_id IN ($1, $2) ORDER BY e.id`,
        [children[1], unknown],
      ),
    ).toEqual([
      { outcome: 'refused', child_id: children[1] },
      { outcome: 'refused', child_id: null },
    ]);
  });

  it('goes on page by page, 25 at a time, without a gap', async () => {
    for (let count = 0; count < 60; count += 1) await open('commissioner', children[1] ?? '', `reason ${count}.`);
    const reader = await visitor('commissioner, Sutton');
    const seen: string[] = [];
    let path: string | undefined = `/children/${children[1] ?? ''}/views`;
    while (path !== undefined) {
      const { body } = await reader.open(path);
      const reasons = [...body.matchAll(/reason (\d+)\./g)].map(([, number]) => number ?? '');
      expect(reasons.length).toBeLessThanOrEqual(25);
      seen.push(...reasons);
      path = /href="([^"]+)">Older/.exec(unescaped(body))?.[1];
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => String(59 - index)));
  });
});

describe('the audit page', () => {
  it('lists what was done, narrows it by its filters, and is itself on record', async () => {
    const auditor = await visitor('data protection officer');
    const all = await auditor.open('/audit');
    expect(all.status).toBe(200);
    expect(all.body).toContain('Opened the record');
    const child = children[0] ?? '';
    const one = (await auditor.open(`/audit?child=${child}&action=ChildRead`)).body;
    expect(one).toContain('A strategy meeting');
    expect(one).not.toContain('reason 59.');
    const subjects = await sql<{ child_id: string }>(
      `SELECT s.child_id FROM audit_subject s JOIN audit_event e ON e.id = s.event_id WHERE e.action = 'AuditRead' AND e.item_id = $1`,
      [child],
    );
    expect(subjects).toEqual([{ child_id: child }]);
    const day = dayInLondon(instantOf(new Date())).subtract({ days: 400 }).toString();
    expect((await auditor.open(`/audit?day=${day}`)).body).toContain('Nothing is on record that fits.');
    const person = await personOf(web, 'commissioner');
    const rows = (await auditor.open(`/audit?person=${person}`)).body.split('<tbody')[1] ?? '';
    expect(rows).toContain('Demonstration commissioner, Sutton');
    expect(rows).not.toContain('data protection officer');
  });

  it('puts every child whose id it shows on record', async () => {
    const auditor = await visitor('data protection officer');
    const { body } = await auditor.open('/audit?action=ChildRead');
    const shown = new Set([...unescaped(body).matchAll(/child=([0-9a-f-]{36})/g)].map(([, id]) => id));
    expect(shown.size).toBeGreaterThan(0);
    const [last] = await sql<{ ids: string[] }>(
      `SELECT ARRAY(SELECT child_id::text FROM audit_subject s WHERE s.event_id = e.id) AS ids FROM audit_event e
       WHERE e.action = 'AuditRead' ORDER BY e.id DESC LIMIT 1`,
    );
    expect(new Set(last?.ids)).toEqual(shown);
  });

  it('shows what was refused', async () => {
    const worker = await visitor('social worker, Sutton');
    expect((await worker.open('/audit')).status).toBe(403);
    const auditor = await visitor('data protection officer');
    const { body } = await auditor.open('/audit?outcome=refused');
    expect(body).toContain('Tried something that is not permitted');
    expect(body).toContain('Demonstration social worker, Sutton');
    expect(body).toContain('audit.read');
  });

  it('says what it cannot read in a filter, beside the field, and keeps what was typed', async () => {
    const auditor = await visitor('data protection officer');
    const { status, body } = await auditor.open('/audit?child=Smith&day=2025-02-30');
    expect(status).toBe(200);
    expect(body).toContain('<a href="#child">');
    expect(body).toContain('<a href="#day">');
    expect(body).toContain('value="Smith"');
    expect(await sql(`SELECT FROM audit_event WHERE to_jsonb(audit_event)::text LIKE '%Smith%'`)).toEqual([]);
  });

  it('shows how far the chain is sealed, and the head', async () => {
    await sealAll(web.service);
    const { head, batches } = await chainOf(web.service);
    const { body } = await (await visitor('data protection officer')).open('/audit');
    expect(body).toContain(head);
    expect(body).toContain(`Sealed up to batch ${batches},`);
  });

  it('has words of its own for every action', () => {
    const words = Object.values(auditActions).map((action) => action.words);
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((each) => !/^[A-Z][a-z ’]+$/.test(each))).toEqual([]);
  });
});

describe('notices', () => {
  const today = () => dayInLondon(instantOf(new Date()));
  const make = () => noticeViews(web.service.database, SUTTON, today(), newId);
  const notices = () =>
    sql<{ view_count: number; viewer_count: number; is_seen: boolean }>(
      'SELECT view_count, viewer_count, seen_at IS NOT NULL AS is_seen FROM viewing_notice',
    );

  it('tell the lead worker once a day of views from outside the team, and of no others', async () => {
    await open('social_worker', children[0] ?? '');
    await open('team_manager', children[0] ?? '');
    expect(await make()).toBe(1);
    expect(await notices()).toEqual([{ view_count: 1, viewer_count: 1, is_seen: false }]);
    expect(await make()).toBe(0);
  });

  it('are seen by the lead worker, who says so, and by nobody else', async () => {
    const reader = await visitor('social worker, Sutton');
    const told = '1 new notice of who from outside your team opened a record';
    expect((await reader.open('/worklist')).body).toContain(told);
    const { body } = await reader.open('/notices');
    expect(body).toContain('Demonstration commissioner, Sutton');
    expect(body).toContain('A strategy meeting');
    const id = /action="\/notices\/([0-9a-f-]{36})\/seen"/.exec(body)?.[1] ?? '';
    const other = await visitor('commissioner, Sutton');
    expect((await other.open('/worklist')).body).not.toContain('new notice');
    expect((await other.open('/notices')).body).toContain('There is nothing new.');
    expect((await other.post(`/notices/${id}/seen`, { _csrf: other.token })).status).toBe(404);
    expect((await notices()).map(({ is_seen }) => is_seen)).toEqual([false]);
    const answer = await reader.post(`/notices/${id}/seen`, { _csrf: reader.token });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/notices']);
    expect((await reader.open('/notices')).body).toContain('There is nothing new.');
    expect((await reader.open('/worklist')).body).not.toContain('new notice');
    expect(await sql(`SELECT FROM audit_event WHERE action = 'ViewingNoticeSeen' AND item_id = $1`, [id])).toHaveLength(
      1,
    );
  });

  it('are new again when there is more to tell', async () => {
    await open('data_protection_officer', children[0] ?? '');
    expect(await make()).toBe(1);
    expect(await notices()).toEqual([{ view_count: 2, viewer_count: 2, is_seen: false }]);
  });
});

describe('the head on a report', () => {
  it('is that of the chain when the report was built, and stays', async () => {
    await sealAll(web.service);
    const { head } = await chainOf(web.service);
    const reader = await visitor('commissioner, Sutton');
    const path = '/api/v1/reports/mace/2025-10?authority=E09000029&cutOff=2025-11-03T09:00:00Z';
    const first = await reader.open(path, { accept: 'application/json' });
    expect(first.json).toMatchObject({ auditHead: head });
    await sealAll(web.service);
    expect((await chainOf(web.service)).head).not.toBe(head);
    expect((await reader.open(path, { accept: 'application/json' })).body).toBe(first.body);
    expect((await reader.open(path, { accept: 'text/html' })).body).toContain(head);
  });
});
