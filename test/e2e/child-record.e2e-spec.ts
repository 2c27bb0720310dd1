import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addKnownChildren, lastAudit, ownCells } from '../support/children.js';
import type { KnownChildren } from '../support/children.js';
import { led, send, signedIn as signIn } from '../support/pages.js';
import { withClient } from '../support/postgres.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const reason = 'A call from the school';
let web: TestWeb;
let known: KnownChildren;
let ownEpisode: string;

beforeAll(async () => {
  web = await createTestWeb();
  known = await addKnownChildren(web);
  ownEpisode = await withClient(web.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM missing_episode WHERE child_id = $1', [
      known.own,
    ]);
    return rows[0]?.id ?? '';
  });
}, 60_000);
afterAll(() => web.close());

const signedIn = (name: string) => signIn(web, name);

describe('a record', () => {
  const texts = [ownCells.offer_method, ownCells.interviewer, ownCells.child_voice, ownCells.plan_change];

  it.each([
    ['commissioner, Sutton', true, true, ['evidence', 'views', 'allocation', 'restriction', 'third-party']],
    ['data protection officer, Sutton', true, false, ['evidence', 'views', 'restriction', 'subject-access']],
    ['team manager, Sutton', true, false, ['evidence', 'views', 'allocation', 'restriction', 'third-party']],
    ['social worker, Sutton', true, false, ['evidence', 'views']],
    ['inspector, Sutton', true, false, ['evidence', 'views']],
    ['interviewer, HARBOUR', true, false, ['third-party']],
  ] as const)('shows the %s what the role gives', async (name, seesForm, seesFees, links) => {
    const visitor = await signedIn(name);
    const page = await visitor.open(`/children/${known.own}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('OWN-Sample');
    expect(page.body).toContain('Held in time');
    for (const text of texts) expect(page.body.includes(text)).toBe(seesForm);
    expect(/<dd[^>]*>[^<]+: yes; [^<]+: no<\/dd>/.test(page.body)).toBe(seesForm);
    expect(page.body.includes('123.45')).toBe(seesFees);
    const paths = ['evidence', 'views', 'allocation', 'restriction', 'subject-access', 'third-party'];
    expect(paths.filter((path) => page.body.includes(`/children/${known.own}/${path}`)).sort()).toEqual(
      [...links].sort(),
    );
    const manages = name.startsWith('data protection officer');
    expect(page.body.includes(`href="/retention/children/${known.own}"`)).toBe(manages);
    expect(page.body.split('<title>')[1]?.split('<')[0]).toBe('Child’s record – Homeward');
  });

  it('shows the placement team who and when, and nothing of the form', async () => {
    const visitor = await signedIn('placement officer, Sutton');
    const page = await visitor.open(`/children/${known.northway}`);
    expect(page.body).toContain('NORTHWAY-Sample');
    expect(page.body).not.toContain('Interview form');
  });

  it('is reached by the look-up and from the worklist', async () => {
    const visitor = await signedIn('commissioner, Sutton');
    const worklist = await visitor.open('/worklist');
    expect(worklist.body).toContain(`href="/children/${known.south}"`);
    expect(worklist.body).toMatch(/and 1 further one in a restricted record/);
    const form = { councilChildId: '', familyName: 'own sample', birthDay: '4', birthMonth: '5', birthYear: '2011' };
    const found = await send(visitor, '/children', form);
    expect(found.status).toBe(200);
    expect(found.body).toContain('1 child found');
    expect(found.body).toContain(`href="/children/${known.own}"`);
  });

  it('keeps what was typed into a look-up that was refused, and leads to its field', async () => {
    const visitor = await signedIn('social worker, Sutton');
    const typed = { councilChildId: '', familyName: 'Typed-Name', birthDay: '', birthMonth: '', birthYear: '' };
    const refused = await send(visitor, '/children', typed);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('<a href="#birthDay">Enter the date of birth as well as the family name</a>');
    expect(refused.body).toContain('value="Typed-Name"');
    expect(refused.body).toContain('<title>Error: Look a child up');
  });

  it('leaves no word of a look-up in the log', () => {
    expect(web.log.join('\n')).not.toMatch(/own sample|Typed-Name|OWN-Sample/);
  });
});

describe('third-party information', () => {
  it('is written by the provider and read by the few, never by the provider', async () => {
    const worker = await signedIn('interviewer, HARBOUR');
    const form = `/children/${known.own}/third-party/${ownEpisode}`;
    expect((await worker.open(form)).body).toContain('You cannot read or change it after you have sent it');
    const sent = await send(worker, form, { information: 'seen-with-text' });
    expect(led(sent)).toEqual([303, `/children/${known.own}?done=third-party`]);
    const after = [sent, await worker.open(`/children/${known.own}?done=third-party`), await worker.open(form)];
    for (const { body } of after) expect(body).not.toContain('seen-with-text');
    expect(after[1]?.body).toContain('What you wrote is kept with the episode');
    const reads = async (name: string) =>
      (await (await signedIn(name)).open(`/children/${known.own}`)).body.includes('seen-with-text');
    expect([await reads('team manager, Sutton'), await reads('social worker, Sutton')]).toEqual([true, false]);
  });
});

describe('an inspector', () => {
  it('reads, and changes nothing', async () => {
    const visitor = await signedIn('inspector, Sutton');
    expect((await visitor.open(`/children/${known.own}/evidence`)).status).toBe(200);
    const forms = [
      [`/children/${known.own}/restriction`, { personId: known.own, reason }],
      [`/children/${known.own}/restriction/lift`, { reason }],
      [`/children/${known.own}/restriction/people`, { personId: known.own, reason }],
      [`/children/${known.own}/restriction/people/remove`, { personId: known.own }],
      [`/children/${known.own}/allocation`, { team: '', worker: '', fromDay: '', fromMonth: '', fromYear: '' }],
      [`/children/${known.own}/third-party/${ownEpisode}`, { information: reason }],
      [`/children/${known.own}/break-glass`, { reason }],
      [`/break-glass/${known.own}/review`, { finding: 'justified', note: reason }],
    ] as const;
    for (const [path, fields] of forms) expect([path, (await send(visitor, path, fields)).status]).toEqual([path, 403]);
    expect(await lastAudit(web, 1)).toMatchObject([{ action: 'AccessRefused', outcome: 'refused' }]);
  });
});
