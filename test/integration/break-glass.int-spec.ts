import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  admitToChild,
  allocateChild,
  liftRestriction,
  readOpeningToReview,
  removeFromChild,
  reviewBreakGlass,
} from '#casework';
import { newId } from '#platform';
import { lastAudit } from '../support/children.js';
import { REASON, createChildAccess } from '../support/child-access.js';
import type { ChildAccess } from '../support/child-access.js';
import { withClient } from '../support/postgres.js';
let on: ChildAccess;

beforeEach(async () => {
  on = await createChildAccess();
});
afterEach(() => on.close());

describe('breakGlass', () => {
  it('opens a child of another team for four hours, by council child ID or opaque id, and is on its page', async () => {
    expect(await on.smash('social_worker', ' SOUTH ')).toEqual({
      kind: 'granted',
      value: { kind: 'opened', childId: on.known.south },
    });
    expect(await lastAudit(on.test, 1)).toMatchObject([
      {
        action: 'BreakGlassOpen',
        outcome: 'done',
        reason: 'The child may be at the station',
        children: [on.known.south],
      },
    ]);
    await on.smash('team_manager', on.known.northway);
    const [emergency] = (await on.recordOf('social_worker', on.known.south)).emergencies;
    expect(emergency).toMatchObject({ openedByName: 'Demonstration social worker, Sutton', reviewedAt: null });
    const lasts = (emergency?.endsAt.epochMilliseconds ?? 0) - (emergency?.startsAt.epochMilliseconds ?? 0);
    expect(lasts).toBe(4 * 3_600_000);
    expect(await on.kindFor('team_manager', on.known.northway)).toBe('opened');
  });

  it('opens a restricted record, with no second question', async () => {
    await on.smash('commissioner', 'RESTRICTED');
    expect((await on.recordOf('commissioner', on.known.restricted)).hasEmergency).toBe(true);
    expect(await on.kindFor('social_worker', on.known.restricted)).toBe('not-there');
  });

  it('ends by itself', async () => {
    await on.smash('social_worker', 'SOUTH');
    await withClient(on.test.database.superuserUrl, (client) =>
      client.query(
        `UPDATE child_admission SET starts_at = now() - interval '4 hours', ends_at = now() WHERE kind = 'emergency'`,
      ),
    );
    expect(await on.kindFor('social_worker', on.known.south)).toBe('not-there');
    expect((await on.recordOf('commissioner', on.known.south)).emergencies).toHaveLength(1);
  });

  it('says alike of what is not there, is deleted or is another council’s that no record was opened', async () => {
    for (const sought of ['NOBODY', newId(), 'DELETED', on.known.deleted, 'ABROAD', on.known.abroad]) {
      expect(await on.smash('commissioner', sought)).toEqual({ kind: 'granted', value: { kind: 'no-record' } });
      expect(await lastAudit(on.test, 1)).toMatchObject([
        { action: 'BreakGlassOpen', outcome: 'refused', children: [] },
      ]);
    }
  });

  it('looks nothing up without a reason', async () => {
    for (const sought of ['RESTRICTED', 'NOBODY'])
      expect(await on.smash('commissioner', sought, 'urgent')).toEqual({
        kind: 'refused',
        because: 'reason-too-short',
      });
    expect(await on.kindFor('commissioner', on.known.restricted)).toBe('not-there');
  });

  it('makes no opening for who sees the record anyway', async () => {
    await on.smash('social_worker', 'OWN');
    expect((await on.recordOf('social_worker', on.known.own)).emergencies).toEqual([]);
  });

  it('lets the record be read, and neither given to others nor to another team', async () => {
    await on.smash('commissioner', 'RESTRICTED');
    await on.smash('team_manager', 'SOUTH');
    const refused = { kind: 'opened', value: { kind: 'refused', because: 'emergency-only' } };
    const { casework } = on.test.service;
    const commissioner = await on.as('commissioner', 'child.restrict');
    const wish = { personId: await on.idOf('commissioner'), reason: REASON };
    expect(await admitToChild(casework, commissioner, on.known.restricted, wish)).toEqual(refused);
    expect(await liftRestriction(casework, commissioner, on.known.restricted, REASON)).toEqual(refused);
    expect(await removeFromChild(casework, commissioner, on.known.restricted, await on.idOf('team_manager'))).toEqual(
      refused,
    );
    expect(await on.restrict('team_manager', on.known.south, 'commissioner')).toEqual(refused);
    const north = { team: 'North team (demonstration)', worker: '', from: '3/11/2025' };
    expect(await allocateChild(casework, await on.as('team_manager', 'child.allocate'), on.known.south, north)).toEqual(
      refused,
    );
  });

  it('lets a record be given to somebody again when nobody on its list is left in the council', async () => {
    await withClient(on.test.database.superuserUrl, (client) =>
      client.query(
        `UPDATE membership SET suspended_at = now() WHERE role IN ('team_manager', 'data_protection_officer')`,
      ),
    );
    await on.smash('commissioner', 'RESTRICTED');
    const admitted = await admitToChild(
      on.test.service.casework,
      await on.as('commissioner', 'child.restrict'),
      on.known.restricted,
      { personId: await on.idOf('commissioner'), reason: 'Nobody is left on the list' },
    );
    expect(admitted).toMatchObject({ value: { kind: 'granted' } });
  });
});

