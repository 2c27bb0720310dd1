import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../support/postgres.js';
import { Visitor, createTestWeb } from '../support/web.js';
import type { TestWeb } from '../support/web.js';

const NEIGHBOUR = 'E09000001';

describe('somebody who works for two councils', () => {
  let web: TestWeb;

  beforeAll(async () => {
    web = await createTestWeb({ authorities: 2, months: 1 });
  }, 60_000);
  afterAll(() => web.close());

  const signedIn = async (name: string) => {
    const visitor = new Visitor(web);
    await visitor.signIn(name);
    return visitor;
  };
  const childrenOn = (page: string) => page.match(/\bD\d{5}\b/g) ?? [];
  const childrenOf = async (authority: string) => {
    const rows = await withClient(web.database.superuserUrl, (client) =>
      client.query<{ ref: string }>('SELECT council_child_id AS ref FROM child_identity WHERE authority = $1', [
        authority,
      ]),
    );
    return rows.rows.map(({ ref }) => ref);
  };

  it('sees one of them, chooses the other, and sees none of the first then', async () => {
    const visitor = await signedIn('interviewer, HARBOUR');
    const first = await visitor.open('/worklist');
    expect((await visitor.open('/authority')).body).toContain('City of London');
    const chosen = await visitor.post('/authority', { authority: 'E09000029', _csrf: visitor.token });
    expect(chosen.headers.get('location')).toBe('/');
    const second = await visitor.open('/worklist');
    expect(first.body).toContain('for <a href="/authority">City of London</a>');
    expect(second.body).toContain('for <a href="/authority">Sutton</a>');
    for (const [page, own] of [
      [first.body, await childrenOf(NEIGHBOUR)],
      [second.body, await childrenOf('E09000029')],
    ] as const) {
      expect(childrenOn(page).length).toBeGreaterThan(0);
      expect(childrenOn(page).filter((child) => !own.includes(child))).toEqual([]);
    }
  });

  it('is refused a council that is not theirs, by the form and by a cookie of their own making', async () => {
    const visitor = await signedIn('commissioner, Sutton');
    await visitor.open('/authority');
    const refused = await visitor.post('/authority', { authority: NEIGHBOUR, _csrf: visitor.token });
    expect(refused.status).toBe(403);
    visitor.takeCookie(`homeward_authority=${NEIGHBOUR}`);
    const page = await visitor.open('/worklist');
    expect(page.status).toBe(200);
    expect(page.body).toContain('Sutton');
    expect(page.body).not.toContain('City of London');
  });
});
