import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  admitToChild,
  allocateChild,
  breakGlass,
  liftRestriction,
  listOpeningsToReview,
  readAllocation,
  readChild,
  readOpeningToReview,
  readRestriction,
  removeFromChild,
  restrictChild,
  reviewBreakGlass,
} from '#casework';
import type { ChildRecord } from '#casework';
import type { Action } from '#domain/access';
import { newId } from '#platform';
import { addKnownChildren, contextOf, lastAudit } from '../support/children.js';
import type { KnownChildren } from '../support/children.js';
import { withClient } from '../support/postgres.js';
import { createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const reason = 'A relative of staff';
let test: TestService;
let known: KnownChildren;

beforeEach(async () => {
  test = await createTestService({ authorities: 2 });
  known = await addKnownChildren(test);
});
afterEach(() => test.close());

const as = (role: string, action: Action) => contextOf(test, role.includes('.') ? role : `${role}.e09000029`, action);
const idOf = async (role: string) => (await as(role, 'account.use')).personId ?? '';
const read = async (role: string, childId: string) =>
  readChild(test.service.database, await as(role, 'child.read'), childId);
const kindFor = async (role: string, childId: string) => (await read(role, childId)).kind;
const recordOf = async (role: string, childId: string): Promise<ChildRecord> => {
  const opened = await read(role, childId);
  if (opened.kind !== 'opened') throw new Error(`${role} is told ${opened.kind}.`);
  return opened.value;
};
const restrict = async (role: string, childId: string, named: string, why = reason) =>
  restrictChild(test.service.casework, await as(role, 'child.restrict'), childId, {
    personId: named === '' ? '' : await idOf(named),
    reason: why,
  });
const smash = async (role: string, sought: string, why = 'The child may be at the station') =>
  breakGlass(
    test.service.casework,
    {
      context: await as(role, 'child.break_glass'),
      reading: await as(role, 'child.read'),
      key: test.service.lookUpKey,
    },
    sought,
    why,
  );
const openings = async (role = 'commissioner') =>
  listOpeningsToReview(test.service.database, await as(role, 'break_glass.review'), await as(role, 'child.read'));

describe('restrictChild', () => {
  it('keeps the record from all but the two on its list, in one audited step', async () => {
    expect(await restrict('commissioner', known.own, 'team_manager')).toMatchObject({ value: { kind: 'granted' } });
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildRestrict', reason, children: [known.own] }]);
    for (const role of ['social_worker', 'inspector', 'data_protection_officer', 'provider_worker.harbour'])
      expect([role, await kindFor(role, known.own)]).toEqual([role, 'not-there']);
    for (const role of ['commissioner', 'team_manager'])
      expect([role, await kindFor(role, known.own)]).toEqual([role, 'reason-needed']);
  });

  it('changes nothing where it is refused, which is on record', async () => {
    for (const [named, why] of [
      ['', reason],
      ['commissioner', reason],
      ['provider_worker.harbour', reason],
      ['inspector', reason],
      ['team_manager', 'because'],
    ] as const)
      expect(await restrict('commissioner', known.own, named, why)).toMatchObject({ value: { kind: 'refused' } });
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'ChildRestrict', outcome: 'refused', reason: 'reason-too-short', children: [known.own] },
    ]);
    expect((await recordOf('social_worker', known.own)).isRestricted).toBe(false);
  });

  it('is not possible for a child beyond the reach', async () => {
    for (const id of [known.south, known.abroad, known.deleted, newId(), 'OWN'])
      expect(await restrict('team_manager', id, 'commissioner')).toEqual({ kind: 'not-there' });
  });

  it('is done once when two do it at the same time', async () => {
    const both = await Promise.all([
      restrict('commissioner', known.own, 'team_manager'),
      restrict('team_manager', known.own, 'commissioner'),
    ]);
    const kinds = both.map((each) => (each.kind === 'opened' ? each.value.kind : each.kind));
    expect(kinds.filter((kind) => kind === 'granted')).toHaveLength(1);
  });

  it('lets the record be opened by everybody again once it is lifted', async () => {
    await restrict('commissioner', known.own, 'team_manager');
    await sayWhy('commissioner', known.own);
    await liftRestriction(
      test.service.casework,
      await as('commissioner', 'child.restrict'),
      known.own,
      'It is over now',
    );
    expect(await kindFor('social_worker', known.own)).toBe('opened');
    expect((await recordOf('commissioner', known.own)).admittedCount).toBeNull();
  });
});

