import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aProviderReturn } from '../builders/provider-return.js';
import { otherRow } from '../support/marked-child.js';
import { withClient } from '../support/postgres.js';
import { homeward, makeDataDir } from '../support/processes.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let childId = '';

const ask = <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
  withClient(web.database.superuserUrl, async (client) => (await client.query<Row>(sql, [...parameters])).rows);

async function signedIn(name = 'data protection officer, Sutton'): Promise<Visitor> {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  return visitor;
}

beforeAll(async () => {
  web = await createTestWeb();
  const row = otherRow('A', { carer_information: 'The aunt <said> so', family_name: 'Sample-Ashgrove' });
  await web.service.returns.receive(aReceivedReturn(aProviderReturn(row), '2018-07-02T09:00:00Z'));
  const [found] = await ask<{ child_id: string }>('SELECT child_id FROM child_identity');
  childId = found?.child_id ?? '';
}, 60_000);
afterAll(() => web.close());

describe('a subject access pack', () => {
  it.each(['commissioner, Sutton', 'inspector, Sutton', 'social worker, Sutton', 'manager, HARBOUR'])(
    'is not for a %s',
    async (name) => {
      const visitor = await signedIn(name);
      for (const part of ['', '/html', '/json'])
        expect((await visitor.open(`/children/${childId}/subject-access${part}`)).status).toBe(403);
    },
  );

  it('is made for the officer as a page that leads to it, as HTML and as JSON, each time on record', async () => {
    const visitor = await signedIn();
    const page = await visitor.open(`/children/${childId}/subject-access`);
    expect(page.body).toContain(`href="/children/${childId}/subject-access/html"`);
    expect(page.body).toContain('C-A, Other, Sample-Ashgrove');
    expect(/<title>[^<]*/.exec(page.body)?.[0]).not.toContain('Ashgrove');
    const html = await visitor.open(`/children/${childId}/subject-access/html`);
    expect(html.body).toContain('The aunt &lt;said&gt; so');
    expect(html.headers.get('content-disposition')).toMatch(
      /^attachment; filename="OFFICIAL-SENSITIVE subject access \d{4}-\d\d-\d\d [0-9a-f]{12}\.html"$/,
    );
    expect(html.headers.get('cache-control')).toBe('no-store');
    const json = await visitor.open(`/children/${childId}/subject-access/json`);
    expect(json.json).toMatchObject({ format: 1, marking: 'OFFICIAL-SENSITIVE', records: [childId] });
    const read = await ask(
      `SELECT FROM audit_event e JOIN audit_subject s ON s.event_id = e.id
       WHERE e.action = 'SubjectAccessRead' AND e.role = 'data_protection_officer' AND s.child_id = $1`,
      [childId],
    );
    expect(read).toHaveLength(3);
    expect(web.log.join('')).not.toMatch(/Ashgrove|C-A|aunt/);
  });

  it('is like one that is not there, where the record is restricted to others', async () => {
    const visitor = await signedIn();
    await ask('UPDATE child SET is_restricted = true WHERE id = $1', [childId]);
    const restricted = await visitor.open(`/children/${childId}/subject-access/json`);
    const absent = await visitor.open(`/children/${crypto.randomUUID()}/subject-access/json`);
    await ask('UPDATE child SET is_restricted = false WHERE id = $1', [childId]);
    const told = (body: string) => body.replace(/value="[^"]+"/g, '');
    expect([restricted.status, told(restricted.body)]).toEqual([404, told(absent.body)]);
  });
});

