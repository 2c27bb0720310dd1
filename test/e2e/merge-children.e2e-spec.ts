import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { addKnownChildren, lastAudit } from '../support/children.js';
import type { KnownChildren } from '../support/children.js';
import { Visitor, createTestWeb, fieldOn, has, led } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const reason = 'The same name and day of birth';
const words = { familyName: '', birthDay: '', birthMonth: '', birthYear: '' };
let web: TestWeb;
let known: KnownChildren;
let visitor: Visitor;

beforeAll(async () => {
  web = await createTestWeb();
  known = await addKnownChildren(web);
  visitor = await signedIn('commissioner, Sutton');
}, 60_000);
afterAll(() => web.close());

async function signedIn(name: string): Promise<Visitor> {
  const somebody = new Visitor(web);
  await somebody.signIn(name);
  return somebody;
}

describe('merging two records on pages', () => {
  it('begins on the record, looks the other one up and shows both side by side', async () => {
    const address = `/children/${known.own}/merge`;
    expect((await visitor.open(`/children/${known.own}`)).body).toContain(`href="${address}"`);
    expect(has(await visitor.open(address), 'Look up the other record')).toEqual([200, true]);
    const none = await visitor.send(`${address}/look-up`, { ...words, councilChildId: '' });
    expect(has(none, 'href="#councilChildId"')).toEqual([422, true]);
    const found = await visitor.send(`${address}/look-up`, { ...words, councilChildId: 'SOUTH' });
    expect(has(found, `href="${address}?other&#x3D;${known.south}"`, 'Restricted')).toEqual([200, true, false]);
    const itself = await visitor.send(`${address}/look-up`, { ...words, councilChildId: 'OWN' });
    expect(has(itself, 'No other record that you may open')).toEqual([200, true]);
    const pair = await visitor.open(`${address}?other=${known.south}`);
    expect(has(pair, 'OWN', 'SOUTH', 'T1', 'T4', 'Harbour', 'is restricted')).toEqual([
      ...[200, true, true, true, true, true, false],
    ]);
    expect(await lastAudit(web, 1)).toMatchObject([{ action: 'ChildRead', children: [known.own, known.south].sort() }]);
  });

  it('says what stands against it, the same of a record that is not there and of one that is not theirs', async () => {
    const manager = await signedIn('team manager, Sutton');
    const address = `/children/${known.own}/merge`;
    const answers = [known.south, known.abroad, known.deleted, newId()].map(async (other) => {
      const { status, body } = await manager.open(`${address}?other=${other}`);
      return `${status} ${body.replaceAll(/name="_csrf" value="[^"]*"/g, '').replaceAll(other, '')}`;
    });
    expect(new Set(await Promise.all(answers)).size).toBe(1);
    expect(await answers[0]).toContain('There is no such record, or none that you may open');
    expect(has(await manager.open(`${address}?other=${known.restricted}`), 'open it first and say why')).toEqual([
      422,
      true,
    ]);
    expect(has(await visitor.open(`${address}?other=${known.own}`), 'This is the record itself')).toEqual([422, true]);
  });

  it('asks for a reason and keeps what was typed, merges, and says so on the record', async () => {
    const address = `/children/${known.own}/merge`;
    await visitor.open(`${address}?other=${known.south}`);
    const refused = await visitor.send(address, { otherId: known.south, reason: 'same' });
    expect(has(refused, 'href="#reason"', '>same</textarea>', 'Error: ', 'The other record, which is')).toEqual([
      ...[422, true, true, true, true],
    ]);
    expect(led(await visitor.send(address, { otherId: known.south, reason }))).toEqual([
      303,
      `/children/${known.own}?done=merged`,
    ]);
    const record = await visitor.open(`/children/${known.own}?done=merged`);
    expect(has(record, 'This record holds two records of one child', 'SOUTH was merged into it on', reason)).toEqual([
      ...[200, true, true, true],
    ]);
    expect(has(record, 'T1', 'T4', `href="${address}/undo"`)).toEqual([200, true, true, true]);
  });

  it('leads from the record that is merged away to the one that goes on, on each page', async () => {
    for (const page of ['', '/evidence', '/views', '/allocation', '/restriction', '/merge', '/merge/undo'])
      expect([page, led(await visitor.open(`/children/${known.south}${page}`))]).toEqual([
        page,
        [303, `/children/${known.own}${page}`],
      ]);
    expect(await lastAudit(web, 1)).toMatchObject([{ children: [known.own, known.south].sort() }]);
    for (const page of ['/evidence', '/views', '/allocation', '/restriction'])
      expect([page, (await visitor.open(`/children/${known.own}${page}`)).status]).toEqual([page, 200]);
    expect((await visitor.open(`/children/${known.own}/evidence`)).body).toContain('2 episodes');
    const officer = await signedIn('data protection officer, Sutton');
    const keeping = `/retention/children/${known.own}`;
    expect(led(await officer.open(`/retention/children/${known.south}`))).toEqual([303, keeping]);
    expect(has(await officer.open(keeping), `/children/${known.own}/subject-access`)).toEqual([200, true]);
    const given = `/children/${known.own}/subject-access`;
    expect(led(await officer.open(`/children/${known.south}/subject-access`))).toEqual([303, given]);
    const pack = await officer.open(`/children/${known.own}/subject-access/html`);
    expect(has(pack, 'From the record', 'SOUTH', 'OWN', reason)).toEqual([200, true, true, true, true]);
  });

  it('tells a provider and others nothing of it', async () => {
    const worker = await signedIn('interviewer, HARBOUR');
    const own = await worker.open(`/children/${known.south}`);
    expect(has(own, 'T4', 'T1', 'merged', 'OWN')).toEqual([200, true, false, false, false]);
    const stranger = await signedIn('interviewer, NORTHWAY');
    expect((await stranger.open(`/children/${known.south}`)).status).toBe(404);
  });

  it('is undone with a reason, once', async () => {
    const address = `/children/${known.own}/merge/undo`;
    const page = await visitor.open(address);
    expect(has(page, 'SOUTH was merged into it on')).toEqual([200, true]);
    const mergeId = fieldOn(page.body, 'mergeId') ?? '';
    expect(has(await visitor.send(address, { mergeId, reason: 'no' }), 'href="#reason"')).toEqual([422, true]);
    expect(led(await visitor.send(address, { mergeId, reason: 'They are twins' }))).toEqual([
      303,
      `/children/${known.own}?done=merge-undone`,
    ]);
    expect(has(await visitor.send(address, { mergeId, reason: 'They are twins' }), 'undone before you')).toEqual([
      422,
      true,
    ]);
    const record = await visitor.open(`/children/${known.own}`);
    expect(has(record, 'T1', 'T4', 'This record holds')).toEqual([200, true, false, false]);
    expect((await visitor.open(`/children/${known.south}`)).status).toBe(200);
  });
});
