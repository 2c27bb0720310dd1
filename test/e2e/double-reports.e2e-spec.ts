import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { lastAudit } from '../support/children.js';
import { ONE_NIGHT, TWO_NIGHTS, addDoubleReport } from '../support/double-report.js';
import type { DoubleReportIds } from '../support/double-report.js';
import { Visitor, createTestWeb, fieldOn, has, led } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

let web: TestWeb;
let ids: DoubleReportIds;
let visitor: Visitor;
let address: string;

beforeAll(async () => {
  web = await createTestWeb();
  ids = await addDoubleReport(web, { harbour: { police_classification: 'missing' } });
  address = `/children/${ids.childId}/episodes/${ids.harbour}/one-absence`;
  visitor = await signedIn('commissioner, Sutton');
}, 60_000);
afterAll(() => web.close());

async function signedIn(name: string): Promise<Visitor> {
  const somebody = new Visitor(web);
  await somebody.signIn(name);
  return somebody;
}

describe('two reports of one absence on pages', () => {
  it('are found in the menu and in the list, with who told of each', async () => {
    expect((await visitor.open('/worklist')).body).toContain('href="/double-reports"');
    const list = await visitor.open('/double-reports');
    expect(has(list, 'TWICE', 'at most two hours apart', 'reference H1', 'reference N1')).toEqual([
      ...[200, true, true, true, true],
    ]);
    expect(list.body).toContain(`href="${address}?other&#x3D;${ids.northway}"`);
    expect(has(await visitor.open('/double-reports?after=all'), 'TWICE')).toEqual([400, false]);
  });

  it('stand side by side, with what differs in words and each class by itself', async () => {
    const pair = await visitor.open(`${address}?other=${ids.northway}`);
    expect(has(pair, 'Missing: 13 hours later in the second report.', 'Returned: 4 hours later')).toEqual([
      ...[200, true, true],
    ]);
    expect(has(pair, 'Class of the police: missing in the first report, not recorded in the second.')).toEqual([
      200,
      true,
    ]);
    expect(has(pair, 'What would hold', 'Which report leads', 'Undo the merge')).toEqual([200, true, true, false]);
    const alone = await visitor.open(address);
    expect(has(alone, 'Compare with', 'Which report leads')).toEqual([200, true, false]);
  });

  it('answer alike to whatever is no report of the child', async () => {
    for (const episode of [newId(), 'H1'])
      expect((await visitor.open(`/children/${ids.childId}/episodes/${episode}/one-absence`)).status).toBe(404);
    const nobody = await visitor.open(`${address}?other=${newId()}`);
    expect(has(nobody, 'Which report leads')).toEqual([200, false]);
    const worker = await signedIn('interviewer, HARBOUR');
    expect((await worker.open(address)).status).toBe(403);
    expect((await worker.open('/double-reports')).status).toBe(403);
  });

  it('ask which one leads and why, keep what was typed, and are merged', async () => {
    await visitor.open(`${address}?other=${ids.northway}`);
    const unled = await visitor.send(address, { otherId: ids.northway, reason: 'the same night' });
    expect(has(unled, 'href="#leads"', 'Choose which report leads', '>the same night</textarea>')).toEqual([
      ...[422, true, true, true],
    ]);
    const short = await visitor.send(address, { otherId: ids.northway, leads: ids.northway, reason: 'same' });
    expect(has(short, 'href="#reason"', `value="${ids.northway}" checked`)).toEqual([422, true, true]);
    expect(led(await visitor.send(address, { otherId: ids.northway, leads: ids.harbour, reason: ONE_NIGHT }))).toEqual([
      ...[303, `/children/${ids.childId}?done=one-absence`],
    ]);
    expect(await lastAudit(web, 1)).toMatchObject([{ action: 'EpisodeMerge', children: [ids.childId] }]);
  });

  it('are one on the record and on the evidence page, and out of the list', async () => {
    const record = await visitor.open(`/children/${ids.childId}?done=one-absence`);
    expect(has(record, 'told of in 2 reports', 'reference H1', 'reference N1', 'counts once')).toEqual([
      ...[200, true, true, true, true],
    ]);
    expect(record.body.split('The reports side by side')).toHaveLength(2);
    for (const page of ['return', 'question'])
      for (const id of [ids.harbour, ids.northway])
        expect(record.body.split(`href="/children/${ids.childId}/episodes/${id}/${page}"`)).toHaveLength(2);
    expect((await visitor.open(`/children/${ids.childId}/evidence`)).body).toContain('1 episode');
    expect((await visitor.open('/double-reports')).body).not.toContain('TWICE');
    const worker = await signedIn('interviewer, NORTHWAY');
    const own = await worker.open(`/children/${ids.childId}`);
    expect(has(own, 'N1', 'H1', 'told of in', 'side by side')).toEqual([200, true, false, false, false]);
  });

  it('are taken apart with a reason, once', async () => {
    const page = await visitor.open(`/children/${ids.childId}/episodes/${ids.northway}/one-absence`);
    expect(has(page, 'What holds', ONE_NIGHT, 'Undo the merge')).toEqual([200, true, true, true]);
    const mergeId = fieldOn(page.body, 'mergeId') ?? '';
    expect(has(await visitor.send(`${address}/undo`, { mergeId, reason: 'no' }), 'href="#reason"')).toEqual([
      422,
      true,
    ]);
    expect(led(await visitor.send(`${address}/undo`, { mergeId, reason: TWO_NIGHTS }))).toEqual([
      ...[303, `/children/${ids.childId}?done=one-absence-undone`],
    ]);
    const again = await visitor.send(`${address}/undo`, { mergeId, reason: TWO_NIGHTS });
    expect(has(again, 'href="#mergeId"')).toEqual([422, true]);
    expect((await visitor.open('/double-reports')).body).toContain('TWICE');
  });

  it('are two absences with a reason: out of the list, on the record, and taken back once', async () => {
    const short = await visitor.send(`${address}/apart`, { otherId: ids.northway, apartReason: 'two' });
    expect(has(short, 'href="#apartReason"', '>two</textarea>', 'Which report leads')).toEqual([422, true, true, true]);
    const none = await visitor.send(`${address}/apart`, { otherId: newId(), apartReason: TWO_NIGHTS });
    expect(has(none, 'There is no such report of this child')).toEqual([422, true]);
    expect(led(await visitor.send(`${address}/apart`, { otherId: ids.northway, apartReason: TWO_NIGHTS }))).toEqual([
      ...[303, `/children/${ids.childId}?done=two-absences`],
    ]);
    expect(await lastAudit(web, 1)).toMatchObject([{ action: 'EpisodeDistinction', children: [ids.childId] }]);
    expect((await visitor.open('/double-reports')).body).not.toContain('TWICE');
    const record = await visitor.open(`/children/${ids.childId}?done=two-absences`);
    expect(has(record, 'Another absence than', `Reason: ${TWO_NIGHTS}`)).toEqual([200, true, true]);
    const own = await (await signedIn('interviewer, NORTHWAY')).open(`/children/${ids.childId}`);
    expect(has(own, 'N1', 'Another absence than')).toEqual([200, true, false]);
    expect(has(await visitor.open(address), 'Reports that are another absence', 'Compare with')).toEqual([
      ...[200, true, true],
    ]);
    const pair = await visitor.open(`${address}?other=${ids.northway}`);
    expect(has(pair, TWO_NIGHTS, 'Take back', 'Which report leads')).toEqual([200, true, true, false]);
    const merged = await visitor.send(address, { otherId: ids.northway, leads: ids.harbour, reason: ONE_NIGHT });
    expect(has(merged, 'take that back first')).toEqual([422, true]);
    const distinctionId = fieldOn(pair.body, 'distinctionId') ?? '';
    const takeBack = (apartReason: string) =>
      visitor.send(`${address}/apart/undo`, { otherId: ids.northway, distinctionId, apartReason });
    expect(has(await takeBack('one'), 'href="#apartReason"', '>one</textarea>')).toEqual([422, true, true]);
    expect(led(await takeBack(ONE_NIGHT))).toEqual([303, `/children/${ids.childId}?done=two-absences-undone`]);
    expect(has(await takeBack(ONE_NIGHT), 'somebody took it back before you')).toEqual([422, true]);
    expect((await visitor.open('/double-reports')).body).toContain('TWICE');
  });
});