/** Opens a restricted record for somebody who is admitted to it. */
async function sayWhy(role: string, childId: string): Promise<void> {
  const personId = await idOf(role);
  await withClient(test.database.superuserUrl, (client) =>
    client.query(
      `INSERT INTO child_opening (authority, id, child_id, person_id, reason, opened_at)
       VALUES ('E09000029', gen_random_uuid(), $1, $2, 'a reason that was given', now())`,
      [childId, personId],
    ),
  );
}

describe('the access list', () => {
  const admit = async (role: string, person: string) =>
    admitToChild(test.service.casework, await as(role, 'child.restrict'), known.restricted, {
      personId: await idOf(person),
      reason: 'Works with the family',
    });
  const remove = async (role: string, person: string) =>
    removeFromChild(test.service.casework, await as(role, 'child.restrict'), known.restricted, await idOf(person));

  beforeEach(async () => {
    for (const role of ['team_manager', 'data_protection_officer']) await sayWhy(role, known.restricted);
  });

  it('admits people of the council and of a provider with an episode, who reach the child besides', async () => {
    for (const person of ['social_worker', 'provider_worker.harbour', 'placement_team'])
      expect(await admit('team_manager', person)).toMatchObject({ value: { kind: 'granted' } });
    expect(await kindFor('social_worker', known.restricted)).toBe('reason-needed');
    expect(await kindFor('provider_worker.harbour', known.restricted)).toBe('reason-needed');
    // To be on the list is not enough where the role does not reach the child.
    expect(await kindFor('placement_team', known.restricted)).toBe('not-there');
    expect(await admit('team_manager', 'provider_worker.northway')).toMatchObject({
      value: { kind: 'refused', because: 'not-admissible' },
    });
  });

  it('never loses its last person of the council', async () => {
    await admit('team_manager', 'provider_worker.harbour');
    expect(await remove('team_manager', 'data_protection_officer')).toMatchObject({ value: { kind: 'granted' } });
    expect(await kindFor('data_protection_officer', known.restricted)).toBe('not-there');
    expect(await remove('team_manager', 'team_manager')).toMatchObject({
      value: { kind: 'refused', because: 'nobody-of-council' },
    });
  });

  it('tells whoever takes themselves off that they have lost sight of it', async () => {
    expect(await remove('team_manager', 'team_manager')).toMatchObject({ value: { value: { keepsSight: false } } });
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildRemove', children: [known.restricted] }]);
  });

  it('is read by those on it, and shows who could be admitted', async () => {
    const context = await as('team_manager', 'child.restrict');
    const opened = await readRestriction(test.service.database, context, known.restricted);
    const names = opened.kind === 'opened' ? opened.value.choices.map(({ name }) => name) : [];
    expect(names).toContain('Demonstration commissioner, Sutton');
    expect(names).toContain('Demonstration interviewer, HARBOUR');
    expect(names).not.toContain('Demonstration interviewer, NORTHWAY');
    expect(names).not.toContain('Demonstration board reader, Sutton');
    expect(
      await readRestriction(test.service.database, await as('commissioner', 'child.restrict'), known.restricted),
    ).toEqual({ kind: 'not-there' });
  });
});

