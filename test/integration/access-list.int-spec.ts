import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { admitToChild, liftRestriction, readRestriction, removeFromChild } from '#casework';
import { newId } from '#platform';
import { lastAudit } from '../support/children.js';
import { openedBefore } from '../support/late.js';
import { withClient } from '../support/postgres.js';
import { REASON, createChildAccess } from '../support/child-access.js';
import type { ChildAccess } from '../support/child-access.js';

let on: ChildAccess;

beforeEach(async () => {
  on = await createChildAccess();
});
afterEach(() => on.close());

/** Asks until so many transactions wait for a row that another one holds. */
async function untilWaiting(url: string, count: number): Promise<void> {
  await withClient(url, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ waiting: number }>(
        `SELECT count(*)::integer AS waiting FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if ((rows[0]?.waiting ?? 0) >= count) return;
    }
  });
}

describe('restrictChild', () => {
  it('keeps the record from all but the two on its list, in one audited step', async () => {
    expect(await on.restrict('commissioner', on.known.own, 'team_manager')).toMatchObject({
      value: { kind: 'granted' },
    });
    expect(await lastAudit(on.test, 1)).toMatchObject([
      { action: 'ChildRestrict', reason: REASON, children: [on.known.own] },
    ]);
    for (const role of ['social_worker', 'inspector', 'data_protection_officer', 'provider_worker.harbour'])
      expect([role, await on.kindFor(role, on.known.own)]).toEqual([role, 'not-there']);
    for (const role of ['commissioner', 'team_manager'])
      expect([role, await on.kindFor(role, on.known.own)]).toEqual([role, 'reason-needed']);
  });

  it('changes nothing where it is refused, which is on record', async () => {
    for (const [named, why] of [
      ['', REASON],
      ['commissioner', REASON],
      ['provider_worker.harbour', REASON],
      ['inspector', REASON],
      ['team_manager', 'because'],
    ] as const)
      expect(await on.restrict('commissioner', on.known.own, named, why)).toMatchObject({ value: { kind: 'refused' } });
    expect(await lastAudit(on.test, 1)).toMatchObject([
      { action: 'ChildRestrict', outcome: 'refused', reason: 'reason-too-short', children: [on.known.own] },
    ]);
    expect((await on.recordOf('social_worker', on.known.own)).isRestricted).toBe(false);
  });

  it('is not possible for a child beyond the reach', async () => {
    for (const id of [on.known.south, on.known.abroad, on.known.deleted, newId(), 'OWN'])
      expect(await on.restrict('team_manager', id, 'commissioner')).toEqual({ kind: 'not-there' });
  });

  it('is done once when two do it at the same time', async () => {
    const both = await withClient(on.test.database.superuserUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM child WHERE id = $1 FOR UPDATE', [on.known.own]);
      const started = [
        on.restrict('commissioner', on.known.own, 'team_manager'),
        on.restrict('team_manager', on.known.own, 'commissioner'),
      ];
      await untilWaiting(on.test.database.superuserUrl, started.length);
      await client.query('COMMIT');
      return Promise.all(started);
    });
    const kinds = both.map((each) => (each.kind === 'opened' ? each.value.kind : each.kind));
    expect(kinds.filter((kind) => kind === 'granted')).toHaveLength(1);
  });

  it('lets the record be opened by everybody again once it is lifted', async () => {
    await on.restrict('commissioner', on.known.own, 'team_manager');
    await on.sayWhy('commissioner', on.known.own);
    await liftRestriction(
      on.test.service.casework,
      await on.as('commissioner', 'child.restrict'),
      on.known.own,
      'It is over now',
    );
    expect(await on.kindFor('social_worker', on.known.own)).toBe('opened');
    expect((await on.recordOf('commissioner', on.known.own)).admittedCount).toBeNull();
  });
});

describe('the access list', () => {
  const admit = async (role: string, person: string) =>
    admitToChild(on.test.service.casework, await on.as(role, 'child.restrict'), on.known.restricted, {
      personId: await on.idOf(person),
      reason: 'Works with the family',
    });
  const remove = async (role: string, person: string) =>
    removeFromChild(
      on.test.service.casework,
      await on.as(role, 'child.restrict'),
      on.known.restricted,
      await on.idOf(person),
    );

  beforeEach(async () => {
    for (const role of ['team_manager', 'data_protection_officer']) await on.sayWhy(role, on.known.restricted);
  });

  it('admits people of the council and of a provider with an episode, who reach the child besides', async () => {
    for (const person of ['social_worker', 'provider_worker.harbour', 'placement_team'])
      expect(await admit('team_manager', person)).toMatchObject({ value: { kind: 'granted' } });
    expect(await on.kindFor('social_worker', on.known.restricted)).toBe('reason-needed');
    expect(await on.kindFor('provider_worker.harbour', on.known.restricted)).toBe('reason-needed');
    // To be on the list is not enough where the role does not reach the child.
    expect(await on.kindFor('placement_team', on.known.restricted)).toBe('not-there');
    expect(await admit('team_manager', 'provider_worker.northway')).toMatchObject({
      value: { kind: 'refused', because: 'not-admissible' },
    });
  });

  it('never loses its last person of the council', async () => {
    await admit('team_manager', 'provider_worker.harbour');
    expect(await remove('team_manager', 'data_protection_officer')).toMatchObject({ value: { kind: 'granted' } });
    expect(await on.kindFor('data_protection_officer', on.known.restricted)).toBe('not-there');
    expect(await remove('team_manager', 'team_manager')).toMatchObject({
      value: { kind: 'refused', because: 'nobody-of-council' },
    });
  });

  it('tells whoever takes themselves off that they have lost sight of it', async () => {
    expect(await remove('team_manager', 'team_manager')).toMatchObject({ value: { value: { keepsSight: false } } });
    expect(await lastAudit(on.test, 1)).toMatchObject([{ action: 'ChildRemove', children: [on.known.restricted] }]);
  });

  it('is judged as it stands when its turn comes, not as it stood when the transaction began', async () => {
    await admit('team_manager', 'provider_worker.harbour');
    const { casework } = on.test.service;
    const late = openedBefore(casework, () => remove('team_manager', 'data_protection_officer'));
    const removed = await removeFromChild(
      late,
      await on.as('team_manager', 'child.restrict'),
      on.known.restricted,
      await on.idOf('team_manager'),
    );
    expect(removed).toMatchObject({ value: { kind: 'refused', because: 'nobody-of-council' } });
  });

  it('is lifted whole, with whoever was admitted while the lifting waited', async () => {
    const { casework } = on.test.service;
    const late = openedBefore(casework, () => admit('data_protection_officer', 'social_worker'));
    const context = await on.as('team_manager', 'child.restrict');
    expect(await liftRestriction(late, context, on.known.restricted, 'It is over now')).toMatchObject({
      value: { kind: 'granted' },
    });
    await on.restrict('commissioner', on.known.restricted, 'team_manager');
    expect(await on.kindFor('social_worker', on.known.restricted)).toBe('not-there');
  });

  it('is read by those on it, and shows who could be admitted', async () => {
    const context = await on.as('team_manager', 'child.restrict');
    const opened = await readRestriction(on.test.service.database, context, on.known.restricted);
    const names = opened.kind === 'opened' ? opened.value.choices.map(({ name }) => name) : [];
    expect(names).toContain('Demonstration commissioner, Sutton');
    expect(names).toContain('Demonstration interviewer, HARBOUR');
    expect(names).not.toContain('Demonstration interviewer, NORTHWAY');
    expect(names).not.toContain('Demonstration board reader, Sutton');
    const all = await readRestriction(
      on.test.service.database,
      await on.as('commissioner', 'child.restrict'),
      on.known.own,
    );
    const others = all.kind === 'opened' ? all.value.choices.map(({ name }) => name) : [];
    expect(others).toContain('Demonstration interviewer, HARBOUR');
    expect(others).not.toContain('Demonstration interviewer, NORTHWAY');
    expect(
      await readRestriction(
        on.test.service.database,
        await on.as('commissioner', 'child.restrict'),
        on.known.restricted,
      ),
    ).toEqual({ kind: 'not-there' });
  });
});
