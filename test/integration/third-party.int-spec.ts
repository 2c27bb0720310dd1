import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addThirdPartyInformation, readThirdPartyForm } from '#casework';
import { newId } from '#platform';
import { createChildAccess } from '../support/child-access.js';
import type { ChildAccess } from '../support/child-access.js';
import { lastAudit } from '../support/children.js';
import { withClient } from '../support/postgres.js';

let on: ChildAccess;

beforeAll(async () => {
  on = await createChildAccess();
});
afterAll(() => on.close());

describe('addThirdPartyInformation', () => {
  const episodeOf = (child: string) =>
    withClient(on.test.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>('SELECT id FROM missing_episode WHERE child_id = $1', [
        child,
      ]);
      return rows[0]?.id ?? '';
    });
  const add = async (role: string, childId: string, episodeId: string, text: string) =>
    addThirdPartyInformation(
      on.test.service.casework,
      await on.as(role, 'child.third_party.add'),
      { childId, episodeId },
      text,
    );

  it('lets a provider write to its own episodes, and not read it again', async () => {
    const episode = await episodeOf(on.known.own);
    const added = await add('provider_worker.harbour', on.known.own, episode, 'seen-with-text');
    expect(added).toEqual({ kind: 'opened', value: { kind: 'granted', value: null } });
    expect(await lastAudit(on.test, 1)).toMatchObject([{ action: 'ThirdPartyAdd', children: [on.known.own] }]);
    const form = await readThirdPartyForm(
      on.test.service.database,
      await on.as('provider_worker.harbour', 'child.third_party.add'),
      { childId: on.known.own, episodeId: episode },
    );
    const seen = [
      form,
      await on.recordOf('provider_worker.harbour', on.known.own),
      await on.recordOf('social_worker', on.known.own),
    ];
    expect(JSON.stringify(seen)).not.toContain('seen-with-text');
    expect((await on.recordOf('team_manager', on.known.own)).episodes[0]?.thirdParty).toMatchObject([
      { information: 'seen-with-text', providerName: 'Harbour (demonstration)' },
    ]);
  });

  it('says of every other episode that it is not there', async () => {
    const [own, northway] = [await episodeOf(on.known.own), await episodeOf(on.known.northway)];
    for (const [childId, episodeId] of [
      [on.known.northway, northway],
      [on.known.own, northway],
      [on.known.own, newId()],
      [on.known.own, 'T1'],
      [on.known.south, own],
    ] as const)
      expect(await add('provider_worker.harbour', childId, episodeId, 'something')).toEqual({ kind: 'not-there' });
    expect(await lastAudit(on.test, 1)).toMatchObject([{ action: 'ThirdPartyAdd', outcome: 'refused' }]);
  });

  it('refuses an empty text', async () => {
    const episode = await episodeOf(on.known.own);
    expect(await add('commissioner', on.known.own, episode, '  ')).toMatchObject({
      value: { kind: 'refused', because: 'information-missing' },
    });
  });
});
