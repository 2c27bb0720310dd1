import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { giveReason, readChild, readChildEvidence, readWorklist } from '#casework';
import type { ChildRecord } from '#casework';
import type { Action } from '#domain/access';
import { addKnownChildren, contextOf, lastAudit, ownCells } from '../support/children.js';
import type { KnownChildren } from '../support/children.js';
import { withClient } from '../support/postgres.js';
import { createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

let test: TestService;
let known: KnownChildren;

beforeAll(async () => {
  test = await createTestService({ authorities: 2 });
  known = await addKnownChildren(test);
});
afterAll(() => test.close());

const as = (role: string, action: Action = 'child.read') =>
  contextOf(test, role.includes('.') ? role : `${role}.e09000029`, action);
const read = async (role: string, child: keyof KnownChildren) =>
  readChild(test.service.database, await as(role), known[child]);
const recordOf = async (role: string, child: keyof KnownChildren): Promise<ChildRecord> => {
  const opened = await read(role, child);
  if (opened.kind !== 'opened') throw new Error(`${role} is told ${opened.kind}.`);
  return opened.value;
};

describe('readChild', () => {
  it.each([
    ['commissioner', ['own', 'south', 'northway']],
    ['inspector', ['own', 'south', 'northway']],
    ['team_manager', ['own']],
    ['social_worker', ['own']],
    ['placement_team', ['northway']],
    ['provider_worker.harbour', ['own', 'south']],
    ['provider_manager.northway', ['northway']],
  ] as const)('opens for the %s no children but %j', async (role, expected) => {
    const opened = [];
    for (const name of ['own', 'deleted', 'south', 'northway', 'abroad'] as const)
      if ((await read(role, name)).kind === 'opened') opened.push(name);
    expect(opened).toEqual(expected);
  });

  it('gives each role its own groups of facts, and the rest not at all', async () => {
    const shows = async (role: string, child: 'own' | 'northway' = 'own') => {
      const [episode] = (await recordOf(role, child)).episodes;
      return [episode?.form !== null, episode?.thirdParty !== null, episode?.claim !== null];
    };
    expect(await shows('commissioner')).toEqual([true, true, true]);
    expect(await shows('data_protection_officer')).toEqual([true, true, false]);
    expect(await shows('team_manager')).toEqual([true, true, false]);
    expect(await shows('social_worker')).toEqual([true, false, false]);
    expect(await shows('provider_worker.harbour')).toEqual([true, false, false]);
    expect(await shows('placement_team', 'northway')).toEqual([false, false, false]);
  });

  it('says what the clock says even to those who are not given the form', async () => {
    const record = await recordOf('placement_team', 'northway');
    expect(record.episodes[0]?.clock).toMatchObject({ kind: 'interview', state: 'missed', offer: 'none' });
    expect(JSON.stringify(await recordOf('placement_team', 'northway'))).not.toContain('began');
  });

  it('gives a provider no word of who works with the child and who opened the record', async () => {
    const record = await recordOf('provider_worker.harbour', 'own');
    expect([record.allocations, record.emergencies, record.admittedCount]).toEqual([[], [], null]);
  });

  it('is on record with the child, and so is what was asked for in vain', async () => {
    await read('commissioner', 'own');
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'ChildRead', outcome: 'done', item_id: known.own, children: [known.own] },
    ]);
    for (const name of ['restricted', 'deleted'] as const) {
      await read('social_worker', name);
      expect(await lastAudit(test, 1)).toMatchObject([
        { action: 'ChildRead', outcome: 'refused', item_id: known[name], children: [known[name]] },
      ]);
    }
    await read('social_worker', 'abroad');
    expect(await lastAudit(test, 1)).toMatchObject([{ outcome: 'refused', item_id: known.abroad, children: [] }]);
    expect(await readChild(test.service.database, await as('social_worker'), 'S1001')).toEqual({ kind: 'not-there' });
    expect(await lastAudit(test, 1)).toMatchObject([{ outcome: 'refused', item_id: null, children: [] }]);
  });

  it('answers nothing when it cannot be put on record', async () => {
    await withClient(test.database.superuserUrl, async (client) => {
      await client.query('REVOKE INSERT ON audit_event FROM homeward_app');
      try {
        await expect(read('commissioner', 'own')).rejects.toThrow('permission denied');
        await expect(read('social_worker', 'south')).rejects.toThrow('permission denied');
      } finally {
        await client.query('GRANT INSERT ON audit_event TO homeward_app');
      }
    });
  });
});

describe('a restricted record', () => {
  it('is not there for those who are not admitted, whatever their role', async () => {
    for (const role of ['commissioner', 'social_worker', 'inspector', 'provider_worker.harbour', 'placement_team'])
      expect(await read(role, 'restricted')).toEqual({ kind: 'not-there' });
  });

  it('asks those who are admitted why, once within the hour, and each of them', async () => {
    const { casework } = test.service;
    expect(await read('team_manager', 'restricted')).toEqual({ kind: 'reason-needed' });
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildReasonAsk', children: [known.restricted] }]);
    const short = await giveReason(casework, await as('team_manager'), known.restricted, 'because');
    expect(short).toMatchObject({ kind: 'opened', value: { kind: 'refused', because: 'reason-too-short' } });
    await giveReason(casework, await as('team_manager'), known.restricted, 'A review of the plan');
    expect(await lastAudit(test, 1)).toMatchObject([
      { action: 'ChildOpen', reason: 'A review of the plan', children: [known.restricted] },
    ]);
    expect((await recordOf('team_manager', 'restricted')).admittedCount).toBe(2);
    expect(await read('data_protection_officer', 'restricted')).toEqual({ kind: 'reason-needed' });
    await withClient(test.database.superuserUrl, (client) =>
      client.query(`UPDATE child_opening SET opened_at = opened_at - interval '1 hour'`),
    );
    expect(await read('team_manager', 'restricted')).toEqual({ kind: 'reason-needed' });
  });

  it('takes no reason from those who are not admitted', async () => {
    const context = await as('commissioner');
    const opened = await giveReason(test.service.casework, context, known.restricted, 'I would like to know');
    expect(opened).toEqual({ kind: 'not-there' });
    expect(await read('commissioner', 'restricted')).toEqual({ kind: 'not-there' });
  });

  it('is counted on the worklist of those who would reach it, by a number alone', async () => {
    const listOf = async (role: string) => readWorklist(test.service.database, await as(role, 'worklist.read'), null);
    const commissioner = await listOf('commissioner');
    expect(commissioner.restrictedCount).toBe(1);
    expect(JSON.stringify(commissioner.items)).not.toContain(known.restricted);
    for (const role of ['team_manager', 'social_worker', 'placement_team', 'provider_worker.harbour'])
      expect((await listOf(role)).restrictedCount).toBeNull();
    expect((await listOf('team_manager')).items.map(({ childId }) => childId)).toContain(known.restricted);
  });
});

describe('readChildEvidence', () => {
  it('gives for each episode what was offered, held and changed, on record', async () => {
    const context = await as('social_worker', 'child.evidence.read');
    const opened = await readChildEvidence(test.service.database, context, known.own);
    expect(opened).toMatchObject({
      kind: 'opened',
      value: {
        episodes: [
          {
            clock: { state: 'in_time', offer: 'in_time' },
            form: { text: { planChange: ownCells.plan_change }, interviews: [{ isIndependent: false }] },
            thirdParty: null,
            claim: null,
          },
        ],
      },
    });
    expect(await lastAudit(test, 1)).toMatchObject([{ action: 'ChildEvidenceRead', children: [known.own] }]);
  });
});