describe('breakGlass', () => {
  it('opens a child of another team for four hours, by council child ID or opaque id, and is on its page', async () => {
    expect(await smash('social_worker', ' SOUTH ')).toEqual({
      kind: 'granted',
      value: { kind: 'opened', childId: known.south },
    });
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'BreakGlassOpen', outcome: 'done', reason: 'The child may be at the station', children: [known.south] },
    ]);
    await smash('team_manager', known.northway);
    const [emergency] = (await recordOf('social_worker', known.south)).emergencies;
    expect(emergency).toMatchObject({ openedByName: 'Demonstration social worker, Sutton', reviewedAt: null });
    const lasts = (emergency?.endsAt.epochMilliseconds ?? 0) - (emergency?.startsAt.epochMilliseconds ?? 0);
    expect(lasts).toBe(4 * 3_600_000);
    expect(await kindFor('team_manager', known.northway)).toBe('opened');
  });

  it('opens a restricted record, with no second question', async () => {
    await smash('commissioner', 'RESTRICTED');
    expect((await recordOf('commissioner', known.restricted)).hasEmergency).toBe(true);
    expect(await kindFor('social_worker', known.restricted)).toBe('not-there');
  });

  it('ends by itself', async () => {
    await smash('social_worker', 'SOUTH');
    await withClient(test.database.superuserUrl, (client) =>
      client.query(
        `UPDATE child_admission SET starts_at = now() - interval '4 hours', ends_at = now() WHERE kind = 'emergency'`,
      ),
    );
    expect(await kindFor('social_worker', known.south)).toBe('not-there');
    expect((await recordOf('commissioner', known.south)).emergencies).toHaveLength(1);
  });

  it('says alike of what is not there, is deleted or is another council’s that no record was opened', async () => {
    for (const sought of ['NOBODY', newId(), 'DELETED', known.deleted, 'ABROAD', known.abroad]) {
      expect(await smash('commissioner', sought)).toEqual({ kind: 'granted', value: { kind: 'no-record' } });
      expect(await lastAudit(test, 1)).toMatchObject([{ action: 'BreakGlassOpen', outcome: 'refused', children: [] }]);
    }
  });

  it('looks nothing up without a reason', async () => {
    for (const sought of ['RESTRICTED', 'NOBODY'])
      expect(await smash('commissioner', sought, 'urgent')).toEqual({ kind: 'refused', because: 'reason-too-short' });
    expect(await kindFor('commissioner', known.restricted)).toBe('not-there');
  });

  it('makes no opening for who sees the record anyway', async () => {
    await smash('social_worker', 'OWN');
    expect((await recordOf('social_worker', known.own)).emergencies).toEqual([]);
  });

  it('lets the record be read, and neither given to others nor to another team', async () => {
    await smash('commissioner', 'RESTRICTED');
    await smash('team_manager', 'SOUTH');
    const refused = { kind: 'opened', value: { kind: 'refused', because: 'emergency-only' } };
    const { casework } = test.service;
    const commissioner = await as('commissioner', 'child.restrict');
    const wish = { personId: await idOf('commissioner'), reason };
    expect(await admitToChild(casework, commissioner, known.restricted, wish)).toEqual(refused);
    expect(await liftRestriction(casework, commissioner, known.restricted, reason)).toEqual(refused);
    expect(await removeFromChild(casework, commissioner, known.restricted, await idOf('team_manager'))).toEqual(
      refused,
    );
    expect(await restrict('team_manager', known.south, 'commissioner')).toEqual(refused);
    const north = { team: 'North team (demonstration)', worker: '', from: '3/11/2025' };
    expect(await allocateChild(casework, await as('team_manager', 'child.allocate'), known.south, north)).toEqual(
      refused,
    );
  });

  it('lets a record be given to somebody again when nobody on its list is left in the council', async () => {
    await withClient(test.database.superuserUrl, (client) =>
      client.query(
        `UPDATE membership SET suspended_at = now() WHERE role IN ('team_manager', 'data_protection_officer')`,
      ),
    );
    await smash('commissioner', 'RESTRICTED');
    const admitted = await admitToChild(
      test.service.casework,
      await as('commissioner', 'child.restrict'),
      known.restricted,
      { personId: await idOf('commissioner'), reason: 'Nobody is left on the list' },
    );
    expect(admitted).toMatchObject({ value: { kind: 'granted' } });
  });
});

