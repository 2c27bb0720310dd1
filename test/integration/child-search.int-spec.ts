import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchChildren } from '#casework';
import { decideLookUp } from '#domain/access';
import { createChildAccess } from '../support/child-access.js';
import type { ChildAccess } from '../support/child-access.js';
import { lastAudit } from '../support/children.js';
import { withClient } from '../support/postgres.js';

let on: ChildAccess;

beforeAll(async () => {
  on = await createChildAccess();
});
afterAll(() => on.close());

describe('searchChildren', () => {
  const key = new Uint8Array([1, 2, 3]);
  const search = async (role: string, words: Partial<Parameters<typeof decideLookUp>[0]>) => {
    const decision = decideLookUp({ councilChildId: '', familyName: '', dateOfBirth: '', ...words });
    if (decision.kind === 'refused') throw new Error(decision.because);
    const context = await on.as(role, 'child.search');
    const { children } = await searchChildren(on.test.service.database, context, decision.value, key);
    return children.map(({ councilChildId }) => councilChildId);
  };

  it('finds by council child ID exactly, and among those alone whom the person sees', async () => {
    expect(await search('commissioner', { councilChildId: 'OWN' })).toEqual(['OWN']);
    expect(await search('team_manager', { councilChildId: 'RESTRICTED' })).toEqual(['RESTRICTED']);
    for (const councilChildId of ['OW', 'OWN%', 'own', 'RESTRICTED', 'DELETED', 'ABROAD'])
      expect(await search('commissioner', { councilChildId })).toEqual([]);
    expect(await search('social_worker', { councilChildId: 'SOUTH' })).toEqual([]);
    expect(await search('provider_worker.harbour', { councilChildId: 'NORTHWAY' })).toEqual([]);
  });

  it('finds by family name and date of birth, as returns are matched', async () => {
    const dateOfBirth = '4/5/2011';
    expect(await search('commissioner', { familyName: 'own sample', dateOfBirth })).toEqual(['OWN']);
    expect(await search('commissioner', { familyName: 'own', dateOfBirth })).toEqual([]);
    expect(await search('commissioner', { familyName: 'OWN-SAMPLE', dateOfBirth: '5/5/2011' })).toEqual([]);
  });

  it('keeps whom it found, and of a search in vain no word but a hash under the key', async () => {
    await search('commissioner', { councilChildId: 'OWN' });
    expect(await lastAudit(on.test, 1)).toMatchObject([
      { action: 'ChildSearch', children: [on.known.own], has_sought: false },
    ]);
    await search('commissioner', { councilChildId: 'RESTRICTED' });
    expect(await lastAudit(on.test, 1)).toMatchObject([{ action: 'ChildSearch', children: [], has_sought: true }]);
    const log = await withClient(on.test.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ line: string }>('SELECT e::text AS line FROM audit_event e');
      return rows.map(({ line }) => line).join('\n');
    });
    expect(log).not.toContain('RESTRICTED');
    expect(log).not.toContain(Buffer.from('RESTRICTED').toString('hex'));
  });
});
