import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { led, linksOn, rowOn, send, signedIn as signIn } from '../support/pages.js';
import { SUTTON, aReceivedReturn } from '../support/service.js';
import { createTestWeb } from '../support/web.js';
import type { TestWeb, Visitor } from '../support/web.js';

let web: TestWeb;
const LIST = `/unmatched-words?authority=${SUTTON}`;
const words = { code: 'PU01', whose: 'all', past: 'yes', reason: '' };
let analyst: Visitor;

beforeAll(async () => {
  web = await createTestWeb();
  const row = (ref: string, push: string) =>
    aReturnRow({
      ...{ provider_ref: ref, child_id: `C-${ref}`, given_name: `Given-${ref}`, push_factors: push },
      ...{ interview_at: '2025-10-07T09:00:00Z', offered_at: '2025-10-07T08:00:00Z', offered_to: 'child' },
    });
  const rows = [row('A1', 'rows <at> home'), row('A2', 'Rows at home'), row('A3', 'noise; see notes')];
  await web.service.returns.receive(aReceivedReturn(aProviderReturn(...rows)));
  analyst = await signIn(web, 'performance analyst, Sutton');
}, 60_000);
afterAll(() => web.close());

const decideLink = async (visitor: Visitor, text: string) =>
  linksOn(rowOn((await visitor.open('/unmatched-words')).body, text), /unmatched-words\//)[0] ?? '';

describe('the page of unmatched words', () => {
  it('groups what waits, and shows no child', async () => {
    const { body } = await analyst.open('/unmatched-words');
    expect(rowOn(body, 'rows &lt;at&gt; home')).toContain('data-label="Forms">2<');
    expect(rowOn(body, 'noise')).toContain('Harbour');
    for (const ref of ['A1', 'A2', 'A3']) expect(body).not.toContain(ref);
  });

  it('keeps what was chosen, and says beside each field what is lacking', async () => {
    const link = await decideLink(analyst, 'noise');
    await analyst.open(link);
    const blank = await send(analyst, link, { reason: 'typed' });
    expect(blank.status).toBe(422);
    for (const field of ['#code', '#whose', '#past']) expect(blank.body).toContain(`href="${field}"`);
    expect(blank.body).toContain('typed');
    const short = await send(analyst, link, { ...words, code: 'none' });
    expect([short.status, short.body.includes('href="#reason"')]).toEqual([422, true]);
    const foreign = await send(analyst, link, { ...words, code: 'PL02' });
    expect([foreign.status, foreign.body.includes('href="#code"')]).toEqual([422, true]);
  });

  it('gives words a meaning, applies it on request, and ends it', async () => {
    const link = await decideLink(analyst, 'rows &lt;at&gt; home');
    await analyst.open(link);
    expect(led(await send(analyst, link, { ...words, past: 'no' }))).toEqual([303, LIST]);
    const decided = rowOn((await analyst.open('/unmatched-words')).body.split('<h2')[1] ?? '', 'rows &lt;at&gt; home');
    expect(decided).toContain('PU01 Family conflict');
    expect(decided).toContain('Apply to 2 waiting');
    const [apply = '', end = ''] = linksOn(decided, /aliases/);
    expect(led(await send(analyst, apply, {}))).toEqual([303, LIST]);
    const after = (await analyst.open('/unmatched-words')).body;
    expect(rowOn(after.split('<h2')[0] ?? '', 'rows')).toBe('');
    expect((await analyst.open(end)).status).toBe(200);
    expect(led(await send(analyst, end, {}))).toEqual([303, LIST]);
    expect((await analyst.open(end)).status).toBe(404);
    expect((await send(analyst, apply, {})).status).toBe(404);
    expect((await analyst.open(link)).status).toBe(404);
  });

  it('knows nothing under an id that is none, and is closed to others', async () => {
    expect((await analyst.open(`/unmatched-words/${newId()}`)).status).toBe(404);
    const link = await decideLink(analyst, 'noise');
    for (const name of ['manager, HARBOUR', 'social worker, Sutton']) {
      const visitor = await signIn(web, name);
      for (const path of ['/unmatched-words', link])
        expect([name, (await visitor.open(path)).status]).toEqual([name, 403]);
      expect((await send(visitor, link, words)).status).toBe(403);
    }
  });
});
