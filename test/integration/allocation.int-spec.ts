import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { allocateChild, readAllocation } from '#casework';
import { lastAudit } from '../support/children.js';
import { createChildAccess } from '../support/child-access.js';
import type { ChildAccess } from '../support/child-access.js';

let on: ChildAccess;

beforeEach(async () => {
  on = await createChildAccess();
});
afterEach(() => on.close());

describe('allocateChild', () => {
  const south = { team: 'South team (demonstration)', worker: '', from: '3/11/2025' };
  const allocate = async (role: string, childId: string, wish: typeof south) =>
    allocateChild(on.test.service.casework, await on.as(role, 'child.allocate'), childId, wish);

  it('ends the allocation before and begins the next, in one audited step', async () => {
    const worker = await on.idOf('social_worker');
    const to = { team: 'South team (demonstration)', worker, from: '1/11/2025' };
    expect(await allocate('commissioner', on.known.own, to)).toMatchObject({ value: { value: { keepsSight: true } } });
    expect(await lastAudit(on.test, 1)).toMatchObject([{ action: 'ChildAllocate', children: [on.known.own] }]);
    const { allocations } = await on.recordOf('commissioner', on.known.own);
    expect(
      allocations.map(({ team, validFrom, validTo }) => [team, String(validFrom), validTo && String(validTo)]),
    ).toEqual([
      ['South team (demonstration)', '2025-11-01', null],
      ['North team (demonstration)', '2025-01-01', '2025-11-01'],
    ]);
  });

  it('tells whoever gives the child away that they have lost sight of it', async () => {
    expect(await allocate('team_manager', on.known.own, south)).toMatchObject({
      value: { value: { keepsSight: false } },
    });
    expect(await on.kindFor('team_manager', on.known.own)).toBe('not-there');
    expect(await on.kindFor('social_worker', on.known.own)).toBe('not-there');
  });

  it('offers the teams there are and the people who can lead, none of a provider', async () => {
    const opened = await readAllocation(
      on.test.service.database,
      await on.as('team_manager', 'child.allocate'),
      on.known.own,
    );
    expect(opened).toMatchObject({
      kind: 'opened',
      value: {
        teams: ['North team (demonstration)', 'South team (demonstration)'],
        workers: [{ name: 'Demonstration social worker, Sutton' }, { name: 'Demonstration team manager, Sutton' }],
      },
    });
  });

  it('is not possible beyond the reach, nor to a team or a person that is not there', async () => {
    expect(await allocate('team_manager', on.known.south, south)).toEqual({ kind: 'not-there' });
    expect(await allocate('commissioner', on.known.restricted, south)).toEqual({ kind: 'not-there' });
    expect(await allocate('commissioner', on.known.own, { ...south, team: 'East' })).toMatchObject({
      value: { because: 'team-not-known' },
    });
    const provider = await on.idOf('provider_worker.harbour');
    expect(await allocate('commissioner', on.known.own, { ...south, worker: provider })).toMatchObject({
      value: { because: 'worker-not-known' },
    });
  });
});
