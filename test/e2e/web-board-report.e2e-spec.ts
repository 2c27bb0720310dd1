import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Visitor, createTestWeb, led } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const PAGE = '/reports/mace/2025-10';
const API = '/api/v1/reports/mace/2025-10';

let web: TestWeb;

async function as(name: string): Promise<Visitor> {
  const visitor = new Visitor(web);
  await visitor.signIn(name);
  return visitor;
}

describe('the report to the board', () => {
  beforeAll(async () => {
    web = await createTestWeb({ months: 2 });
  });
  afterAll(() => web.close());

  it('is where a board reader comes, and all that they may read', async () => {
    const reader = await as('board reader, Sutton');
    expect((await reader.open('/')).headers.get('location')).toBe('/reports/mace');
    const page = await reader.open(PAGE);
    expect(page.status).toBe(200);
    expect(page.body).toContain('Board: small numbers are suppressed');
    expect(page.body).toMatch(/\d+ of [\d,]+ counts: those from 1 to 4/);
    expect(page.body).toContain('None of them can be worked out from this report');
    expect(page.body).toContain('>suppressed</td>');
    expect(page.body).not.toContain('aria-label="For whom"');
    for (const audience of ['mace', 'operational'])
      for (const address of [PAGE, API])
        expect((await reader.open(`${address}?audience=${audience}`)).status).toBe(403);
  });

  it('is one: the API gives the bytes of the page’s snapshot to each, and another cut-off to nobody without true counts', async () => {
    const [reader, commissioner] = [await as('board reader, Sutton'), await as('commissioner, Sutton')];
    const given = await reader.open(API);
    expect(given.json).toMatchObject({ audience: 'board', certificate: { pinned: [], threshold: 5 } });
    expect((await commissioner.open(`${API}?audience=board`)).body).toBe(given.body);
    const { snapshotId } = given.json as { readonly snapshotId: string };
    expect((await reader.open(PAGE)).body).toContain(snapshotId);
    const other = await reader.open(`${API}?cutOff=2025-11-01T09:00:00Z`);
    expect([other.status, other.json]).toMatchObject([
      422,
      { detail: expect.stringContaining('leave the cut-off out') },
    ]);
  });

  it('is led to from the other levels, once the month is over', async () => {
    const commissioner = await as('commissioner, Sutton');
    const page = await commissioner.open(PAGE);
    expect(page.body).toContain(`href="${PAGE}?audience&#x3D;board"`);
    expect(page.body).toMatch(/aria-current="true">MACE sub-group</);
    const present = new Date().toISOString().slice(0, 7);
    expect((await commissioner.open(`/reports/mace/${present}`)).body).not.toContain('audience&#x3D;board');
    const early = await commissioner.open(`/api/v1/reports/mace/${present}?audience=board`);
    expect([early.status, early.json]).toMatchObject([
      422,
      { detail: expect.stringContaining('when its month is over') },
    ]);
    expect(led(await new Visitor(web).open(`${PAGE}?audience=board`))).toEqual([303, '/sign-in']);
  });
});