describe('reviewBreakGlass', () => {
  const review = async (role: string, id: string, finding = 'justified', note = 'It is on the duty log') =>
    reviewBreakGlass(on.test.service.casework, await on.as(role, 'break_glass.review'), id, { finding, note });

  it('is by somebody else, ends the opening and stays on the page', async () => {
    await on.smash('social_worker', 'SOUTH');
    const [waiting] = await on.openings();
    expect(waiting).toMatchObject({ child: 'SOUTH', isOwn: false, reviewedAt: null });
    expect(await review('commissioner', waiting?.id ?? '', 'not_justified')).toMatchObject({ kind: 'granted' });
    expect(await lastAudit(on.test, 1)).toMatchObject([
      { action: 'BreakGlassReview', outcome: 'done', reason: 'It is on the duty log', children: [on.known.south] },
    ]);
    expect(await on.kindFor('social_worker', on.known.south)).toBe('not-there');
    expect((await on.recordOf('commissioner', on.known.south)).emergencies).toMatchObject([
      { finding: 'not_justified', note: 'It is on the duty log', reviewedByName: 'Demonstration commissioner, Sutton' },
    ]);
    expect(await review('data_protection_officer', waiting?.id ?? '')).toMatchObject({ because: 'reviewed-already' });
  });

  it('is refused to whoever opened the record', async () => {
    await on.smash('commissioner', 'RESTRICTED');
    const [own] = await on.openings();
    expect(own).toMatchObject({ isOwn: true });
    expect(await review('commissioner', own?.id ?? '')).toEqual({ kind: 'refused', because: 'own-opening' });
    expect(await lastAudit(on.test, 1)).toMatchObject([{ action: 'BreakGlassReview', outcome: 'refused' }]);
  });

  it('does not tell a reviewer whose record it is unless they may see it', async () => {
    await on.smash('commissioner', 'RESTRICTED');
    expect((await on.openings('data_protection_officer'))[0]?.child).toBe('RESTRICTED');
    await review('data_protection_officer', (await on.openings())[0]?.id ?? '');
    expect((await on.openings('commissioner'))[0]?.child).toBeNull();
    expect(await lastAudit(on.test, 1)).toMatchObject([{ action: 'BreakGlassRead', children: [on.known.restricted] }]);
  });

  it('finds nothing under another id', async () => {
    for (const id of [newId(), 'first', on.known.south]) {
      expect(await review('commissioner', id)).toBeNull();
      const context = await on.as('commissioner', 'break_glass.review');
      expect(await readOpeningToReview(on.test.service.database, context, null, id)).toBeNull();
    }
  });
});