describe('a restricted record that the officer is admitted to', () => {
  const pages = ['subject-access', 'keeping'] as const;
  const addressOf = (page: (typeof pages)[number]) =>
    page === 'keeping' ? `/retention/children/${childId}` : `/children/${childId}/subject-access`;

  it.each(pages)('asks for a reason before its page of %s, and not again within the hour', async (page) => {
    const visitor = await signedIn();
    const address = addressOf(page);
    await ask('UPDATE child SET is_restricted = true WHERE id = $1', [childId]);
    await ask(
      `INSERT INTO child_admission (authority, id, child_id, person_id, kind, reason, starts_at, created_at, created_by, modified_at, modified_by)
       SELECT $1, gen_random_uuid(), $2, id, 'listed', 'test', now(), now(), 'test', now(), 'test'
       FROM person WHERE sign_in_name = 'data_protection_officer.e09000029'`,
      [SUTTON, childId],
    );
    const events = (action: string) =>
      ask('SELECT FROM audit_event e JOIN audit_subject s ON s.event_id = e.id WHERE action = $1 AND s.child_id = $2', [
        action,
        childId,
      ]);
    const action = page === 'keeping' ? 'RetentionRead' : 'SubjectAccessRead';
    const before = (await events(action)).length;
    const asked = await visitor.open(address);
    expect(asked.body).toContain('Why are you opening this record?');
    expect(asked.body).not.toMatch(/Ashgrove|C-A/);
    const below = page === 'keeping' ? ['/death', '/deletion', '/hold'] : ['/html', '/json'];
    for (const part of below) {
      const led = await visitor.open(`${address}${part}`);
      expect([part, led.status, led.headers.get('location')]).toEqual([part, 303, address]);
    }
    expect(await events(action)).toHaveLength(before);
    const form = { reason: 'The parent asked for it', page, _csrf: visitor.token };
    const opened = await visitor.post(`/children/${childId}/opening`, form);
    expect([opened.status, opened.headers.get('location')]).toEqual([303, address]);
    expect((await visitor.open(address)).body).toContain('Ashgrove');
    expect(await events(action)).toHaveLength(before + 1);
    await ask('DELETE FROM child_opening WHERE child_id = $1', [childId]);
    await ask('DELETE FROM child_admission WHERE child_id = $1', [childId]);
    await ask('UPDATE child SET is_restricted = false WHERE id = $1', [childId]);
  });

  it.each(pages)('is asked for in vain on record, where it is not there, on its page of %s', async (page) => {
    const visitor = await signedIn();
    const absent = crypto.randomUUID();
    for (const id of [absent, 'no-id-at-all']) {
      const answer = await visitor.open(addressOf(page).replace(childId, id));
      expect([id, answer.status]).toEqual([id, 404]);
      expect(answer.body).toContain('Page not found');
    }
    const refused = await ask(`SELECT FROM audit_event WHERE outcome = 'refused' AND item_id = $1`, [absent]);
    expect(refused).toHaveLength(1);
  });
});

describe('homeward subject-access', () => {
  const run = (folder: string, ...args: string[]) =>
    homeward(folder, ['subject-access', '--authority', SUTTON, ...args], { DATABASE_URL: web.database.appUrl });

  it('writes the pack into a folder under a name without the child, for its owner alone', async () => {
    const folder = makeDataDir();
    try {
      const { code, stdout, stderr } = await run(folder.path, '--child', 'C-A', '--out', folder.path);
      expect([code, stdout]).toEqual([0, '']);
      expect(stderr).not.toMatch(/Ashgrove|C-A/);
      const [name = ''] = readdirSync(folder.path);
      expect(name).toMatch(/^OFFICIAL-SENSITIVE subject access .*\.html$/);
      const path = join(folder.path, name);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(path, 'utf8')).toContain('The aunt &lt;said&gt; so');
    } finally {
      folder.remove();
    }
  });

  it('closes a file to others that was there before', async () => {
    const folder = makeDataDir();
    try {
      const out = join(folder.path, 'pack.html');
      writeFileSync(out, 'an older pack', { mode: 0o644 });
      expect(await run(folder.path, '--child', 'C-A', '--out', out)).toMatchObject({ code: 0 });
      expect(statSync(out).mode & 0o777).toBe(0o600);
    } finally {
      folder.remove();
    }
  });

  it('gives the same as JSON, and refuses a child that is not there or is restricted', async () => {
    const folder = makeDataDir();
    try {
      const out = join(folder.path, 'pack.json');
      const told = await run(folder.path, '--child', childId, '--out', out, '--format', 'json', '--json');
      expect(readFileSync(out, 'utf8')).toBe(told.stdout);
      expect(JSON.parse(told.stdout)).toMatchObject({ records: [childId], council: 'Sutton' });
      expect(await run(folder.path, '--child', 'C-B', '--out', out)).toMatchObject({ code: 1 });
      await ask('UPDATE child SET is_restricted = true WHERE id = $1', [childId]);
      expect(await run(folder.path, '--child', childId, '--out', out)).toMatchObject({ code: 1 });
    } finally {
      folder.remove();
    }
  });
});
