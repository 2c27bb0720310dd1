import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { Machine, anOwnRow, asSuperuser, episodeIn, problem } from '../support/episode-api.js';
import { SUTTON } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { Answer, TestWeb } from '../support/web.js';

let web: TestWeb;
let harbour: Machine;
let kestrel: Machine;

beforeAll(async () => {
  web = await createTestWeb();
  [harbour, kestrel] = [await Machine.of(web), await Machine.of(web, 'KESTREL')];
}, 60_000);
afterAll(() => web.close());

const told = ({ status, json }: Answer) => [status, json];
const codesOf = ({ json }: Answer) => (json as { findings: { code: string }[] }).findings.map(({ code }) => code);
const factOf = async (sql: string, id: string) => (await asSuperuser<{ fact: unknown }>(web, sql, [id]))[0]?.fact;
const rowOf = (submission: unknown) =>
  factOf('SELECT record AS fact FROM submission_row WHERE submission_id = $1', String(submission));

describe('a row that a machine sends by itself', () => {
  it('makes an episode, and says where it is and what is to be said of it', async () => {
    const answer = await harbour.send('', anOwnRow({ returned_at: '26/10/2025 01:30' }));
    const id = episodeIn(answer);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      201,
      `/api/v1/episodes/${id}?authority=${SUTTON}`,
    ]);
    expect(answer.json).toMatchObject({ outcome: 'new', findings: [{ code: 'PR-023', column: 'returned_at' }] });
    expect((await harbour.read(id)).json).toMatchObject({ id, provider: 'HARBOUR', type: 'M' });
  });

  it('says the same when it comes again, and changes its episode when it says something new', async () => {
    const row = anOwnRow();
    const first = await harbour.send('', row);
    const again = await harbour.send('', row);
    const changed = await harbour.send('', { ...row, found_where: 'A park' });
    expect([again.status, again.json]).toEqual([200, expect.objectContaining({ outcome: 'same' })]);
    expect([changed.status, changed.json]).toEqual([200, expect.objectContaining({ outcome: 'changed' })]);
    expect([episodeIn(again), episodeIn(changed)]).toEqual([episodeIn(first), episodeIn(first)]);
  });

  it('is held with its findings where it has an error, and kept as it came', async () => {
    const held = await harbour.send('', anOwnRow({ returned_at: '01/10/2025 06:00' }));
    expect(told(held)).toEqual([422, problem('row-held')]);
    expect(held.headers.get('content-type')).toContain('application/problem+json');
    expect(held.json).toMatchObject({ findings: [{ code: 'PR-101', severity: 'error', column: 'returned_at' }] });
    const { instance, submission } = held.json as { instance: string; submission: string };
    const key = { authorization: `Bearer ${await web.issueKey('HARBOUR')}` };
    expect((await web.ask(instance, { headers: key })).json).toMatchObject({ submission, rows: 1, held: 1 });
    expect(await rowOf(submission)).toMatchObject({ returned_at: '01/10/2025 06:00' });
  });

  it('is the return of no month', async () => {
    const { json } = await harbour.send('', anOwnRow());
    const { submission } = json as { submission: string };
    expect(await factOf('SELECT period AS fact FROM submission WHERE id = $1', submission)).toBeNull();
  });

  it.each([
    ['what is no JSON', '{', 422, 'unreadable'],
    ['a list', '[]', 422, 'unreadable'],
    ['a whole return', '{"format":1,"rows":[]}', 422, 'unreadable'],
    ['a name that stands twice', '{"provider_ref":"a","provider_ref":"b"}', 422, 'unreadable'],
    ['a NUL', '{"provider_ref":"a\\u0000b"}', 422, 'unreadable'],
    ['brackets without end', '['.repeat(60_000), 422, 'unreadable'],
  ])('is refused as %s, and nothing is kept', async (_, body, status, kind) => {
    const count = () => asSuperuser(web, 'SELECT FROM submission');
    const before = await count();
    expect(told(await harbour.send('', body))).toEqual([status, problem(kind)]);
    expect(await count()).toHaveLength(before.length);
  });

  it('is refused as CSV, without an authority, and for a council that has nothing agreed', async () => {
    expect(told(await harbour.send('', 'a,b', { headers: { 'content-type': 'text/csv' } }))).toEqual([
      415,
      problem('not-supported'),
    ]);
    const headers = { authorization: `Bearer ${await web.issueKey('HARBOUR')}`, 'content-type': 'application/json' };
    const body = JSON.stringify(anOwnRow());
    const ask = (query: string) => web.ask(`/api/v1/episodes${query}`, { method: 'POST', headers, body });
    expect(told(await ask(''))).toEqual([400, problem('invalid-request')]);
    expect(told(await ask('?authority=E09000001'))).toEqual([403, problem('not-permitted')]);
  });
});