describe('reviewBreakGlass', () => {
  const review = async (role: string, id: string, finding = 'justified', note = 'It is on the duty log') =>
    reviewBreakGlass(test.service.casework, await as(role, 'break_glass.review'), id, { finding, note });

  it('is by somebody else, ends the opening and stays on the page', async () => {
    await smash('social_worker', 'SOUTH');
    const [waiting] = await openings();
    expect(waiting).toMatchObject({ child: 'SOUTH', isOwn: false, reviewedAt: null });
    expect(await review('commissioner', waiting?.id ?? '', 'not_justified')).toMatchObject({ kind: 'granted' });
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'BreakGlassReview', outcome: 'done', reason: 'It is on the duty log', children: [known.south] },
    ]);
    expect(await kindFor('social_worker', known.south)).toBe('not-there');
    expect((await recordOf('commissioner', known.south)).emergencies).toMatchObject([
      { finding: 'not_justified', note: 'It is on the duty log', reviewedByName: 'Demonstration commissioner, Sutton' },
    ]);
    expect(await review('data_protection_officer', waiting?.id ?? '')).toMatchObject({ because: 'reviewed-already' });
  });

  it('is refused to whoever opened the record', async () => {
    await smash('commissioner', 'RESTRICTED');
    const [own] = await openings();
    expect(own).toMatchObject({ isOwn: true });
    expect(await review('commissioner', own?.id ?? '')).toEqual({ kind: 'refused', because: 'own-opening' });
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'BreakGlassReview', outcome: 'refused' }]);
  });

  it('does not tell a reviewer whose record it is unless they may see it', async () => {
    await smash('commissioner', 'RESTRICTED');
    expect((await openings('data_protection_officer'))[0]?.child).toBe('RESTRICTED');
    await review('data_protection_officer', (await openings())[0]?.id ?? '');
    expect((await openings('commissioner'))[0]?.child).toBeNull();
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'BreakGlassRead', children: [known.restricted] }]);
  });

  it('finds nothing under another id', async () => {
    for (const id of [newId(), 'first', known.south]) {
      expect(await review('commissioner', id)).toBeNull();
      const context = await as('commissioner', 'break_glass.review');
      expect(await readOpeningToReview(test.service.database, context, null, id)).toBeNull();
    }
  });
});

describe('allocateChild', () => {
  const south = { team: 'South team (demonstration)', worker: '', from: '3/11/2025' };
  const allocate = async (role: string, childId: string, wish: typeof south) =>
    allocateChild(test.service.casework, await as(role, 'child.allocate'), childId, wish);

  it('ends the allocation before and begins the next, in one audited step', async () => {
    const worker = await idOf('social_worker');
    const to = { team: 'South team (demonstration)', worker, from: '1/11/2025' };
    expect(await allocate('commissioner', known.own, to)).toMatchObject({ value: { value: { keepsSight: true } } });
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildAllocate', children: [known.own] }]);
    const { allocations } = await recordOf('commissioner', known.own);
    expect(
      allocations.map(({ team, validFrom, validTo }) => [team, String(validFrom), validTo && String(validTo)]),
    ).toEqual([
      ['South team (demonstration)', '2025-11-01', null],
      ['North team (demonstration)', '2025-01-01', '2025-11-01'],
    ]);
  });

  it('tells whoever gives the child away that they have lost sight of it', async () => {
    expect(await allocate('team_manager', known.own, south)).toMatchObject({ value: { value: { keepsSight: false } } });
    expect(await kindFor('team_manager', known.own)).toBe('not-there');
    expect(await kindFor('social_worker', known.own)).toBe('not-there');
  });

  it('offers the teams there are and the people who can lead, none of a provider', async () => {
    const opened = await readAllocation(test.service.database, await as('team_manager', 'child.allocate'), known.own);
    expect(opened).toMatchObject({
      kind: 'opened',
      value: {
        teams: ['North team (demonstration)', 'South team (demonstration)'],
        workers: [{ name: 'Demonstration social worker, Sutton' }, { name: 'Demonstration team manager, Sutton' }],
      },
    });
  });

  it('is not possible beyond the reach, nor to a team or a person that is not there', async () => {
    expect(await allocate('team_manager', known.south, south)).toEqual({ kind: 'not-there' });
    expect(await allocate('commissioner', known.restricted, south)).toEqual({ kind: 'not-there' });
    expect(await allocate('commissioner', known.own, { ...south, team: 'East' })).toMatchObject({
      value: { because: 'team-not-known' },
    });
    const provider = await idOf('provider_worker.harbour');
    expect(await allocate('commissioner', known.own, { ...south, worker: provider })).toMatchObject({
      value: { because: 'worker-not-known' },
    });
  });
});