describe('an episode as a machine reads it', () => {
  it('says nothing of who the child is, and by which submission it was last changed', async () => {
    const sent = await harbour.send('', anOwnRow());
    const { submission } = sent.json as { submission: string };
    expect((await harbour.read(episodeIn(sent))).json).toMatchObject({ child: null, submission });
  });

  it('is not there for another provider, nor once the child is restricted', async () => {
    const id = await harbour.make();
    const [hidden, absent] = [await kestrel.read(id), await kestrel.read(newId())];
    expect([hidden.status, hidden.body]).toEqual([404, absent.body]);
    await asSuperuser(
      web,
      'UPDATE child SET is_restricted = true WHERE id = (SELECT child_id FROM missing_episode WHERE id = $1)',
      [id],
    );
    expect((await harbour.read(id)).body).toBe(absent.body);
  });
});

describe('a change of an episode by a machine', () => {
  it('changes what is given, clears by null and by a dash, and leaves the rest', async () => {
    const id = await harbour.make({ found_where: 'A park', police_risk: 'low', police_ref: 'P1' });
    const change = { returned_at: '07/10/2025 08:00', found_where: null, police_ref: '-', police_risk: '' };
    const answer = await harbour.patch(id, change, await harbour.tagOf(id));
    expect([answer.status, answer.json]).toEqual([
      200,
      expect.objectContaining({ episode: id, outcome: 'changed', findings: [] }),
    ]);
    expect((await harbour.read(id)).json).toMatchObject({
      policeRisk: 'low',
      returnedAt: { at: '2025-10-07T07:00:00.000Z' },
      missingAt: { at: '2025-10-06T18:00:00.000Z' },
    });
    const text = `SELECT jsonb_build_array(found_where, police_ref) AS fact FROM case_text WHERE episode_id = $1`;
    expect(await factOf(text, id)).toEqual([null, null]);
  });

  it('keeps what was sent under the reference on record, and nothing that the record filled', async () => {
    const id = await harbour.make({ provider_ref: 'KEPT-1' });
    const answer = await harbour.patch(id, { found_where: 'A park' }, await harbour.tagOf(id));
    const { submission } = answer.json as { submission: string };
    expect(await rowOf(submission)).toEqual({ provider_ref: 'KEPT-1', found_where: 'A park' });
  });

  it.each([
    {
      care_status: 'looked_after',
      responsible_authority: 'Sutton',
      host_authority: 'E09000029',
      placement_postcode: 'SM1 1AA',
      placement_type: 'U6',
    },
    {
      care_status: 'looked_after_other_authority',
      responsible_authority: 'E09000008',
      host_authority: 'Sutton',
      placement_postcode: 'SM1',
    },
    { child_id: '', family_name: 'Alder-Sample', missing_at: '06/10/2025', returned_at: '07/10/2025' },
    { returned_at: '', attempts: '07/10/2025 10:00=visit=no_response;08/10/2025=phone=declined' },
  ])('of one column leaves everything else as it was, with %j', async (cells) => {
    const id = await harbour.make(cells);
    const whole = () =>
      asSuperuser(
        web,
        `SELECT to_jsonb(e) - '{modified_at,modified_by,police_risk}'::text[] AS e, (SELECT jsonb_agg(to_jsonb(o) - 'modified_at' ORDER BY o.id) FROM interview_offer o WHERE o.episode_id = e.id) AS o
         FROM missing_episode e WHERE e.id = $1`,
        [id],
      );
    const before = await whole();
    const answer = await harbour.patch(id, { police_risk: 'high' }, await harbour.tagOf(id));
    expect(answer.json).toMatchObject({ outcome: 'changed', findings: [] });
    expect(await whole()).toEqual(before);
  });

  it('is held with its findings where it does not go with what is on record', async () => {
    const id = await harbour.make();
    const tag = await harbour.tagOf(id);
    const held = await harbour.patch(id, { returned_at: '01/10/2025 06:00' }, tag);
    expect(told(held)).toEqual([422, problem('row-held')]);
    expect(codesOf(held)).toContain('PR-101');
    expect(await harbour.tagOf(id)).toBe(tag);
  });

  it('is refused under another reference', async () => {
    const [id, other] = [await harbour.make(), anOwnRow()];
    await harbour.send('', other);
    const change = { provider_ref: other['provider_ref'], police_risk: 'high' };
    expect(told(await harbour.patch(id, change, await harbour.tagOf(id)))).toEqual([422, problem('disagreement')]);
  });

  it('needs the version that is changed, as it is now', async () => {
    const id = await harbour.make();
    const tag = await harbour.tagOf(id);
    expect(told(await harbour.send(`/${id}`, { police_risk: 'high' }, { method: 'PATCH' }))).toEqual([
      428,
      problem('needs-condition'),
    ]);
    // What is not shown changes as well, and the one who sent it before is told.
    expect((await harbour.patch(id, { themes: 'Quarrels' }, tag)).status).toBe(200);
    expect(told(await harbour.patch(id, { themes: 'School' }, tag))).toEqual([412, problem('stale')]);
    expect((await harbour.patch(id, { themes: 'School' }, `"x", ${await harbour.tagOf(id)}`)).status).toBe(200);
    expect((await harbour.patch(id, { themes: 'Home' }, `W/${await harbour.tagOf(id)}`)).status).toBe(412);
    expect((await harbour.patch(id, { themes: 'Home' }, '*')).status).toBe(200);
  });

  it.each([1, 2, 3, 4, 5])('is made once when two come at the same moment, time %i', async () => {
    const id = await harbour.make();
    const tag = await harbour.tagOf(id);
    const both = await Promise.all(['low', 'high'].map((risk) => harbour.patch(id, { police_risk: risk }, tag)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('is as if it were not there for another provider, whatever version is given', async () => {
    const id = await harbour.make();
    const tag = await harbour.tagOf(id);
    for (const [path, method] of [
      [`/${id}`, 'PATCH'],
      [`/${id}/offers`, 'POST'],
      [`/${id}/interviews`, 'POST'],
    ] as const) {
      const absentPath = path.replace(id, newId());
      for (const ifMatch of [undefined, tag, '"x"', '*']) {
        const sent = { method, ...(ifMatch !== undefined && { ifMatch }) };
        const body = path.endsWith('offers') ? { offered_at: '07/10/2025' } : { interview_at: '07/10/2025' };
        const [hidden, absent] = [await kestrel.send(path, body, sent), await kestrel.send(absentPath, body, sent)];
        expect([path, ifMatch, hidden.status, hidden.body]).toEqual([path, ifMatch, 404, absent.body]);
      }
    }
    expect(await harbour.tagOf(id)).toBe(tag);
  });

  it('answers a referral that it is the first to speak of, under a reference of its own', async () => {
    const placed = { responsible_authority: 'Sutton', host_authority: 'Sutton' };
    const id = await harbour.make({ council_ref: 'HW-1', care_status: 'looked_after', ...placed });
    await asSuperuser(web, 'DELETE FROM source_reference WHERE episode_id = $1', [id]);
    const tag = await harbour.tagOf(id);
    expect(told(await harbour.patch(id, { police_risk: 'high' }, tag))).toEqual([422, problem('disagreement')]);
    const named = await harbour.patch(id, { provider_ref: 'FIRST-1', police_risk: 'high' }, tag);
    expect([named.status, episodeIn(named)]).toEqual([200, id]);
    expect((await harbour.read(id)).json).toMatchObject({ refs: ['FIRST-1'] });
    const interview = { interview_at: '08/10/2025 16:00', push_factors: 'PU01' };
    const held = await harbour.send(`/${id}/interviews`, interview);
    expect([held.status, codesOf(held)]).toEqual([201, ['PR-107']]);
  });
});

describe('an offer and an interview by a machine', () => {
  it('are rows of the same reference, with findings about themselves alone', async () => {
    const id = await harbour.make({ council_ref: 'HW-1' });
    const offer = { offered_at: '07/10/2025 10:00', offered_to: 'child', offer_outcome: 'accepted' };
    const offered = await harbour.send(`/${id}/offers`, offer);
    expect([offered.status, offered.json]).toEqual([
      201,
      expect.objectContaining({ outcome: 'changed', findings: [] }),
    ]);
    const interview = {
      interview_at: '08/10/2025 16:00',
      interview_mode: 'in_person',
      independent: true,
      push_factors: 'PU01',
    };
    const held = await harbour.send(`/${id}/interviews`, interview);
    expect([held.status, held.json]).toEqual([201, expect.objectContaining({ outcome: 'changed', findings: [] })]);
    expect((await harbour.send(`/${id}/interviews`, interview)).status).toBe(200);
    expect((await harbour.read(id)).json).toMatchObject({ interviewAt: { at: '2025-10-08T15:00:00.000Z' } });
  });

  it('take no other column', async () => {
    const id = await harbour.make({ council_ref: 'HW-1' });
    for (const path of [`/${id}/offers`, `/${id}/interviews`])
      for (const body of [{ returned_at: '07/10/2025' }, {}])
        expect([path, ...told(await harbour.send(path, body))]).toEqual([path, 400, problem('invalid-request')]);
  });

  it('heed the version where one is given', async () => {
    const id = await harbour.make({ council_ref: 'HW-1' });
    const offer = { offered_at: '07/10/2025 10:00', offered_to: 'child' };
    expect((await harbour.send(`/${id}/offers`, offer, { ifMatch: '"x"' })).status).toBe(412);
    expect((await harbour.send(`/${id}/offers`, offer, { ifMatch: await harbour.tagOf(id) })).status).toBe(201);
  });
});
